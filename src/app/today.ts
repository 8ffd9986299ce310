import { dayInZone, type Instant, type LocalDate, type TableDefinition, type UserId } from '../domain/index.ts'
import type { Store } from '../store/index.ts'

/** The account's own day: by the offset of its newest day with data, else by this machine's zone. */
export async function todayOf(
  store: Pick<Store, 'rows'>,
  tables: readonly TableDefinition[],
  userId: UserId,
  now: Instant,
): Promise<LocalDate> {
  const table = tables.find((one) => one.name === 'daily_summary')
  const newest =
    table === undefined
      ? []
      : (await store.rows.page({ table, userId, limit: 1, order: [{ column: 'date', descending: true }] })).rows
  const offset = newest[0]?.offset_end_s
  if (typeof offset === 'number') return new Date(now + offset * 1000).toISOString().slice(0, 10) as LocalDate
  return dayInZone(now, Intl.DateTimeFormat().resolvedOptions().timeZone)
}
