import type { Instant } from '../../domain/index.ts'

const weekMs = 7 * 24 * 3_600_000

/**
 * `Retry-After` as milliseconds from now: seconds or an HTTP date (RFC 9110 10.2.3), at most a week so that a broken
 * header cannot lock a person out for ever. Null when there is none that can be read.
 */
export function parseRetryAfter(value: string | null, now: Instant): number | null {
  if (value === null) return null
  const text = value.trim()
  if (/^\d{1,12}(\.\d+)?$/.test(text)) return Math.min(Math.ceil(Number(text) * 1000), weekMs)
  const at = /^[A-Za-z]{3,9},? /.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(at) ? null : Math.min(Math.max(0, at - now), weekMs)
}
