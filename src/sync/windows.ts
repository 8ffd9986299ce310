import { addDays, addMonths, type LocalDate, maxDate } from '../domain/index.ts'

/** Days from `start` to `end`, both included. */
export interface Window {
  readonly start: LocalDate
  readonly end: LocalDate
}

/**
 * The fewest windows of at most `maxDays` that cover every due day, newest first. A window that is not full reaches
 * further back for free, down to `floor` (null: its whole length).
 * @param due days in any order; each is covered exactly once
 */
export function coverDays(
  due: Iterable<LocalDate>,
  maxDays: number,
  floor: LocalDate | null = null,
  stretch = false,
): Window[] {
  const days = [...due].sort().reverse()
  const windows: Window[] = []
  let at = 0
  while (at < days.length) {
    const end = days[at]!
    const earliest = addDays(end, -(maxDays - 1))
    let last = end
    while (at < days.length && days[at]! >= earliest) last = days[at++]!
    const reach = stretch && at >= days.length ? (floor === null ? earliest : maxDate(earliest, floor)) : last
    windows.push({ start: reach < last ? reach : last, end })
  }
  return windows
}

/** Whole calendar months, one window each, that hold the due days; newest first. */
export function coverMonths(due: Iterable<LocalDate>): Window[] {
  const months = new Set([...due].map((day) => `${day.slice(0, 7)}-01` as LocalDate))
  return [...months]
    .sort()
    .reverse()
    .map((start) => ({ start, end: addDays(addMonths(start, 1), -1) }))
}
