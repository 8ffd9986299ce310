import { expect, test } from 'vitest'
import type { Instant } from '../../domain/index.ts'
import { parseRetryAfter } from './retry-after.ts'

const now = Date.UTC(2026, 0, 31, 8) as Instant

test('Retry-After is read as seconds and as a date, bounded to a week', () => {
  expect(parseRetryAfter('120', now)).toBe(120_000)
  expect(parseRetryAfter(' 0 ', now)).toBe(0)
  expect(parseRetryAfter('Sat, 31 Jan 2026 08:01:00 GMT', now)).toBe(60_000)
  expect(parseRetryAfter('Sat, 31 Jan 2026 07:00:00 GMT', now)).toBe(0)
  expect(parseRetryAfter('999999999', now)).toBe(7 * 24 * 3_600_000)
  for (const text of [null, '', 'soon', '-5', 'NaN', 'in 2026']) expect(parseRetryAfter(text, now)).toBeNull()
})
