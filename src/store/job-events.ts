import type { Instant, JobEventData } from '../domain/index.ts'
import type { Dialect } from './dialects/types.ts'
import type { JobStore } from './types.ts'

/** What watchers of a job are told, in order; ids grow by one within a job. */
export function createJobEvents({ db, isDuplicate }: Dialect): Pick<JobStore, 'addEvent' | 'events'> {
  const addEvent: JobStore['addEvent'] = async (jobId, at, data) => {
    try {
      return await db.transaction().execute(async (transaction) => {
        const last = await transaction
          .selectFrom('job_event')
          .select((eb) => eb.fn.max('id').as('id'))
          .where('job_id', '=', jobId)
          .executeTakeFirst()
        const id = (last?.id ?? 0) + 1
        await transaction
          .insertInto('job_event')
          .values({ job_id: jobId, id, at, data: JSON.stringify(data) })
          .execute()
        return id
      })
    } catch (thrown) {
      // Another process was faster with the same number; somebody gets on at every round.
      if (isDuplicate(thrown)) return addEvent(jobId, at, data)
      throw thrown
    }
  }
  return {
    addEvent,
    events: async (jobId, after, limit) => {
      const rows = await db
        .selectFrom('job_event')
        .select(['id', 'at', 'data'])
        .where('job_id', '=', jobId)
        .where('id', '>', after)
        .orderBy('id')
        .limit(limit)
        .execute()
      return rows.map(({ id, at, data }) => ({ id, at: at as Instant, data: JSON.parse(data) as JobEventData }))
    },
  }
}
