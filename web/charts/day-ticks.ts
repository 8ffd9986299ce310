import { addDays, addMonths, daysBetween, type LocalDate } from '../../src/domain/index.ts'
import type { DayFormat } from '../format/day.ts'
import { type Weekday, weekStart } from './calendar-days.ts'

export interface DayTick {
  readonly day: LocalDate
  readonly label: string
}

/**
 * Ticks of a span of days: to 45 days the weeks, to 13 months the months with January as its year, to 3 years quarters,
 * beyond that years. At most `most`, which leaves every second or third out.
 */
export function dayTicks(
  from: LocalDate,
  to: LocalDate,
  write: Pick<DayFormat, 'short' | 'monthShort'>,
  { most = 14, firstWeekday = 1 as Weekday } = {},
): DayTick[] {
  const days = daysBetween(from, to) + 1
  if (days <= 45) {
    const first = weekStart(from, firstWeekday)
    const starts =
      days < 8 ? sequence(from, to, (day) => addDays(day, 1)) : sequence(first, to, (day) => addDays(day, 7))
    return spaced(
      starts.filter((day) => day >= from).map((day) => ({ day, label: write.short(day) })),
      most,
    )
  }
  const months = days <= 400 ? 1 : days <= 3 * 366 + 31 ? 3 : 12
  const first = `${from.slice(0, 4)}-01-01` as LocalDate
  const starts = sequence(first, to, (day) => addMonths(day, months)).filter((day) => day >= from)
  const isYear = (day: LocalDate) => day.slice(5, 7) === '01'
  return spaced(
    starts.map((day) => ({ day, label: isYear(day) ? day.slice(0, 4) : write.monthShort(day) })),
    most,
  )
}

function sequence(first: LocalDate, last: LocalDate, next: (day: LocalDate) => LocalDate): LocalDate[] {
  const days: LocalDate[] = []
  for (let day = first; day <= last; day = next(day)) days.push(day)
  return days
}

function spaced(ticks: DayTick[], most: number): DayTick[] {
  const every = Math.ceil(ticks.length / most)
  // Counted from the end, so that the newest keeps its label.
  return ticks.filter((_, at) => (ticks.length - 1 - at) % every === 0)
}
