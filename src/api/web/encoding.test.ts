import { expect, test } from 'vitest'
import { chooseEncoding } from './encoding.ts'

const all = { identity: 1, gzip: 1, br: 1 }

test('the smallest form that the reader takes is sent', () => {
  expect(chooseEncoding('gzip, deflate, br, zstd', all)).toBe('br')
  expect(chooseEncoding('gzip', all)).toBe('gzip')
  expect(chooseEncoding('*', all)).toBe('br')
})

test('a weight of zero is a refusal', () => {
  expect(chooseEncoding('br;q=0, gzip;q=0.5', all)).toBe('gzip')
  expect(chooseEncoding('*;q=0', all)).toBe('identity')
})

test('a form that was not made cannot be sent', () => {
  expect(chooseEncoding('br, gzip', { identity: 1, gzip: 1 })).toBe('gzip')
  expect(chooseEncoding('br, gzip', { identity: 1 })).toBe('identity')
  expect(chooseEncoding(undefined, all)).toBe('identity')
})
