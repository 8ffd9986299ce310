import { addDays, type LocalDate, type UserId } from '../../domain/index.ts'
import { offsetOfDay } from './local-offset.ts'
import type { Rows } from './rows.ts'
import type { ApiServices } from './types.ts'

/** What an hour of the local day comes to over all days. */
export interface HourOfDay {
  readonly hour: number
  /** Samples with a value. */
  readonly count: number
  readonly avg: number | null
  readonly min: number | null
  readonly max: number | null
}

export interface IntradayQuery {
  readonly userId: UserId
  readonly metric: string
  readonly from: LocalDate
  readonly to: LocalDate
}

const hourMs = 3_600_000
const hours = 24
/** Tables whose rows tell where the days they are about begin and end. */
const edgeTables = ['heart_rate_day', 'daily_summary'] as const

/**
 * A channel by hour of the local day over many days, from what the blocks of samples come to in each half hour of UTC. Days
 * for which nobody told the offset take that of the day before, the first ones that of the first day that has one. In
 * zones that are a quarter of an hour off, half an hour counts with the hour in which it begins.
 */
export async function intradayByHour(
  store: ApiServices['store'],
  rows: Pick<Rows, 'tables'>,
  { userId, metric, from, to }: IntradayQuery,
): Promise<{ days: number; hours: HourOfDay[] }> {
  const offsets = await offsetsOf(store, rows, userId, from, to)
  const counts = new Float64Array(hours)
  const sums = new Float64Array(hours)
  const least = new Float64Array(hours).fill(Number.POSITIVE_INFINITY)
  const greatest = new Float64Array(hours).fill(Number.NEGATIVE_INFINITY)
  let days = 0
  let known = offsets.first
  await store.rows.halfHours(userId, metric, { from, to }, (day) => {
    days++
    known = offsets.of.get(day) ?? known
    const offset = known
    return (at, count, sum, min, max) => {
      const hour = Math.floor((at + offset(at)) / hourMs) % hours
      counts[hour]! += count
      sums[hour]! += sum
      if (min < least[hour]!) least[hour] = min
      if (max > greatest[hour]!) greatest[hour] = max
    }
  })
  return {
    days,
    hours: Array.from({ length: hours }, (_, hour) => {
      const count = counts[hour]!
      if (count === 0) return { hour, count, avg: null, min: null, max: null }
      return { hour, count, avg: round(sums[hour]! / count), min: least[hour]!, max: greatest[hour]! }
    }),
  }
}

type Offset = (at: number) => number

async function offsetsOf(
  store: ApiServices['store'],
  { tables }: Pick<Rows, 'tables'>,
  userId: UserId,
  from: LocalDate,
  to: LocalDate,
): Promise<{ of: ReadonlyMap<LocalDate, Offset>; first: Offset }> {
  const of = new Map<LocalDate, Offset>()
  let firstDay: LocalDate | null = null
  for (const name of edgeTables) {
    const table = tables.get(name)?.table
    if (table === undefined) continue
    // A day that is left out takes its offset from the day before it.
    const query = { table, userId, columns: ['offset_start_s', 'day_end_utc'], from: addDays(from, -1), to }
    const { days, columns } = await store.rows.columns(query)
    for (const [index, day] of days.entries()) {
      if (of.has(day)) continue
      const offsetStartSeconds = columns.offset_start_s?.[index] ?? null
      const offset = offsetOfDay(day, { offsetStartSeconds, endUtc: columns.day_end_utc?.[index] ?? null })
      if (offset === null) continue
      of.set(day, offset)
      if (firstDay === null || day < firstDay) firstDay = day
    }
  }
  const first = firstDay === null ? undefined : of.get(firstDay)
  return { of, first: first ?? (() => 0) }
}

/** Means are worth a hundredth of their unit. */
function round(value: number): number {
  return Math.round(value * 100) / 100
}
