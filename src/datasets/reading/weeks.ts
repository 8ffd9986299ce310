import { addDays, daysBetween, type LocalDate } from '../../domain/index.ts'
import type { Range } from './forms.ts'

/** 1970-01-05 was a Monday. */
const aMonday = '1970-01-05' as LocalDate

/**
 * From a Monday to a Sunday, wherever the window begins: weeks may be counted from the first day asked for or back from
 * the last one, and a week must keep its date from one run to the next.
 */
export function wholeWeeks({ start, end }: Range): Range {
  const weekday = (day: LocalDate) => ((daysBetween(aMonday, day) % 7) + 7) % 7
  return { start: addDays(start, -weekday(start)), end: addDays(end, 6 - weekday(end)) }
}
