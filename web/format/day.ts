import { daysBetween, type LocalDate } from '../../src/domain/index.ts'

export interface DayFormat {
  /** `23 Nov`. */
  short(day: LocalDate): string
  /** `23 Nov 2026`. */
  dated(day: LocalDate): string
  /** `Mon 23 Nov`. */
  withWeekday(day: LocalDate): string
  /** `Monday 23 November`, for heads. */
  head(day: LocalDate): string
  /** `23 November 2026`. */
  long(day: LocalDate): string
  /** `November 2026`. */
  month(day: LocalDate): string
  /** `Nov`. */
  monthShort(day: LocalDate): string
  /** `Mon`; `narrow`: `Mo` or what the language has. */
  weekday(day: LocalDate, width?: 'short' | 'long'): string
  /** `3 to 14 March 2026`, as the language writes a span. */
  span(from: LocalDate, to: LocalDate): string
  /** `today`, `yesterday`, then `Sun`, then `14 Nov`, then `14 Nov 2025`: what is short and clear seen from today. */
  near(day: LocalDate, today: LocalDate): string
}

/** Calendar days in the reader's language; a day has no zone, so its own middle of the night in UTC stands for it. */
export function createDayFormat(locale: string): DayFormat {
  const format = (options: Intl.DateTimeFormatOptions) => {
    const made = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' })
    return (day: LocalDate) => made.format(at(day))
  }
  const short = format({ day: 'numeric', month: 'short' })
  const dated = format({ day: 'numeric', month: 'short', year: 'numeric' })
  const weekdays = { short: format({ weekday: 'short' }), long: format({ weekday: 'long' }) }
  const dayMonth = format({ day: 'numeric', month: 'long' })
  const span = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  return {
    short,
    dated,
    // Put together, since languages and versions differ in the comma between.
    withWeekday: (day) => `${weekdays.short(day)} ${short(day)}`,
    head: (day) => `${weekdays.long(day)} ${dayMonth(day)}`,
    long: format({ day: 'numeric', month: 'long', year: 'numeric' }),
    month: format({ month: 'long', year: 'numeric' }),
    monthShort: format({ month: 'short' }),
    weekday: (day, width = 'short') => weekdays[width](day),
    span: (from, to) => span.formatRange(at(from), at(to)),
    near: (day, today) => {
      const ago = daysBetween(day, today)
      if (Math.abs(ago) <= 1) return relative.format(-ago, 'day')
      if (ago > 0 && ago < 7) return weekdays.short(day)
      return day.slice(0, 4) === today.slice(0, 4) ? short(day) : dated(day)
    },
  }
}

function at(day: LocalDate): number {
  return Date.parse(`${day}T00:00:00Z`)
}
