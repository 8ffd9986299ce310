import { expect, test } from 'vitest'
import { meanOf, rollingMean, smoothingOf } from './averages.ts'

test('a mean stands only where half of its window is there', () => {
  expect(rollingMean([1, 3, null, null, null, 9], 4)).toEqual([null, 2, 2, 2, null, null])
  expect(rollingMean([1, 2, 3, 4], 2)).toEqual([1, 1.5, 2.5, 3.5])
})

test('values before the first shown one count for its mean', () => {
  expect(rollingMean([10, 20, 30, 40], 3, 2)).toEqual([20, 30])
})

test('the mean of nothing is nothing', () => {
  expect(meanOf([null, null])).toBeNull()
  expect(meanOf([null, 4, 6])).toBe(5)
})

test('longer periods are drawn coarser', () => {
  expect([30, 90, 365, 1826, 3650].map((days) => smoothingOf(days))).toEqual([
    { every: 'day', window: null, points: false, band: false },
    { every: 'day', window: 7, points: true, band: false },
    { every: 'day', window: 14, points: true, band: false },
    { every: 'week', window: null, points: false, band: true },
    { every: 'month', window: null, points: false, band: true },
  ])
})
