import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeSeries, encodeSeries, halfHoursOf } from './series-codec.ts'

const halfHour = 1_800_000
type Found = { at: number; count: number; sum: number; min: number; max: number }

function read(block: Uint8Array): Found[] {
  const found: Found[] = []
  halfHoursOf(block, (at, count, sum, min, max) => found.push({ at, count, sum, min, max }))
  return found
}

/** Added up the plain way. */
function expected(times: readonly number[], values: readonly (number | null)[]): Found[] {
  const halves = new Map<number, number[]>()
  for (const [index, time] of times.entries()) {
    const at = Math.floor(time / halfHour) * halfHour
    const value = values[index] ?? null
    if (value !== null) halves.set(at, [...(halves.get(at) ?? []), value])
  }
  return [...halves]
    .sort(([a], [b]) => a - b)
    .map(([at, all]) => ({
      at,
      count: all.length,
      sum: all.reduce((sum, value) => sum + Math.round(value * 1000), 0) / 1000,
      min: Math.min(...all),
      max: Math.max(...all),
    }))
}

const value = fc.oneof(
  fc.integer({ min: -2000, max: 2000 }),
  fc.integer({ min: -2_000_000, max: 2_000_000 }).map((thousandths) => thousandths / 1000),
)
const samples = fc.array(fc.tuple(fc.integer({ min: 1.5e12, max: 1.5e12 + 9e7 }), fc.option(value)), { maxLength: 200 })

describe('half hours of a block', () => {
  test('are what its samples come to, in any order and with gaps, and the samples stay as they are', () => {
    fc.assert(
      fc.property(samples, (list) => {
        const times = list.map(([time]) => time)
        const values = list.map(([, one]) => one)
        const block = encodeSeries({ times, values, quality: null })
        expect(read(block)).toEqual(expected(times, values))
        expect(decodeSeries(block)).toEqual({ times, values, quality: null })
      }),
    )
  })

  test('are added up from the samples where a block does not hold them', () => {
    const at = 1.5e12 + 1
    const block = encodeSeries({ times: [at, at + 1000], values: [1 / 3, 2 / 3], quality: null })
    expect(block[0]).toBe(1)
    const found = read(block)
    expect(found.map(({ count }) => count)).toEqual([1, 1])
    expect(found[0]?.sum).toBe(1 / 3)
  })

  test('of a block that is cut or unknown are refused', () => {
    const block = encodeSeries({ times: [1.5e12], values: [60], quality: null })
    for (const wrong of [block.subarray(0, 3), Uint8Array.of(9, 1), new Uint8Array()])
      expect(() => read(wrong)).toThrow(expect.objectContaining({ code: 'store.corrupt' }))
  })
})
