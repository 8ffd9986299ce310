import type { BucketSize, HealthSeriesJson } from '../../../src/contract/index.ts'
import { addDays, addMonths, daysBetween, type LocalDate } from '../../../src/domain/index.ts'
import { meanOf, rollingMean, type Smoothing } from '../../charts/averages.ts'
import type { CurveData } from '../../charts/curve-shapes.ts'
import { dayStatesOf } from '../../charts/day-states.ts'
import { asDay } from '../../format/as-day.ts'

type Series = HealthSeriesJson['series'][number]
type Values = readonly (number | null)[]

export interface Trend extends CurveData {
  /** Mean of the days that are shown, in the unit of the reader. */
  readonly mean: number | null
  /** Days with a value. */
  readonly count: number
  /** What stands at the cursor: the average where it is the line. */
  readonly line: Values
}

/** A series of an answer as a curve from `from` to `to`, in the unit of the reader. */
export function trendOf(
  answer: HealthSeriesJson,
  series: Series,
  from: LocalDate,
  to: LocalDate,
  smoothing: Smoothing,
  per: number,
): Trend {
  const scaled = (values: Values | null) => (values ?? []).map((value) => (value === null ? null : value / per))
  const mean = scaled(series.columns.mean)
  if (smoothing.every === 'day') {
    const lead = Math.max(0, daysBetween(asDay(answer.from), from))
    const values = mean.slice(lead)
    const measured = values.filter((value) => value !== null).length
    const isSparse = measured < values.length / 2
    const states = dayStatesOf(withoutShort(series.states, isSparse ? 28 : 1), values, from)
    const average =
      smoothing.window === null ? undefined : isSparse ? sparseMean(values) : rollingMean(mean, smoothing.window, lead)
    // Days between two weigh-ins are no gap.
    const shown = smoothing.window === null && isSparse ? sparseMean(values) : average
    return {
      values,
      states,
      ...(shown === undefined ? {} : { average: shown }),
      mean: meanOf(values),
      count: measured,
      line: shown ?? values,
    }
  }
  const places = bucketMiddles(asDay(answer.first_bucket), mean.length, smoothing.every, from)
  const length = daysBetween(from, to) + 1
  const spread = (values: Values) => spreadOver(values, places, length)
  const line = spread(mean)
  const band = { low: spread(scaled(series.columns.p20)), high: spread(scaled(series.columns.p80)) }
  const n = series.columns.n ?? []
  const total = n.reduce((sum, count) => sum + count, 0)
  const sum = mean.reduce<number>((all, value, at) => all + (value ?? 0) * (n[at] ?? 0), 0)
  return {
    values: line,
    states: dayStatesOf(
      series.states.filter(({ state }) => state !== 'provisional'),
      line,
      from,
    ),
    ...(smoothing.band ? { band } : {}),
    mean: total === 0 ? null : sum / total,
    count: total,
    line,
  }
}

function withoutShort(states: Series['states'], least: number): Series['states'] {
  return states.filter(({ from, to, state }) => state !== 'empty' || daysBetween(asDay(from), asDay(to)) + 1 >= least)
}

/** For what is measured now and then: a line from one value to the next, a break where nothing came for two months. */
export function sparseMean(values: Values, longest = 62): (number | null)[] {
  const line: (number | null)[] = values.map(() => null)
  let last: number | null = null
  for (const [at, value] of values.entries()) {
    if (value === null) continue
    const before: number | null = last === null ? null : (values[last] ?? null)
    if (last !== null && before !== null && at - last <= longest)
      for (let day: number = last; day < at; day++) line[day] = before + ((value - before) * (day - last)) / (at - last)
    line[at] = value
    last = at
  }
  return line
}

/** In which day of the span the middle of each bucket lies. */
function bucketMiddles(first: LocalDate, count: number, every: BucketSize, from: LocalDate): number[] {
  const start = (at: number) => (every === 'month' ? addMonths(first, at) : addDays(first, at * 7))
  return Array.from({ length: count }, (_, at) => {
    const [begin, end] = [daysBetween(from, start(at)), daysBetween(from, start(at + 1))]
    return Math.round((begin + end - 1) / 2)
  })
}

/** Values of buckets as a line over days; it breaks where a bucket is empty. */
function spreadOver(values: Values, places: readonly number[], length: number): (number | null)[] {
  const line: (number | null)[] = new Array(length).fill(null)
  for (const [at, value] of values.entries()) {
    const place = places[at] ?? 0
    if (value === null) continue
    if (place >= 0 && place < length) line[place] = value
    const [next, nextPlace] = [values[at + 1] ?? null, places[at + 1] ?? place]
    if (next === null) continue
    for (let day = Math.max(0, place); day < Math.min(length, nextPlace); day++)
      line[day] = value + ((next - value) * (day - place)) / (nextPlace - place)
  }
  return line
}
