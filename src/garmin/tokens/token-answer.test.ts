import { expect, test } from 'vitest'
import { type Instant, needsRefresh } from '../../domain/index.ts'
import { testJwt, testTokens } from '../testing/memory-stores.ts'
import { readClaims } from './jwt-claims.ts'
import { readTokenAnswer } from './token-answer.ts'

const receivedAt = Date.UTC(2026, 0, 31, 8) as Instant
const now = receivedAt / 1000
const context = { region: 'com', clientId: 'ASKED_BY', receivedAt, mfaVerified: true, previous: null } as const
const read = (answer: object, more: object = {}) => readTokenAnswer(JSON.stringify(answer), { ...context, ...more })

test('the life counts from receipt by our own clock, whatever the clock of the token says', () => {
  const jwt = testJwt({ iat: 1_000_000, exp: 1_086_400, client_id: 'CLAIMED' })
  const tokens = read({
    access_token: jwt,
    refresh_token: 'r',
    expires_in: 86_399,
    refresh_token_expires_in: 2_591_999,
  })
  expect(tokens).toMatchObject({
    clientId: 'CLAIMED',
    lifeSeconds: 86_399,
    expiresAt: receivedAt + 86_399_000,
    refreshExpiresAt: receivedAt + 2_591_999_000,
    mfaVerified: true,
  })
  expect(tokens && needsRefresh(tokens, receivedAt)).toBe(false)
})

test.each([
  ['the shorter of both', { expires_in: 86_399 }, { iat: now, exp: now + 600 }, 600],
  ['expires_in alone', { expires_in: 100 }, {}, 100],
  ['expires_in as text', { expires_in: '100' }, {}, 100],
  ['exp and iat', {}, { iat: 5, exp: 305 }, 300],
  ['exp alone, by our clock', {}, { exp: now + 50 }, 50],
  ['exp in the past is no life', {}, { exp: 5 }, 3600],
  ['nothing', {}, {}, 3600],
  ['exp as text', {}, { exp: '1799999999' }, 3600],
  ['exp as boolean', {}, { exp: true }, 3600],
  ['exp beyond 2200', {}, { exp: 1e12 }, 3600],
  ['negative expires_in', { expires_in: -5 }, {}, 3600],
  ['huge expires_in', { expires_in: 1e15 }, {}, 3600],
])('life from %s', (_, answer, claims, life) => {
  expect(read({ access_token: testJwt(claims), refresh_token: 'r', ...answer })?.lifeSeconds).toBe(life)
})

test('a refresh answer that leaves things out keeps those of the old pair', () => {
  const previous = testTokens({ scope: 'A B', refreshExpiresAt: 5 as Instant })
  const kept = read({ access_token: 'opaque', expires_in: 10 }, { previous })
  expect(kept?.refreshToken.open()).toBe('refresh-1')
  expect(kept).toMatchObject({ scope: 'A B', refreshExpiresAt: 5, clientId: 'ASKED_BY' })
  const rotated = read({ access_token: 'opaque', refresh_token: 'refresh-2', scope: ['C', 'D'] }, { previous })
  expect(rotated?.refreshToken.open()).toBe('refresh-2')
  expect(rotated).toMatchObject({ scope: 'C D', refreshExpiresAt: null })
})

test('tokens that must not be used are refused', () => {
  const good = testJwt({ exp: 5 })
  expect(readClaims(good)).not.toBeNull()
  for (const token of [
    '',
    testJwt({}, { alg: 'none' }),
    testJwt({}, { alg: 'NONE' }),
    good.slice(0, good.lastIndexOf('.') + 1),
    good.slice(0, good.lastIndexOf('.')),
    `a.b.${'c'.repeat(17_000)}`,
    'with\nnewline',
    'with space',
  ])
    expect(readClaims(token), token.slice(0, 40)).toBeNull()
  for (const answer of [{}, [], { access_token: 5 }, { access_token: '' }]) expect(read(answer)).toBeNull()
  expect(readTokenAnswer('<html>', context)).toBeNull()
})

test('a client id that could not be one is not taken from the token', () => {
  expect(read({ access_token: testJwt({ client_id: 'a\r\nb' }) })?.clientId).toBe('ASKED_BY')
})
