import { expect, test } from 'vitest'
import { authenticatorCode, isAuthenticatorSecret, stepsAt, toBase32 } from './authenticator.ts'

const secret = toBase32(new TextEncoder().encode('12345678901234567890'))

test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
])('at second %i the code is that of RFC 6238, appendix B', (seconds, code) => {
  expect(authenticatorCode(secret, seconds * 1000)).toBe(code)
})

test('a secret is what an app takes, and a code is good for three steps', () => {
  expect(secret).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ')
  expect(isAuthenticatorSecret(secret)).toBe(true)
  expect(isAuthenticatorSecret('short')).toBe(false)
  expect(isAuthenticatorSecret('1NOTBASE32NOTBASE32')).toBe(false)
  expect(stepsAt(59_999)).toEqual([0, 1, 2])
})
