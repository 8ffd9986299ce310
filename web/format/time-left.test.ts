import { expect, test } from 'vitest'
import { timeLeft } from './time-left.ts'

test('time that is left is never below zero and rounds up, so that it ends when it says', () => {
  expect(timeLeft(-5)).toBe('0 s')
  expect(timeLeft(41_200)).toBe('42 s')
  expect(timeLeft(252_000)).toBe('4:12')
  expect(timeLeft(117 * 60_000)).toBe('1 h 57 min')
  expect(timeLeft(2 * 3_600_000)).toBe('2 h 0 min')
})
