import { addDays, daysBetween, fromEpochDay, type LocalDate, toEpochDay } from '../../src/domain/index.ts'

/** 0 = Sunday to 6, as in Date. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6

/** A year, a column a week. */
export interface YearDays {
  readonly first: LocalDate
  readonly last: LocalDate
  readonly columns: number
  /** Where a day stands. */
  place(day: LocalDate): { readonly column: number; readonly row: number }
  /** Months and the column in which their first day stands. */
  readonly months: readonly { readonly day: LocalDate; readonly column: number }[]
}

/** 1970-01-01 was a Thursday. */
export function weekdayOf(day: LocalDate): Weekday {
  return ((((toEpochDay(day) + 4) % 7) + 7) % 7) as Weekday
}

/** The first day of the week that holds a day. */
export function weekStart(day: LocalDate, firstWeekday: Weekday = 1): LocalDate {
  return addDays(day, -((weekdayOf(day) - firstWeekday + 7) % 7))
}

/** The weeks that a span touches, as their first days. */
export function weeksOf(from: LocalDate, to: LocalDate, firstWeekday: Weekday = 1): LocalDate[] {
  const weeks: LocalDate[] = []
  for (let day = weekStart(from, firstWeekday); day <= to; day = addDays(day, 7)) weeks.push(day)
  return weeks
}

export function yearDays(year: number, firstWeekday: Weekday = 1): YearDays {
  const first = `${String(year).padStart(4, '0')}-01-01` as LocalDate
  const last = `${String(year).padStart(4, '0')}-12-31` as LocalDate
  const start = toEpochDay(weekStart(first, firstWeekday))
  const place = (day: LocalDate) => {
    const at = toEpochDay(day) - start
    return { column: Math.floor(at / 7), row: at % 7 }
  }
  const months = Array.from({ length: 12 }, (_, month) => {
    const day = `${first.slice(0, 5)}${String(month + 1).padStart(2, '0')}-01` as LocalDate
    return { day, column: place(day).column }
  })
  return { first, last, columns: place(last).column + 1, place, months }
}

/** Where an arrow key leads from a day of a year whose columns are weeks; null = another key. Ends hold. */
export function movedBy(key: string, day: LocalDate, { first, last }: YearDays): LocalDate | null {
  const steps: Readonly<Record<string, number>> = { ArrowLeft: -7, ArrowRight: 7, ArrowUp: -1, ArrowDown: 1 }
  if (key === 'Home') return first
  if (key === 'End') return last
  const step = steps[key]
  if (step === undefined) return null
  const moved = toEpochDay(day) + step
  if (moved < toEpochDay(first) || moved > toEpochDay(last)) return day
  return fromEpochDay(moved)
}

/** Days from the first to the last of two, in order. */
export function ordered(a: LocalDate, b: LocalDate): { readonly from: LocalDate; readonly to: LocalDate } {
  return daysBetween(a, b) >= 0 ? { from: a, to: b } : { from: b, to: a }
}
