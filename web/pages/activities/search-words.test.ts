import { expect, test } from 'vitest'
import { understand } from './search-words.ts'
import { visibleOf } from './window-of.ts'

test.each([
  ['>20 km run 2024', { q: 'run', min_m: 20_000, from: '2024-01-01', to: '2024-12-31' }],
  ['<5km', { q: '', max_m: 5000 }],
  ['10-15 km lake', { q: 'lake', min_m: 10_000, max_m: 15_000 }],
  ['>1.5 h', { q: '', min_s: 5400 }],
  ['> 2,5 h  forest', { q: 'forest', min_s: 9000 }],
  ['4 × 800 m', { q: '4 × 800 m' }],
  ['Track 800', { q: 'Track 800' }],
  ['<script>', { q: '<script>' }],
  ['', { q: '' }],
])('%s is understood', (text, meaning) => expect(understand(text)).toEqual(meaning))

test('of many rows only those near the window are drawn, and of few all', () => {
  expect(visibleOf({ count: 150, rowPx: 36, above: 0, height: 800 })).toEqual([0, 150])
  const [from, to] = visibleOf({ count: 5000, rowPx: 36, above: 36_000, height: 720 })
  expect(from).toBeLessThanOrEqual(1000)
  expect(from).toBeGreaterThan(950)
  expect(to).toBeGreaterThanOrEqual(1020)
  expect(to - from).toBeLessThan(120)
  expect(visibleOf({ count: 5000, rowPx: 36, above: -300, height: 720 })[0]).toBe(0)
  expect(visibleOf({ count: 5000, rowPx: 36, above: 999_999, height: 720 })[1]).toBe(5000)
})
