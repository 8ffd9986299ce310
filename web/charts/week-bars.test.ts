import { expect, test } from 'vitest'
import { parseLocalDate } from '../../src/domain/index.ts'
import { weekBars } from './week-bars.ts'

const day = parseLocalDate
test('weeks of nothing keep their place, and parts stand on each other in one order', () => {
  const bars = weekBars(
    [
      { from: day('2026-11-02'), kind: 'b', value: 3 },
      { from: day('2026-11-02'), kind: 'a', value: 1 },
      { from: day('2026-11-16'), kind: 'a', value: 2 },
      { from: day('2026-11-16'), kind: 'a', value: 1 },
      { from: day('2025-01-06'), kind: 'a', value: 100 },
    ],
    ['a', 'b', 'c'],
    day('2026-11-02'),
    day('2026-11-16'),
  )
  expect(bars.weeks.map(({ sum }) => sum)).toEqual([4, 0, 3])
  expect(bars.weeks[0]!.parts).toEqual([
    { kind: 'a', low: 0, high: 1 / bars.scale.max },
    { kind: 'b', low: 1 / bars.scale.max, high: 4 / bars.scale.max },
  ])
  expect(bars.scale.min).toBe(0)
  expect(bars.sums).toEqual([
    { kind: 'a', value: 4 },
    { kind: 'b', value: 3 },
  ])
})
