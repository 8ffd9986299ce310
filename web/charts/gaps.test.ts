import fc from 'fast-check'
import { expect, test } from 'vitest'
import { breakGaps, loneValues, stretches } from './gaps.ts'

test('a line breaks where more than 2.5 sample distances have no sample', () => {
  const minute = 60_000
  const times = [0, 2, 4, 9, 11, 16.1].map((at) => at * minute)
  const { values } = breakGaps(times, [50, 51, 52, 53, 54, 55], 2 * minute)
  expect(values).toEqual([50, 51, 52, 53, 54, null, 55])
  expect(breakGaps([0, 1, 3], [1, 2, 3], 1).values).toEqual([1, 2, 3])
})

test('a value between two gaps is found, so that it is not lost', () => {
  expect(loneValues([1, 2, null, 3, null, null, 4])).toEqual([3, 6])
  expect(loneValues([null])).toEqual([])
})

test('stretches hold every value once and no null', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.integer(), { nil: null })), (values) => {
      const inside = stretches(values).flatMap(({ first, last }) => values.slice(first, last + 1))
      expect(inside).toEqual(values.filter((value) => value !== null))
    }),
  )
})

test('breaking keeps every sample', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 1e6 }), { maxLength: 50 }), (unsorted) => {
      const times = unsorted.sort((a, b) => a - b)
      const { times: shown, values } = breakGaps(times, times, 10)
      expect(shown.filter((_, at) => values[at] !== null)).toEqual(times)
      for (let at = 1; at < shown.length; at++)
        if (values[at] !== null && values[at - 1] !== null)
          expect((shown[at] as number) - (shown[at - 1] as number)).toBeLessThanOrEqual(25)
    }),
  )
})
