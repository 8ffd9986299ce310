import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { toInstant, type UserId } from '../../domain/index.ts'
import { exposedTo } from '../testing/exposed.ts'
import { signedInAs } from '../testing/fake-garmin.ts'
import { failureOf, type OpenApi, openApi } from '../testing/open-api.ts'

let opened: OpenApi
beforeEach(async () => {
  opened = await openApi()
})
afterEach(() => opened.close())

const json = { 'content-type': 'application/json' }
const secret = (cookie: string) => cookie.split(';')[0] ?? ''

/** Signs in as a browser does; gives what its cookie jar keeps. */
async function browserSignIn(userId: string, email: string): Promise<string> {
  opened.garmin.next = () => signedInAs(userId, opened.clock.now, { accountKey: userId.repeat(16) })
  const answer = await opened.ask('/api/v1/auth/login', {
    method: 'POST',
    headers: { ...json, 'x-garminsync-session': 'cookie' },
    body: JSON.stringify({ email, password: 'correct horse' }),
  })
  return secret(answer.headers.getSetCookie()[0] ?? '')
}

async function get(path: string, headers: Record<string, string> = {}) {
  const answer = await opened.ask(`/api/v1/${path}`, { headers })
  return { status: answer.status, body: await answer.json(), set: answer.headers.getSetCookie() }
}

describe('the sessions of a browser', () => {
  test('are none for who sends no cookie', async () => {
    expect((await get('auth/here')).body).toEqual({ items: [], next_cursor: null })
  })

  test('are one for each account, named, the last used first and without any token', async () => {
    const first = await browserSignIn('1001', 'a@example.org')
    opened.clock.now += 60_000
    const second = await browserSignIn('1002', 'b@example.org')
    const { body } = await get('auth/here', { cookie: `${first}; ${second}` })
    expect(body.items.map((each: { user_id: string }) => each.user_id)).toEqual(['1002', '1001'])
    expect(body.items[0]).toMatchObject({ full_name: 'A Person', status: 'active', refresh_token: '[redacted]' })
    expect(JSON.stringify(body)).not.toContain(second.split('=')[1])
  })

  test('that are over are left out, and their cookies dropped', async () => {
    const cookie = await browserSignIn('1001', 'a@example.org')
    await opened.ask('/api/v1/auth/session', { method: 'DELETE', headers: { ...json, cookie } })
    const { body, set } = await get('auth/here', { cookie })
    expect(body.items).toEqual([])
    expect(set[0]).toMatch(/^garminsync-1001=; Max-Age=0/)
  })

  test('answer only for the account that is named, whichever cookies come along', async () => {
    const first = await browserSignIn('1001', 'a@example.org')
    const second = await browserSignIn('1002', 'b@example.org')
    const both = `${first}; ${second}`
    expect((await get('auth/session', { cookie: both })).status).toBe(401)
    for (const user of ['1001', '1002'])
      expect((await get('auth/session', { cookie: both, 'x-garminsync-user': user })).body.user_id).toBe(user)
    expect((await get('auth/session', { cookie: first, 'x-garminsync-user': '1002' })).status).toBe(401)
  })

  test('are found by the proven number too when the cookie was given under one that stood in', async () => {
    const cookie = (await browserSignIn('1001', 'a@example.org')).replace('garminsync-1001', 'garminsync-77')
    expect((await get('auth/session', { cookie, 'x-garminsync-user': '1001' })).body.user_id).toBe('1001')
    expect((await get('auth/session', { cookie, 'x-garminsync-user': '1002' })).status).toBe(401)
  })
})

describe('the ways in', () => {
  test('are all offered on this machine, and a first start is told', async () => {
    expect((await get('auth/options')).body).toMatchObject({
      password: true,
      browser: true,
      pair: true,
      reason: null,
      demo: false,
      public_url: null,
      first_start: true,
    })
    await browserSignIn('1001', 'a@example.org')
    expect((await get('auth/options')).body).toMatchObject({ first_start: false })
  })

  test('are none where the way to the server is not encrypted, and the reason is the one that a try would get', async () => {
    await opened.close()
    opened = await openApi({ exposure: exposedTo('a@example.org') })
    const answer = await opened.ask('https://fit.example.org/api/v1/auth/options', {}, { address: '203.0.113.9' })
    expect(await answer.json()).toMatchObject({ password: false, pair: false, reason: 'request.insecure' })
  })
})

describe('a sign-in that waits for a code', () => {
  const waiting = (another: 'resend' | 'start-again' | null) => ({
    kind: 'challenge' as const,
    challengeId: 'c1',
    method: 'email',
    sentTo: 'a***@example.org',
    expiresAt: toInstant(opened.clock.now + 600_000),
    attemptsLeft: 2,
    another: another === null ? null : { by: another, from: toInstant(opened.clock.now + 300_000) },
  })

  test('tells who knows its id how it stands, and when another code may be asked for', async () => {
    opened.garmin.next = () => waiting('start-again')
    expect((await get('auth/challenges/c1')).body).toEqual({
      challenge_id: 'c1',
      mfa_method: 'email',
      sent_to: 'a***@example.org',
      expires_at: '2026-01-31T08:10:00.000Z',
      attempts_left: 2,
      resend: 'start-again',
      resend_at: '2026-01-31T08:05:00.000Z',
    })
    opened.garmin.next = () => waiting('resend')
    expect((await get('auth/challenges/c1')).body).toMatchObject({ resend: 'here' })
    opened.garmin.next = () => waiting(null)
    expect((await get('auth/challenges/c1')).body).toMatchObject({ resend: 'never', resend_at: null })
  })

  test('is not found by another id', async () => {
    opened.garmin.next = () => waiting(null)
    const failure = await failureOf(opened.remote().authChallenge({ params: { challenge_id: 'c2' } }))
    expect(failure.code).toBe('auth.no-challenge')
  })
})

describe('the invented person', () => {
  test('is there on a server that shows it, and nowhere else', async () => {
    const ask = () =>
      opened.ask('/api/v1/auth/demo', { method: 'POST', headers: { ...json, 'x-garminsync-session': 'cookie' } })
    expect((await ask()).status).toBe(404)
    await browserSignIn('1001', 'a@example.org')
    const { store } = opened
    const shown = await openApi({ store, demoUser: async () => '1001' as UserId })
    try {
      const answer = await shown.ask('/api/v1/auth/demo', {
        method: 'POST',
        headers: { ...json, 'x-garminsync-session': 'cookie' },
      })
      expect(answer.status).toBe(200)
      expect(await answer.json()).toMatchObject({ user_id: '1001', refresh_token: '[redacted]' })
      expect(answer.headers.getSetCookie()[0]).toContain('HttpOnly')
    } finally {
      await shown.close()
    }
  })
})
