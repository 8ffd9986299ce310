import { isLocalDate, type LocalDate } from '../../domain/index.ts'
import { unexpected } from './answer.ts'
import type { Fields } from './fields.ts'

/** Zones reach from −12 to +14 hours; Chinese accounts were seen with their offset applied twice, 16 hours. */
const farthestSeconds = 14 * 3600
/** A month: longer than anything that begins on one day. */
const longestMs = 31 * 86_400_000

/**
 * Seconds that local time was ahead of UTC, from the pair of fields that say the same moment in both (SCHEMA-HINTS
 * section 2). Null when one is missing or the difference is no offset.
 */
export function offsetSeconds(fields: Fields, localKey: string, gmtKey: string): number | null {
  const local = fields.wallClock(localKey)
  const gmt = fields.instant(gmtKey)
  if (local === null || gmt === null) return null
  const seconds = Math.round((local - gmt) / 1000)
  if (Math.abs(seconds) <= farthestSeconds) return seconds + 0
  fields.note(`${localKey} and ${gmtKey} are not one moment`)
  return null
}

/** Milliseconds of a duration given in units of `unitMs`; null, with a note, for what no day can hold. */
export function durationMs(fields: Fields, key: string, unitMs: number): number | null {
  const value = fields.real(key)
  if (value === null) return null
  if (value >= 0 && value * unitMs <= longestMs) return Math.round(value * unitMs)
  fields.note(`${key} is no duration`)
  return null
}

/** Seconds of an offset from UTC given in units of `unitSeconds`; null, with a note, for what no zone has. */
export function givenOffsetSeconds(fields: Fields, key: string, unitSeconds: number): number | null {
  const value = fields.real(key)
  if (value === null) return null
  const seconds = Math.round(value * unitSeconds)
  if (Math.abs(seconds) <= farthestSeconds) return seconds + 0
  fields.note(`${key} is no offset`)
  return null
}

/** The bounds that an answer draws for its day: 23 or 25 hours at a clock change (SCHEMA-HINTS section 2). */
export function dayBounds(fields: Fields) {
  return {
    day_start_utc: fields.instant('startTimestampGMT'),
    day_end_utc: fields.instant('endTimestampGMT'),
    offset_start_s: offsetSeconds(fields, 'startTimestampLocal', 'startTimestampGMT'),
  }
}

/** @throws garmin.unexpected-answer when the answer is about another day than the one asked for. */
export function checkDay(fields: Fields, dataset: string, asked: LocalDate | null, key = 'calendarDate'): void {
  const start = fields.raw('startTimestampLocal')
  // Where the day is not named, it is the one that its local midnight begins.
  const midnight = typeof start === 'string' ? start.slice(0, 10) : null
  const day = fields.day(key) ?? (isLocalDate(midnight) ? midnight : null)
  if (asked !== null && day !== null && day !== asked) throw unexpected(dataset, `asked for ${asked}, got ${day}`)
}

/** The day of a field that holds a day or a wall clock (`2018-10-06T00:00:00.0`); null where there is none. */
export function dayIn(fields: Fields, key: string): LocalDate | null {
  const text = fields.text(key)
  if (text === null || text === '') return null
  const day = text.slice(0, 10)
  if (isLocalDate(day)) return day
  fields.note(`${key} is not a day`)
  return null
}
