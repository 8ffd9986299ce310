import { type LocalDate, toEpochDay } from '../../domain/index.ts'

const [dayMs, hourMs] = [86_400_000, 3_600_000]

/** Where a local day begins and ends, as its samples' table has it; null where nobody told. */
export interface DayEdges {
  readonly offsetStartSeconds: number | null
  readonly endUtc: number | null
}

/**
 * How far local time is ahead of UTC at moments of a day, milliseconds. A day of 23 or 25 hours tells that its clocks were
 * changed, and not when: where that is the law of the place, at 01:00 UTC in Europe and at 02:00 by the wall elsewhere. On
 * a journey the new offset holds from noon on.
 */
export function offsetOfDay(day: LocalDate, { offsetStartSeconds, endUtc }: DayEdges): ((at: number) => number) | null {
  if (offsetStartSeconds === null) return null
  const before = offsetStartSeconds * 1000
  const after = endUtc === null ? before : (toEpochDay(day) + 1) * dayMs - endUtc
  if (after === before) return () => before
  const midnight = toEpochDay(day) * dayMs - before
  const change = changeOf(midnight, before, after)
  return (at) => (at < change ? before : after)
}

function changeOf(midnight: number, before: number, after: number): number {
  if (Math.abs(after - before) !== hourMs) return midnight + 12 * hourMs
  const atOneUtc = Math.floor((midnight + 4 * hourMs) / dayMs) * dayMs + hourMs
  const winter = Math.min(before, after)
  return winter >= -hourMs && winter <= 2 * hourMs ? atOneUtc : midnight + 2 * hourMs
}
