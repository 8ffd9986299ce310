import { expect, test } from 'vitest'
import { clockTime, clockTimeOrDay, timeLeft } from './clock.ts'

const berlin = { locale: 'en-GB', timeZone: 'Europe/Berlin' }
const at = Date.parse('2026-11-23T17:12:00Z')

test('an instant is shown on the wall clock of a zone, midnight as 00:00', () => {
  expect(clockTime(at, berlin)).toBe('18:12')
  expect(clockTime(Date.parse('2026-11-22T23:00:00Z'), berlin)).toBe('00:00')
})

test('another day is named, by the days of that zone', () => {
  expect(clockTimeOrDay(at, Date.parse('2026-11-23T22:59:00Z'), berlin)).toBe('18:12')
  expect(clockTimeOrDay(at, Date.parse('2026-11-23T23:01:00Z'), berlin)).toBe('Mon 23 Nov 18:12')
})

test('time that is left is never below zero and rounds up, so that it ends when it says', () => {
  expect(timeLeft(-5)).toBe('0 s')
  expect(timeLeft(41_200)).toBe('42 s')
  expect(timeLeft(252_000)).toBe('4:12')
  expect(timeLeft(117 * 60_000)).toBe('1 h 57 min')
  expect(timeLeft(2 * 3_600_000)).toBe('2 h 0 min')
})
