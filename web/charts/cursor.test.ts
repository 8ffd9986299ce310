import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cursorMove, nearest } from './cursor.ts'

const press = (key: string, from: number | null, shiftKey = false) =>
  cursorMove({ key, shiftKey }, [0, 10, 20, 90, 100], from, 60)

test('arrows go from sample to sample, Shift leaps, ends hold', () => {
  expect(press('ArrowRight', 10)).toBe(20)
  expect(press('ArrowLeft', 0)).toBe(0)
  expect(press('ArrowRight', 10, true)).toBe(90)
  expect(press('ArrowRight', 20, true)).toBe(90)
  expect(press('Home', 90)).toBe(0)
  expect(press('x', 90)).toBeNull()
})

test('the first arrow enters at the newest sample', () => {
  expect(press('ArrowLeft', null)).toBe(100)
})

test('a leap over a gap moves by one sample at least', () => {
  expect(cursorMove({ key: 'ArrowRight', shiftKey: true }, [0, 1000], 0, 10)).toBe(1000)
})

test('the nearest sample is found', () => {
  expect(nearest([], 5)).toBe(-1)
  const positions = fc
    .uniqueArray(fc.integer({ min: 0, max: 1000 }), { minLength: 1 })
    .map((all) => all.sort((a, b) => a - b))
  fc.assert(
    fc.property(positions, fc.integer({ min: -100, max: 1100 }), (all, to) => {
      const best = Math.min(...all.map((each) => Math.abs(each - to)))
      expect(Math.abs((all[nearest(all, to)] as number) - to)).toBe(best)
    }),
  )
})
