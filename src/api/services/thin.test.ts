import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bucketStarts, thin } from './thin.ts'

const value = fc.oneof(fc.integer({ min: -1000, max: 1000 }), fc.constant(Number.NaN))

describe('thinning', () => {
  it('keeps the lowest and the highest value of all, and never makes up one', () => {
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 300 }),
        fc.integer({ min: 1, max: 40 }),
        (list, buckets) => {
          const values = Float64Array.from(list)
          const axis = Float64Array.from(list, (_, index) => index)
          const thinned = thin(values, bucketStarts(axis, buckets), 'extremes').filter((each) => !Number.isNaN(each))
          const there = list.filter((each) => !Number.isNaN(each))
          expect(thinned.length).toBeLessThanOrEqual(buckets * 2)
          expect(Math.min(...thinned)).toBe(Math.min(...there))
          expect(Math.max(...thinned)).toBe(Math.max(...there))
          for (const each of thinned) expect(there).toContain(each)
        },
      ),
    )
  })

  it('cuts buckets that are equally long on the axis, none of them empty', () => {
    expect([...bucketStarts(Float64Array.of(0, 1, 2, 3, 4, 5, 6, 7), 4)]).toEqual([0, 2, 4, 6, 8])
    expect([...bucketStarts(Float64Array.of(0, 1, 2, 90, 91, 100), 4)]).toEqual([0, 3, 5, 6])
    expect([...bucketStarts(Float64Array.of(5, 5, 5), 4)]).toEqual([0, 3])
    expect([...bucketStarts(Float64Array.of(Number.NaN, Number.NaN), 4)]).toEqual([0, 2])
  })

  it('takes places from the ends of a bucket', () => {
    const starts = bucketStarts(Float64Array.of(0, 1, 2, 3), 2)
    expect(thin(Float64Array.of(47.1, 47.9, 47.2, Number.NaN), starts, 'ends')).toEqual(
      Float64Array.of(47.1, 47.9, 47.2, 47.2),
    )
  })
})
