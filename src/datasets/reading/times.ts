import type { LocalDate } from '../../domain/index.ts'
import { unexpected } from './answer.ts'
import type { Fields } from './fields.ts'

/** Zones reach from −12 to +14 hours; Chinese accounts were seen with their offset applied twice, 16 hours. */
const farthestSeconds = 14 * 3600

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

/** @throws garmin.unexpected-answer when the answer is about another day than the one asked for. */
export function checkDay(fields: Fields, dataset: string, asked: LocalDate | null, key = 'calendarDate'): void {
  const day = fields.day(key)
  if (asked !== null && day !== null && day !== asked) throw unexpected(dataset, `asked for ${asked}, got ${day}`)
}
