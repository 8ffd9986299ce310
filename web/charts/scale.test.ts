import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shareOf, valueScale } from './scale.ts'

test('ticks are at steps of 1, 2 or 5', () => {
  expect(valueScale([44, 58, 63]).ticks).toEqual([40, 50, 60, 70])
  expect(valueScale([0, 612], { zero: true }).ticks).toEqual([0, 200, 400, 600, 800])
  expect(valueScale([69.2, 73.1]).ticks).toEqual([68, 70, 72, 74])
})

test('amounts begin at zero, rates do not', () => {
  expect(valueScale([6000, 9000], { zero: true }).min).toBe(0)
  expect(valueScale([6000, 9000]).min).toBeGreaterThan(0)
})

test('one value has room around it, none has no ticks', () => {
  const one = valueScale([48])
  expect(one.min).toBeLessThan(48)
  expect(one.max).toBeGreaterThan(48)
  expect(valueScale([null, undefined, Number.NaN])).toEqual({ min: 0, max: 1, ticks: [], decimals: 0 })
})

test('every value lies on its scale, which has 3 to 5 ticks', () => {
  const value = fc.double({ min: -1e6, max: 1e6, noNaN: true })
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 20 }), fc.boolean(), (values, zero) => {
      const scale = valueScale(values, { zero })
      for (const each of values) {
        expect(shareOf(each, scale)).toBeGreaterThanOrEqual(-1e-6)
        expect(shareOf(each, scale)).toBeLessThanOrEqual(1 + 1e-6)
      }
      expect(scale.ticks.length).toBeGreaterThanOrEqual(3)
      expect(scale.ticks.length).toBeLessThanOrEqual(5)
    }),
  )
})
