import { type Kysely, sql } from 'kysely'
import { jobTitle, jobTransitions, notLive, type SyncScope, transition } from '../domain/index.ts'
import { fromCursor, toCursor } from './cursor.ts'
import { type Database, toId } from './database.ts'
import type { Dialect } from './dialects/types.ts'
import { createJobEvents } from './job-events.ts'
import { createJobFailures } from './job-failures.ts'
import { newJob, readJob, toStoredJob } from './job-row.ts'
import type { JobNumbers, JobStore, StoredJob } from './types.ts'

/** Jobs of all accounts. States change only as the domain's table says, each time by a conditional update. */
export function createJobs(dialect: Dialect): JobStore {
  const { db } = dialect
  const find = async (jobId: string): Promise<StoredJob | null> =>
    toStoredJob(await readJob(db).where('job_id', '=', jobId).executeTakeFirst())

  return {
    add: async ({ userId, scope, sessionId, maxWaitMs, now, ...named }) => {
      const text = scopeText(scope)
      const about = { first: false, scheduled: sessionId === null, titleOf: (dataset: string) => dataset }
      const title = named.title ?? jobTitle(scope, about)
      for (;;) {
        const job = newJob({ userId, scope: text, title, syncType: scope.sync_type, sessionId, maxWaitMs, now })
        const { numInsertedOrUpdatedRows } = await db
          .insertInto('sync_job')
          .values(job)
          // The partial index lets one job wait for each scope.
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirstOrThrow()
        const created = numInsertedOrUpdatedRows === 1n
        const found = toStoredJob(
          created
            ? await readJob(db).where('job_id', '=', job.job_id).executeTakeFirst()
            : await readJob(db)
                .where('user_id', '=', toId(userId))
                .where('scope', '=', text)
                .where('status', '=', 'pending')
                .executeTakeFirst(),
        )
        // A worker may have taken the waiting one in between: then there is room for a new one.
        if (found !== null) return { job: found, created }
      }
    },
    find,
    running: async (userId) =>
      toStoredJob(
        await readJob(db).where('user_id', '=', toId(userId)).where('status', '=', 'running').executeTakeFirst(),
      ),
    nextPending: async (userId) =>
      toStoredJob(
        await readJob(db)
          .where('user_id', '=', toId(userId))
          .where('status', '=', 'pending')
          .orderBy('created_at')
          .orderBy('job_id')
          .executeTakeFirst(),
      ),
    open: async () => {
      // The status stands there as it is, so that the small indexes over open jobs are used.
      const count = async (status: 'pending' | 'running') => {
        const { jobs } = await db
          .selectFrom('sync_job')
          .select((eb) => eb.fn.countAll<number>().as('jobs'))
          .where('status', '=', sql.lit(status))
          .executeTakeFirstOrThrow()
        return Number(jobs)
      }
      return { pending: await count('pending'), running: await count('running') }
    },
    list: async (userId, { limit, cursor }) => {
      let query = readJob(db)
        .where('user_id', '=', toId(userId))
        .orderBy('created_at', 'desc')
        .orderBy('job_id', 'desc')
        .limit(limit + 1)
      if (cursor) {
        const [at, id] = fromCursor(cursor, 2)
        query = query.where((eb) =>
          eb.or([
            eb('created_at', '<', Number(at)),
            eb.and([eb('created_at', '=', Number(at)), eb('job_id', '<', String(id))]),
          ]),
        )
      }
      const jobs = (await query.execute()).flatMap((row) => toStoredJob(row) ?? [])
      const page = jobs.slice(0, limit)
      const last = page.at(-1)
      const more = jobs.length > limit && last !== undefined
      return { jobs: page, nextCursor: more ? toCursor([last.created_at, last.job_id]) : null }
    },
    apply: async (jobId, event, now, outcome) => {
      const before = await find(jobId)
      const after = before === null ? null : transition(before, event, now, outcome)
      if (after === null) return null
      const { status, progress, start_time, end_time, processed_items, current } = after
      const { error_code, error_message, retry_at } = after
      try {
        const { numUpdatedRows } = await db
          .updateTable('sync_job')
          .set({ status, start_time, end_time, current, error_code, error_message, retry_at, live: null })
          // Numbers may have moved since they were read; only the end of all work sets them.
          .$if(event === 'complete', (update) => update.set({ progress, processed_items }))
          .where('job_id', '=', jobId)
          .where('status', 'in', jobTransitions[event].from)
          .executeTakeFirstOrThrow()
        return numUpdatedRows === 1n ? await find(jobId) : null
      } catch (thrown) {
        // Another job of this account runs already.
        if (dialect.isDuplicate(thrown)) return null
        throw thrown
      }
    },
    heartbeat: async (jobId, { until, host }) => {
      const row = await db
        .updateTable('sync_job')
        .set({ lease_until: until, lease_host: host })
        .where('job_id', '=', jobId)
        .where('status', '=', 'running')
        .returning('cancel_requested')
        .executeTakeFirst()
      return { cancelRequested: Boolean(row?.cancel_requested) }
    },
    numbers: (jobId, numbers) => setNumbers(db, jobId, numbers),
    requestCancel: async (jobId) => {
      await db
        .updateTable('sync_job')
        .set({ cancel_requested: true })
        .where('job_id', '=', jobId)
        .where('status', 'in', jobTransitions.cancel.from)
        .execute()
      return find(jobId)
    },
    ...createJobEvents(dialect),
    ...createJobFailures(dialect),
  }
}

/** The numbers of a running job; its progress never falls. */
export async function setNumbers(db: Kysely<Database>, jobId: string, numbers: JobNumbers): Promise<void> {
  const { progress, counts, live = notLive, ...rest } = numbers
  await db
    .updateTable('sync_job')
    .set((eb) => ({
      total_items: rest.total_items,
      processed_items: rest.processed_items,
      requests: rest.requests,
      bytes: rest.bytes,
      current: rest.current,
      counts: JSON.stringify(counts),
      live: JSON.stringify(live),
      progress: eb.case().when('progress', '<', progress).then(progress).else(eb.ref('progress')).end(),
    }))
    .where('job_id', '=', jobId)
    .where('status', '=', 'running')
    .execute()
}

/** One text for equal scopes: the index compares it. What is not chosen is left out, as in scopes of before there was a choice. */
function scopeText({ sync_type, from, to, full, datasets = [], items = [] }: SyncScope): string {
  return JSON.stringify({
    ...{ sync_type, from, to, full },
    ...(datasets.length > 0 ? { datasets } : {}),
    ...(items.length > 0 ? { items } : {}),
  })
}
