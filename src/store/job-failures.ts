import type { Instant, LocalDate } from '../domain/index.ts'
import { fromCursor, toCursor } from './cursor.ts'
import type { Dialect } from './dialects/types.ts'
import { chunks, excluded } from './sql.ts'
import type { JobStore } from './types.ts'

const atOnce = 100

/** What failed in a run stays known of it, whatever becomes of the day or item later. */
export function createJobFailures({ db }: Dialect): Pick<JobStore, 'addFailures' | 'failures'> {
  return {
    addFailures: async (jobId, at, failures) => {
      // One statement must not touch a row twice.
      const last = new Map(failures.map((failure) => [`${failure.dataset} ${failure.key}`, failure]))
      for (const some of chunks([...last.values()], atOnce))
        await db
          .insertInto('job_failure')
          .values(some.map(({ key, ...failure }) => ({ job_id: jobId, item: key, at, ...failure })))
          .onConflict((conflict) =>
            conflict.columns(['job_id', 'dataset', 'item']).doUpdateSet(excluded(['day', 'code', 'detail', 'at'])),
          )
          .execute()
    },
    failures: async (jobId, { limit, cursor }) => {
      let query = db
        .selectFrom('job_failure')
        .select(['dataset', 'item', 'day', 'code', 'detail', 'at'])
        .where('job_id', '=', jobId)
        .orderBy('dataset')
        .orderBy('item')
        .limit(limit + 1)
      if (cursor) {
        const [dataset, item] = fromCursor(cursor, 2).map(String) as [string, string]
        query = query.where((eb) =>
          eb.or([eb('dataset', '>', dataset), eb.and([eb('dataset', '=', dataset), eb('item', '>', item)])]),
        )
      }
      const rows = await query.execute()
      const failures = rows.slice(0, limit).map(({ item, day, at, ...row }) => ({
        ...row,
        key: item,
        day: day as LocalDate | null,
        at: at as Instant,
      }))
      const last = failures.at(-1)
      const more = rows.length > limit && last !== undefined
      return { failures, nextCursor: more ? toCursor([last.dataset, last.key]) : null }
    },
  }
}
