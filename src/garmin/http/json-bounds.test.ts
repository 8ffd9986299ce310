import fc from 'fast-check'
import { expect, test } from 'vitest'
import { excessOf } from './json-bounds.ts'

const bounds = { depth: 3, values: 10 }

test('what is nested too deep, or holds too many values, is told before it is parsed', () => {
  expect(excessOf('[[[1]]]', bounds)).toBeNull()
  expect(excessOf('{"a":[{"b":[]}]}', bounds)).toBe('nested over 3 deep')
  expect(excessOf('[1,2,3,4,5,6,7,8,9,10]', bounds)).toBeNull()
  expect(excessOf('[{},{},{},{},{},{}]', bounds)).toBe('over 10 values')
})

test('brackets and commas within strings count for nothing', () => {
  for (const text of ['[[[[[', ',,,,,,,,,,,,', 'a\\', '"[[[["', '\\"[[[[', '\\\\'])
    expect(excessOf(JSON.stringify([text, { [text]: text }]), bounds)).toBeNull()
})

test('a string without an end, and what is no JSON at all, do no harm', () => {
  expect(excessOf('["[[[[[[', bounds)).toBeNull()
  expect(excessOf(']]]]', bounds)).toBeNull()
  expect(excessOf('', bounds)).toBeNull()
})

test('every value within the bounds is let through', () => {
  const depthOf = (value: unknown): number =>
    typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
      const depth = depthOf(value)
      expect(excessOf(JSON.stringify(value), { depth, values: 1e6 })).toBeNull()
      if (depth > 0) expect(excessOf(JSON.stringify(value), { depth: depth - 1, values: 1e6 })).not.toBeNull()
    }),
  )
})
