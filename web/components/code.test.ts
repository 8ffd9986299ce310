import { expect, test } from 'vitest'
import { toCode } from './code.ts'

test('a pasted code loses spaces and dashes', () => {
  expect(toCode(' 481-920 ', 'digits', 6)).toBe('481920')
  expect(toCode('Code: 481 920.', 'digits', 6)).toBe('481920')
  expect(toCode('k7qm-2xpd', 'letters', 8)).toBe('K7QM2XPD')
})

test('what is too long is cut, what does not belong is left out', () => {
  expect(toCode('4819201', 'digits', 6)).toBe('481920')
  expect(toCode('abc', 'digits', 6)).toBe('')
})
