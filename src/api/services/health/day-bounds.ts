import { addDays, type LocalDate, toEpochDay } from '../../../domain/index.ts'
import { numberOf, timeOf } from '../home/nights.ts'
import type { RowJson } from '../rows.ts'

const hourMs = 3_600_000

export interface DayBounds {
  readonly from: number
  readonly to: number
  readonly offsets: readonly { readonly at: number; readonly offset_s: number }[]
}

/**
 * The person's day in UTC: as an answer drew it (23 or 25 hours at a clock change), else by the zone, else by the offset of
 * the newest day. `rows` are those of the day that may tell, the best first.
 */
export function dayBounds(
  day: LocalDate,
  rows: readonly (RowJson | null)[],
  zone: string | null,
  offset: number | null,
): DayBounds {
  const told = rows.find((row) => timeOf(row?.day_start_utc) !== null)
  const startOffset = numberOf(told?.offset_start_s) ?? zoneOffset(zone, day) ?? offset ?? 0
  const from = timeOf(told?.day_start_utc) ?? toEpochDay(day) * 24 * hourMs - startOffset * 1000
  const endOffset = numberOf(told?.offset_end_s) ?? zoneOffset(zone, addDays(day, 1)) ?? startOffset
  const drawn = timeOf(told?.day_end_utc)
  // Summaries made within the day say when they were made, not when the day ends.
  const byOffset = toEpochDay(addDays(day, 1)) * 24 * hourMs - endOffset * 1000
  const to = drawn !== null && drawn - from >= 20 * hourMs && drawn - from <= 28 * hourMs ? drawn : byOffset
  const change = startOffset === endOffset ? null : changeBetween(zone, from, to, startOffset, endOffset)
  return {
    from,
    to,
    offsets: [{ at: from, offset_s: startOffset }, ...(change === null ? [] : [{ at: change, offset_s: endOffset }])],
  }
}

/** When the clock changed: as the zone has it, else where clocks change nearly everywhere, at two in the night. */
function changeBetween(zone: string | null, from: number, to: number, before: number, after: number): number {
  if (zone !== null && offsetAt(zone, from) === before && offsetAt(zone, to - 1) === after) {
    let [low, high] = [from, to]
    while (high - low > 60_000) {
      const middle = low + Math.floor((high - low) / 120_000) * 60_000
      if (offsetAt(zone, middle) === before) low = middle
      else high = middle
    }
    return high
  }
  const night = from + (after > before ? 2 : 3) * hourMs
  // Any other difference is that of a journey, and nobody says when its clock was set.
  return Math.abs(after - before) === 3600 ? night : to - 1
}

function zoneOffset(zone: string | null, day: LocalDate): number | null {
  if (zone === null) return null
  const guess = toEpochDay(day) * 24 * hourMs
  const offset = offsetAt(zone, guess)
  return offset === null ? null : offsetAt(zone, guess - offset * 1000)
}

/** Seconds that a zone is ahead of UTC; null for a name that nobody knows. */
function offsetAt(zone: string, at: number): number | null {
  try {
    const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(at)
    const text = parts.find(({ type }) => type === 'timeZoneName')?.value ?? ''
    const [, sign, hours, minutes = '0'] = /GMT(?:([+-])(\d{2}):?(\d{2})?)?/.exec(text) ?? []
    return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 3600 + Number(minutes) * 60) + 0
  } catch {
    return null
  }
}
