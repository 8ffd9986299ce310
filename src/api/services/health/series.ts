import type { BucketSize, HealthSeriesJson, MetricJson } from '../../../contract/index.ts'
import { daysBetween, fail, type LocalDate, type UserId } from '../../../domain/index.ts'
import { tablesOf } from '../../tables.ts'
import type { Memo } from '../memo.ts'
import type { ApiServices } from '../types.ts'
import { bucketEdges, bucketStart, intoBuckets } from './buckets.ts'
import { readDayValues, rounded } from './day-values.ts'
import { readDevices } from './devices.ts'
import { listMetrics, type MetricDefinition } from './metric-list.ts'
import { stateRuns } from './state-runs.ts'

/** Days of an empty run that is told: as many as a bucket has. */
const leastEmpty: Readonly<Record<BucketSize, number>> = { day: 1, week: 7, month: 28 }
/** More than a page shows side by side. */
const mostMetrics = 16
/** No watch is older; a span of more is a slip of the pen. */
const mostDays = 366 * 60

type Needs = Pick<ApiServices, 'store' | 'catalogue' | 'asked'>

/** What is measured by day, over any span. */
export function createMetrics({ store, catalogue, asked }: Needs, memo: Memo) {
  const tables = tablesOf(catalogue)
  const metrics = listMetrics(tables)
  const byId = new Map(metrics.map((metric) => [metric.id, metric]))
  const datasetsOf = (metric: MetricDefinition) =>
    (asked ?? catalogue)
      .filter((dataset) => dataset.tables.some(({ name }) => name === metric.table.name))
      .map(({ name }) => name)

  /** @throws request.invalid naming the field */
  const chosen = (words: string): MetricDefinition[] => {
    const ids = [...new Set(words.split(','))]
    if (ids.length > mostMetrics)
      throw fail('request.invalid', { detail: `metrics: at most ${mostMetrics} at once`, field: 'metrics' })
    return ids.map((id) => {
      const metric = byId.get(id)
      if (metric === undefined)
        throw fail('request.invalid', { detail: `metrics: there is no ${id}`, field: 'metrics' })
      return metric
    })
  }

  const devicesOf = (userId: UserId) => memo(userId, 'devices', '', () => readDevices(store, tables, userId))

  const spans = async (userId: UserId) => {
    const found = new Map<string, { first: LocalDate; last: LocalDate } | null>()
    for (const metric of metrics) {
      if (found.has(metric.id)) continue
      const { table, where } = metric
      const alike = metrics.filter((one) => one.table === table && one.where === where)
      const group =
        Object.keys(where).length === 0
          ? metrics.filter((one) => one.table === table && Object.keys(one.where).length === 0)
          : alike
      const columns = group.map(({ column }) => column)
      const ends = await store.rows.spans({ table, userId, columns, where })
      for (const { id, column } of group) found.set(id, ends[column] ?? null)
    }
    return found
  }

  return {
    /** Ids of those that people look at first. */
    usual: () =>
      metrics
        .slice(0, 8)
        .map(({ id }) => id)
        .join(),
    named: (id: string): MetricDefinition | undefined => byId.get(id),
    datasetsOf,
    list: (userId: UserId): Promise<MetricJson[]> =>
      memo(userId, 'metrics', '', async () => {
        const ends = await spans(userId)
        return metrics.map((metric) => ({
          id: metric.id,
          title: metric.title,
          unit: metric.unit,
          decimals: metric.decimals,
          zero_based: metric.zeroBased,
          better: 'none' as const,
          is_usual: metric.isUsual,
          first_day: ends.get(metric.id)?.first ?? null,
          last_day: ends.get(metric.id)?.last ?? null,
          datasets: datasetsOf(metric),
          channel: metric.channel,
        }))
      }),

    /** @throws request.invalid */
    series: async (
      userId: UserId,
      { words, from, to, every }: { words: string; from: LocalDate; to: LocalDate; every: BucketSize },
    ): Promise<HealthSeriesJson> => {
      const wanted = chosen(words)
      if (daysBetween(from, to) > mostDays)
        throw fail('request.invalid', { detail: 'from: the span is longer than sixty years', field: 'from' })
      // Values of whole buckets, also where the span begins within one.
      const values = await readDayValues(store, userId, wanted, from, to)
      const letters = await store.ledger.dayStates(userId, [...new Set(wanted.flatMap(datasetsOf))], from, to)
      const edges = bucketEdges(from, to, every)
      return {
        from,
        to,
        every,
        first_bucket: bucketStart(from, every),
        series: wanted.map((metric) => {
          const own = values.get(metric.id) ?? []
          const known = datasetsOf(metric).flatMap((name) => {
            const found = letters.get(name)
            return found === undefined ? [] : [found]
          })
          const columns =
            every === 'day'
              ? {
                  mean: own.map((value) => (value === null ? null : rounded(value))),
                  min: null,
                  max: null,
                  p20: null,
                  p80: null,
                  n: null,
                }
              : intoBuckets(own, edges)
          return { metric: metric.id, columns, states: stateRuns(own, known, from, leastEmpty[every]) }
        }),
        devices: (await devicesOf(userId)).filter(({ day }) => day >= from && day <= to),
      }
    },
  }
}
export type Metrics = ReturnType<typeof createMetrics>
