import { expect, test } from 'vitest'
import { errors, fail, toInstant } from '../../../src/domain/index.ts'
import { en } from '../../words/en.ts'
import { refusalOf } from './refusal.ts'

const clock = (at: number) => new Date(at).toISOString().slice(11, 16)
const at = toInstant(Date.parse('2026-11-23T20:20:00Z'))

test('a limit replaces the card by its pause', () => {
  expect(refusalOf(fail('auth.login-limited', { retryAt: at }), clock)).toEqual({ kind: 'pause', until: at })
})

test('a wrong code tells how many tries are left, as far as that is known', () => {
  expect(refusalOf(fail('auth.mfa-rejected', { attemptsLeftCount: 2 }), clock)).toMatchObject({ attemptsLeft: 2 })
  expect(refusalOf(fail('auth.mfa-rejected'), clock)).toMatchObject({ kind: 'wrong-code', attemptsLeft: null })
})

test('what ends the sign-in leads back to its start, what only a browser can pass to the browser', () => {
  expect(refusalOf(fail('auth.mfa-exhausted'), clock).kind).toBe('restart')
  expect(refusalOf(fail('auth.captcha'), clock).kind).toBe('browser')
})

test('what this server limits is told with the time on the reader’s clock', () => {
  expect(refusalOf(fail('request.too-many', { retryAt: at }), clock)).toEqual({
    kind: 'say',
    text: 'Too many tries from here. The next one is possible at 20:20.',
  })
})

test('every refusal that has words of the page is a code of the error table, and none of them names a command', () => {
  expect(Object.keys(en.signIn.refusals).filter((code) => !Object.hasOwn(errors, code))).toEqual([])
  expect(Object.values(en.signIn.refusals).filter((text) => text.includes('garminsync'))).toEqual([])
})
