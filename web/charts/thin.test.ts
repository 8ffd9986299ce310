import { expect, test } from 'vitest'
import { thin } from './thin.ts'

const times = Array.from({ length: 30_000 }, (_, at) => at * 1000)
const wave = times.map((at) => Math.sin(at / 1e5) * 50 + 100)

test('30,000 samples become a few a column', () => {
  const shown = thin(times, wave, 700)
  expect(shown.times.length).toBeLessThanOrEqual(5 * 700)
  expect(shown.times[0]).toBe(0)
  expect(shown.times.at(-1)).toBe(29_999_000)
})

test('one peak and one dip of a single sample stay', () => {
  const values = wave.map((value, at) => (at === 12_345 ? 190 : at === 20_001 ? 30 : value))
  const shown = thin(times, values, 300)
  expect(shown.values).toContain(190)
  expect(shown.values).toContain(30)
})

test('a gap of a single sample stays a gap', () => {
  const values = wave.map((value, at) => (at === 15_000 ? null : value))
  expect(thin(times, values, 300).values.filter((value) => value === null)).toHaveLength(1)
})

test('times stay in order and short series come back whole', () => {
  const shown = thin(times, wave, 500).times
  expect(shown).toEqual([...shown].sort((a, b) => a - b))
  expect(thin([1, 2, 3], [4, null, 6], 2)).toEqual({ times: [1, 2, 3], values: [4, null, 6] })
})
