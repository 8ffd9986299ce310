import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CurveData, curveShapes } from './curve-shapes.ts'
import { areaPath, linePath } from './paths.ts'
import { valueScale } from './scale.ts'
import type { DayState } from './states.ts'

const scale = valueScale([40, 60])
const shapes = (data: CurveData) => curveShapes(data, scale, 100)
const plain = { x: (at: number) => at, y: (value: number) => value }

test('a week with all five states has five different forms', () => {
  const states: DayState[] = ['present', 'present', 'empty', 'missing', 'failed', 'present', 'provisional']
  const drawn = shapes({ values: [50, 52, null, null, null, 48, 49], states })
  expect(drawn.reasons.map(({ state }) => state)).toEqual(['empty', 'missing', 'failed'])
  expect(drawn.line.match(/M/g)).toHaveLength(1)
  expect(drawn.dots).not.toBe('')
  expect(drawn.provisional.match(/L/g)).toHaveLength(1)
  expect(drawn.openDots.match(/M/g)).toHaveLength(1)
})

test('a value between two gaps is a dot', () => {
  const drawn = shapes({ values: [50, 51, null, 55, null, 50, 50] })
  expect(drawn.dots.match(/M/g)).toHaveLength(1)
  expect(drawn.line.match(/M/g)).toHaveLength(2)
})

test('no path crosses a null', () => {
  const value = fc.option(fc.integer({ min: 40, max: 60 }), { nil: null })
  fc.assert(
    fc.property(fc.array(value, { maxLength: 40 }), (values) => {
      const path = linePath(values, plain)
      for (const line of path.split('M').filter(Boolean)) {
        const at = line.split('L').map((point) => Number(point.split(' ')[0]))
        expect(at).toEqual(Array.from({ length: at.length }, (_, step) => (at[0] as number) + step))
        for (const index of at) expect(values[index]).not.toBeNull()
      }
    }),
  )
})

test('a band is drawn where both of its edges are', () => {
  expect(areaPath([2, 3, null, 4], [1, 1, 1, null], plain)).toBe('M0 2L1 3L1 1L0 1z')
  expect(areaPath([2, 3], 0, plain)).toBe('M0 2L1 3L1 0L0 0z')
})

test('neighbouring days without a value for one reason are one form', () => {
  const { reasons } = shapes({ values: [null, null, null, 5], states: ['missing', 'missing', 'empty', 'present'] })
  expect(reasons).toEqual([
    { state: 'missing', start: 0, end: 0.5 },
    { state: 'empty', start: 0.5, end: 0.75 },
  ])
})
