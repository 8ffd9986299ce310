import type { BucketSize } from '../../../contract/index.ts'
import { addDays, addMonths, daysBetween, type LocalDate, toEpochDay } from '../../../domain/index.ts'
import { type DayValues, percentile, rounded } from './day-values.ts'

/** The start of the bucket that a day is in; weeks begin on Monday. */
export function bucketStart(day: LocalDate, every: BucketSize): LocalDate {
  if (every === 'day') return day
  if (every === 'month') return `${day.slice(0, 8)}01` as LocalDate
  // 1970-01-01 was a Thursday.
  return addDays(day, -((toEpochDay(day) + 3) % 7))
}

/** Places in a list of days from `from` on at which buckets begin; the last is the end of the list. */
export function bucketEdges(from: LocalDate, to: LocalDate, every: BucketSize): number[] {
  const length = daysBetween(from, to) + 1
  const edges: number[] = [0]
  for (let start = bucketStart(from, every); ; ) {
    start = every === 'month' ? addMonths(start, 1) : addDays(start, every === 'week' ? 7 : 1)
    const edge = Math.min(length, daysBetween(from, start))
    edges.push(edge)
    if (edge === length) return edges
  }
}

/** What the days of each bucket come to. */
export function intoBuckets(values: DayValues, edges: readonly number[]) {
  const columns = {
    mean: [] as DayValues,
    min: [] as DayValues,
    max: [] as DayValues,
    p20: [] as DayValues,
    p80: [] as DayValues,
    n: [] as number[],
  }
  for (let index = 0; index + 1 < edges.length; index++) {
    const some = values.slice(edges[index], edges[index + 1]).filter((value) => value !== null)
    some.sort((a, b) => a - b)
    const of = (value: () => number) => (some.length === 0 ? null : rounded(value()))
    columns.mean.push(of(() => some.reduce((sum, value) => sum + value, 0) / some.length))
    columns.min.push(some[0] ?? null)
    columns.max.push(some.at(-1) ?? null)
    columns.p20.push(of(() => percentile(some, 0.2)))
    columns.p80.push(of(() => percentile(some, 0.8)))
    columns.n.push(some.length)
  }
  return columns
}
