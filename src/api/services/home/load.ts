import type { HomeJson } from '../../../contract/index.ts'
import { addDays, type LocalDate, type UserId } from '../../../domain/index.ts'
import type { Store } from '../../../store/index.ts'
import { bucketStart } from '../health/buckets.ts'
import { type DayValues, readDayValues } from '../health/day-values.ts'
import type { MetricDefinition } from '../health/metric-list.ts'
import type { Rows } from '../rows.ts'
import { numberOf, textOf } from './nights.ts'

const weeks = 16

/**
 * Training load by week: the sum of what each activity came to, and beside it the load of 28 days with the range that suits
 * it, both as the watch has them at the week's end (DATA section 6).
 */
export async function readLoad(
  store: Pick<Store, 'rows'>,
  rows: Rows,
  metric: (id: string) => MetricDefinition | undefined,
  userId: UserId,
  today: LocalDate,
): Promise<HomeJson['load']> {
  const from = addDays(bucketStart(today, 'week'), -7 * (weeks - 1))
  const sums: DayValues = new Array(weeks).fill(null)
  const counts: number[] = new Array(weeks).fill(0)
  const table = rows.named('activity')
  if (table !== null)
    for (const { day, load } of await store.rows.loads({ table, userId, from })) {
      const week = Math.floor((Date.parse(day) - Date.parse(from)) / (7 * 86_400_000))
      if (week < 0 || week >= weeks) continue
      counts[week] = (counts[week] ?? 0) + 1
      sums[week] = (sums[week] ?? 0) + load
    }
  const ids = ['chronic_load', 'chronic_load_min', 'chronic_load_max'].map((column) => `training_status.${column}`)
  const values = await readDayValues(
    store,
    userId,
    ids.flatMap((id) => metric(id) ?? []),
    from,
    today,
  )
  const [chronic = [], low = [], high = []] = ids.map((id) => weekEnds(values.get(id) ?? []))
  const status = rows.named('training_status')
  const found = status === null ? [] : (await rows.page({ table: status, userId, limit: 10 })).items
  const newest = found.find(({ is_primary }) => is_primary === true) ?? found[0]
  return {
    weeks: {
      from,
      every: 'week',
      columns: {
        load: sums.map((sum, week) => sum ?? (counts[week] === 0 ? 0 : null)),
        activities: counts,
        chronic,
        low,
        high,
      },
    },
    phrase: textOf(newest?.phrase),
    since: textOf(newest?.since),
    acute: numberOf(newest?.acute_load),
    low: numberOf(newest?.chronic_load_min),
    high: numberOf(newest?.chronic_load_max),
  }
}

/** The last value of each week. */
function weekEnds(values: DayValues): DayValues {
  return Array.from(
    { length: weeks },
    (_, week) => values.slice(week * 7, week * 7 + 7).findLast((value) => value !== null) ?? null,
  )
}
