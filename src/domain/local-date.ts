import { fail } from './failure.ts'
import type { Instant } from './instant.ts'

/** A calendar day of the person's own life, `YYYY-MM-DD`, without a zone. Sorts and compares as text. */
export type LocalDate = string & { readonly __brand: 'LocalDate' }

const shape = /^\d{4}-\d{2}-\d{2}$/
const dayMs = 86_400_000

/** True only for a day that exists (`2026-02-30` does not). */
export function isLocalDate(text: unknown): text is LocalDate {
  if (typeof text !== 'string') return false
  return shape.test(text) && fromEpochDay(toEpochDay(text as LocalDate)) === text
}

/** @throws usage.date when the text is not a day that exists. */
export function parseLocalDate(text: unknown): LocalDate {
  if (isLocalDate(text)) return text
  throw fail('usage.date', { value: String(text) })
}

/** From 0000-03-01, where this reckoning of years begins, to 1970-01-01. */
const daysBefore1970 = 719_468
const [daysOf400Years, daysOf100Years, daysOf4Years] = [146_097, 36_524, 1460]
const [firstEpochDay, lastEpochDay] = [-719_528, 2_932_896]

/**
 * Days since 1970-01-01; the only number a day is ever turned into. Reckoned with years that begin in March, so that the leap
 * day is the last of its year: `Date` takes ten times as long, and a history of ten years asks for days by the million.
 */
export function toEpochDay(day: LocalDate): number {
  const month = digits(day, 5, 2)
  const year = digits(day, 0, 4) - (month <= 2 ? 1 : 0)
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + digits(day, 8, 2) - 1
  return (
    year * 365 + Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400) + dayOfYear - daysBefore1970
  )
}

export function fromEpochDay(epochDay: number): LocalDate {
  // Four digits are enough for any life; what lies beyond is left to Date, and refused by it where it is no day at all.
  if (!(epochDay >= firstEpochDay && epochDay <= lastEpochDay))
    return new Date(epochDay * dayMs).toISOString().slice(0, 10) as LocalDate
  const days = Math.round(epochDay) + daysBefore1970
  const era = Math.floor(days / daysOf400Years)
  const dayOfEra = days - era * daysOf400Years
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / daysOf4Years) +
      Math.floor(dayOfEra / daysOf100Years) -
      Math.floor(dayOfEra / (daysOf400Years - 1))) /
      365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  const years = year < 1000 ? String(year).padStart(4, '0') : year
  return `${years}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}` as LocalDate
}

/** NaN where there is something else. */
function digits(text: string, start: number, count: number): number {
  let number = 0
  for (let at = start; at < start + count; at++) {
    const digit = text.charCodeAt(at) - 48
    if (!(digit >= 0 && digit <= 9)) return Number.NaN
    number = number * 10 + digit
  }
  return number
}

export function addDays(day: LocalDate, days: number): LocalDate {
  return fromEpochDay(toEpochDay(day) + days)
}

/** Calendar months, clamped to the last day of the month (31 January + 1 month = 28 or 29 February). */
export function addMonths(day: LocalDate, months: number): LocalDate {
  const [year, month, dayOfMonth] = day.split('-').map(Number) as [number, number, number]
  const lastOfMonth = new Date(Date.UTC(year, month + months, 0))
  lastOfMonth.setUTCDate(Math.min(dayOfMonth, lastOfMonth.getUTCDate()))
  return lastOfMonth.toISOString().slice(0, 10) as LocalDate
}

/** Calendar years; the 29th of February becomes the 28th where needed. */
export function addYears(day: LocalDate, years: number): LocalDate {
  return addMonths(day, 12 * years)
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return toEpochDay(to) - toEpochDay(from)
}

/** Every day from `start` to `end`, both included; empty when `end` is earlier. */
export function* eachDay(start: LocalDate, end: LocalDate): Generator<LocalDate> {
  const last = toEpochDay(end)
  for (let day = toEpochDay(start); day <= last; day++) yield fromEpochDay(day)
}

export function minDate(a: LocalDate, b: LocalDate): LocalDate {
  return a < b ? a : b
}

export function maxDate(a: LocalDate, b: LocalDate): LocalDate {
  return a > b ? a : b
}

/** The calendar day it is at `at` in an IANA zone. @throws RangeError for an unknown zone. */
export function dayInZone(at: Instant, zone: string): LocalDate {
  return zoneFormat(zone).format(at) as LocalDate
}

// Intl is ten times as fast as Temporal here once the format is cached.
const zoneFormats = new Map<string, Intl.DateTimeFormat>()
function zoneFormat(zone: string): Intl.DateTimeFormat {
  let format = zoneFormats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' })
    zoneFormats.set(zone, format)
  }
  return format
}

/**
 * A day as people type it: `2026-01-31`, `today`, `yesterday`, or back from today by `-30d`, `-4w`, `-6m`, `-2y`.
 * @throws usage.date for anything else, and for days that do not exist.
 */
export function parseDayWord(text: string, today: LocalDate): LocalDate {
  const word = text.trim().toLowerCase()
  if (word === 'today') return today
  if (word === 'yesterday') return addDays(today, -1)
  const back = /^-(\d{1,5})([dwmy])$/.exec(word)
  if (!back) return parseLocalDate(word)
  const count = Number(back[1])
  try {
    if (back[2] === 'd') return parseLocalDate(addDays(today, -count))
    if (back[2] === 'w') return parseLocalDate(addDays(today, -7 * count))
    if (back[2] === 'm') return parseLocalDate(addMonths(today, -count))
    return parseLocalDate(addYears(today, -count))
  } catch (cause) {
    throw fail('usage.date', { value: text, cause })
  }
}
