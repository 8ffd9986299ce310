import { addDays, type Form, type GarminRequest, type LocalDate } from '../../domain/index.ts'
import { dayOf, dayParts, listIn, toDayItems } from './day-items.ts'
import type { Fields } from './fields.ts'
import { type Range, rangeForm } from './forms.ts'
import { type Measure, performanceRows } from './performance.ts'
import { wholeWeeks } from './weeks.ts'

/** 52 weeks answer, 53 are refused (RANGES section 1). */
const weeks = 52

/**
 * Values of weeks under their first day. Garmin counts weeks back from the last day asked for, or takes calendar weeks: asked
 * from a Monday to a Sunday, both come to the same, and a week keeps its date.
 */
export function weeklyForm(
  dataset: string,
  request: (range: Range) => GarminRequest,
  toMeasures: (row: Fields) => readonly Measure[],
): Form {
  return rangeForm({
    name: 'weekly',
    maxDays: (weeks - 1) * 7,
    request: (range) => request(wholeWeeks(range)),
    read: (answer, notes) =>
      toDayItems(
        dayParts(listIn(answer, dataset, ['values']), dataset, notes, (row, content) => {
          const day = dayOf(row, 'calendarDate')
          return day === null ? null : { day, content, rows: { performance: performanceRows(day, toMeasures(row)) } }
        }),
      ),
  })
}

/** How many weeks lie in the range, for the paths that take a number of them. */
export function weeksIn({ start, end }: Range): number {
  let count = 0
  for (let day: LocalDate = start; day <= end; day = addDays(day, 7)) count++
  return count
}
