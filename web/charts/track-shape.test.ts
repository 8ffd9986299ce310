import { expect, test } from 'vitest'
import { curveOf, nearestRow } from './curves-shape.ts'
import { runsOf, trackShape } from './track-shape.ts'

const box = { width: 720, height: 380, margin: 36 }
const track = (places: readonly (readonly [number, number] | null)[]) => ({
  scale: 1_000_000,
  lat: places.map((place) => (place === null ? null : Math.round(place[0] * 1e6))),
  lon: places.map((place) => (place === null ? null : Math.round(place[1] * 1e6))),
})

test('a track fits its box, north up, with one scale for both ways', () => {
  const shape = trackShape(track([[59, 18], [59.01, 18], null, [59.01, 18.02]]), box)!
  expect(shape.points[2]).toBeNull()
  const [a, b, , d] = shape.points
  expect(b!.y).toBeLessThan(a!.y)
  for (const point of [a, b, d]) {
    expect(point!.x).toBeGreaterThanOrEqual(35.9)
    expect(point!.x).toBeLessThanOrEqual(720 - 35.9)
    expect(point!.y).toBeGreaterThanOrEqual(35.9)
    expect(point!.y).toBeLessThanOrEqual(380 - 35.9)
  }
  // A hundredth of a degree of latitude is 1113 m; two of longitude at 59° are 1147 m.
  expect((a!.y - b!.y) * shape.metres).toBeCloseTo(1113, 0)
  expect((d!.x - b!.x) * shape.metres).toBeCloseTo(1146.5, 0)
  expect([1, 2, 5].some((n) => Math.log10(shape.bar.metres / n) % 1 === 0)).toBe(true)
})

test('a way over the date line is one line and not twice around the world', () => {
  const shape = trackShape(
    track([
      [0, 179.99],
      [0, -179.99],
    ]),
    box,
  )!
  expect((shape.points[1]!.x - shape.points[0]!.x) * shape.metres).toBeCloseTo(2226, 0)
})

test('one place, or none, is no way', () => {
  expect(trackShape(track([[59, 18]]), box)).toBeNull()
  expect(trackShape(track([null, null]), box)).toBeNull()
})

test('no run goes over a place that is not known, and a change of zone begins another', () => {
  const points = [1, 1, 1, null, 1, 1]
  expect(runsOf(points, (at) => (at < 2 ? 1 : 2))).toEqual([
    { from: 0, to: 1, kind: 1 },
    { from: 1, to: 2, kind: 2 },
    { from: 4, to: 5, kind: 2 },
  ])
})

const area = { from: 0, to: 10, width: 100, height: 50 }
test('no path of a curve crosses a null, and one value between gaps is a dot', () => {
  const xs = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
  const values = [1, 2, null, null, 5, null, 3, 4, 5, null, null]
  const curve = curveOf(xs, { values }, area)
  expect(curve.line.match(/M/g)).toHaveLength(2)
  expect(curve.dots).toEqual([{ x: 40, y: expect.any(Number) }])
  expect(curve.blanks.map(({ x, width }) => [x, width])).toEqual([
    [10, 30],
    [40, 20],
    [80, 20],
  ])
})

test('what is fast is at the top where little is fast, and only the range is drawn', () => {
  const upright = curveOf([0, 10], { values: [1, 3] }, area)
  const turned = curveOf([0, 10], { values: [1, 3], upsideDown: true }, area)
  expect(upright.line).toBe('M0.0 50.0L100.0 0.0')
  expect(turned.line).toBe('M0.0 0.0L100.0 50.0')
  const part = curveOf([0, 5, 10, 20, null], { values: [1, 2, 3, 99, 4] }, { ...area, from: 5 })
  expect(part.line.startsWith('M0.0')).toBe(true)
  expect(Math.max(...part.ticks.map(({ value }) => value))).toBeLessThan(10)
})

test('the nearest row is found, also among rows without a place', () => {
  expect(nearestRow([0, null, 4, 9], 5)).toBe(2)
  expect(nearestRow([null], 5)).toBeNull()
})
