import { expect, test } from 'vitest'
import { checkParameters } from './parameters.ts'

test('only values that a database keeps as they are may be bound', () => {
  const fine = [null, 0, -1.5, 2n ** 63n - 1n, 'text', true, Uint8Array.of(1)]
  expect(checkParameters(fine)).toBe(fine)
  const wrong = [undefined, new Date(0), {}, [], Number.NaN, Number.POSITIVE_INFINITY, Symbol('s'), () => 0, 'a\0b']
  for (const value of wrong)
    expect(() => checkParameters([value])).toThrowError(expect.objectContaining({ code: 'internal' }))
})
