import { expect, test } from 'vitest'
import { toDecimals } from './to-decimals.ts'

test('rounds, and gives null for what is no number any more', () => {
  expect([toDecimals(1.26, 1), toDecimals(-3.005, 0), toDecimals(2, 2)]).toEqual([1.3, -3, 2])
  expect([toDecimals(1e308, 2), toDecimals(Number.NaN, 1), toDecimals(Number.POSITIVE_INFINITY, 0)]).toEqual([
    null,
    null,
    null,
  ])
})
