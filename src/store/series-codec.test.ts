import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeSeries, encodeSeries, type Samples } from './series-codec.ts'

const anyValue = fc.oneof(
  fc.constant(null),
  fc.integer(),
  fc.integer({ min: -1e6, max: 1e6 }).map((n) => n / 1000),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.maxSafeInteger(),
)
const anySamples = fc
  .array(
    fc.tuple(fc.integer({ min: -(2 ** 50), max: 2 ** 50 }), anyValue, fc.option(fc.integer({ min: -3, max: 255 }))),
  )
  .chain((list) =>
    fc.boolean().map(
      (hasQuality): Samples => ({
        times: list.map(([time]) => time),
        values: list.map(([, value]) => value),
        quality: hasQuality ? list.map(([, , quality]) => quality) : null,
      }),
    ),
  )

test('whatever goes into a block comes out of it, gaps and all', () => {
  fc.assert(
    fc.property(anySamples, (samples) => {
      expect(decodeSeries(encodeSeries(samples))).toEqual(samples)
    }),
    { numRuns: 300 },
  )
})

test('the limits of 32 bits and beyond are exact', () => {
  const values = [2 ** 31, -(2 ** 31), 2 ** 32 + 1, -(2 ** 50), 2 ** 50, 0]
  const samples = { times: values.map((_, index) => index), values, quality: null }
  expect(decodeSeries(encodeSeries(samples))).toEqual(samples)
})

test('a day of heart rates takes less than two bytes a sample', () => {
  const count = 720
  const start = 1_767_225_600_000
  const times = Array.from({ length: count }, (_, index) => start + index * 120_000)
  const values = times.map((_, index) =>
    index % 97 === 0 ? null : 60 + Math.round(20 * Math.sin(index / 9) + (index % 7)),
  )
  expect(encodeSeries({ times, values, quality: null }).length).toBeLessThan(2 * count)
})

test('a block that was cut or is of another kind is told as damage', () => {
  const block = encodeSeries({ times: [1, 2, 3], values: [1, null, 2.5], quality: null })
  for (const bytes of [block.subarray(0, block.length - 3), Uint8Array.of(9, 1), new Uint8Array()])
    expect(() => decodeSeries(bytes)).toThrowError(expect.objectContaining({ code: 'store.corrupt' }))
})

test('a series that does not fit together is refused', () => {
  expect(() => encodeSeries({ times: [1], values: [], quality: null })).toThrow()
  expect(() => encodeSeries({ times: [1.5], values: [1], quality: null })).toThrow()
  expect(() => encodeSeries({ times: [1], values: [1], quality: [] })).toThrow()
})
