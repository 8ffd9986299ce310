import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createClient } from '../../contract/index.ts'
import { fail, toInstant, type UserId } from '../../domain/index.ts'
import { createApi } from '../index.ts'
import { profileOf, secretTexts, signedInAs, tokensAt } from '../testing/fake-garmin.ts'
import { baseUrl, failureOf, type OpenApi, openApi, signIn } from '../testing/open-api.ts'

let opened: OpenApi
beforeEach(async () => {
  opened = await openApi()
})
afterEach(() => opened.close())

const credentials = { email: 'a@example.org', password: 'correct horse' }
const challenge = () => ({
  kind: 'challenge' as const,
  challengeId: 'c1',
  method: 'email',
  sentTo: 'a***@example.org',
  expiresAt: toInstant(opened.clock.now + 600_000),
  attemptsLeft: 3,
  another: { by: 'start-again' as const, from: toInstant(opened.clock.now + 300_000) },
})
const refuseWith = (...args: Parameters<typeof fail>) => {
  opened.garmin.next = () => {
    throw fail(...args)
  }
}

describe('signing in', () => {
  test('answers 200 with a session, its tokens, and every field', async () => {
    const answer = await opened.remote().authLogin({ body: credentials })
    expect(answer.status).toBe(200)
    expect(answer.body).toEqual({
      session_id: expect.any(String),
      user_id: '1001',
      access_token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      refresh_token: expect.stringMatching(/^[\w-]{43}$/),
      expires_at: '2026-01-31T09:00:00.000Z',
      mfa_enabled: false,
      created_at: '2026-01-31T08:00:00.000Z',
      last_used_at: '2026-01-31T08:00:00.000Z',
      status: 'active',
      token_id: expect.any(String),
    })
    expect(opened.garmin.calls).toEqual(['start a@example.org com', 'keep 1001'])
    expect(await opened.store.accounts.find('1001' as UserId)).toMatchObject({
      display_name: 'name-1001',
      full_name: 'A Person',
      garmin_guid: 'guid-1001',
      region: 'com',
    })
  })

  test('answers 202 with the challenge when Garmin wants a code, and the code finishes it', async () => {
    opened.garmin.next = challenge
    const answer = await opened.remote().authLogin({ body: { ...credentials, region: 'cn' } })
    expect(answer).toEqual({
      status: 202,
      body: {
        challenge_id: 'c1',
        mfa_method: 'email',
        sent_to: 'a***@example.org',
        expires_at: '2026-01-31T08:10:00.000Z',
        attempts_left: 3,
        resend: 'start-again',
        resend_at: '2026-01-31T08:05:00.000Z',
      },
    })
    expect(await opened.store.accounts.list()).toEqual([])
    opened.garmin.next = () =>
      signedInAs('1001', opened.clock.now, { tokens: tokensAt(opened.clock.now, { mfaVerified: true }) })
    const session = await opened.remote().authMfa({ body: { challenge_id: 'c1', code: ' 123456 ' } })
    expect(session).toMatchObject({ user_id: '1001', status: 'active', mfa_enabled: true })
    const token = await opened.remote(session.access_token).authToken()
    expect(token.mfa_verified).toBe(true)
  })

  test('in process the newest challenge is meant when none is named; on a server one must be named', async () => {
    await opened.owner.authMfa({ body: { code: '123456' } })
    expect(opened.garmin.calls[0]).toBe('answer null')
    const failure = await failureOf(opened.remote().authMfa({ body: { code: '123456' } }))
    expect(failure.code).toBe('request.invalid')
    expect(failure.data.field).toBe('challenge_id')
  })

  test('a wrong code is 401 with the tries that are left', async () => {
    refuseWith('auth.mfa-rejected', { attemptsLeft: '2 tries', attemptsLeftCount: 2 })
    const answer = await opened.ask('/api/v1/auth/mfa', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ challenge_id: 'c1', code: '000000' }),
    })
    expect(answer.status).toBe(401)
    expect(await answer.json()).toMatchObject({ code: 'auth.mfa-rejected', attempts_left: 2 })
  })

  test('a refused sign-in changes nothing', async () => {
    refuseWith('auth.credentials-refused')
    const failure = await failureOf(opened.remote().authLogin({ body: credentials }))
    expect(failure.code).toBe('auth.credentials-refused')
    expect(await opened.store.accounts.list()).toEqual([])
  })

  test('a limit at Garmin is 429 and says until when', async () => {
    refuseWith('auth.login-limited', { retryAt: toInstant(Date.parse('2026-01-31T10:00:00Z')) })
    const answer = await opened.ask('/api/v1/auth/login', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(credentials),
    })
    expect(answer.status).toBe(429)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(answer.headers.get('retry-after')).toBe('Sat, 31 Jan 2026 10:00:00 GMT')
    expect(await answer.json()).toMatchObject({ code: 'auth.login-limited', retry_at: '2026-01-31T10:00:00.000Z' })
  })

  test.each([
    [{ password: 'x' }, 'email'],
    [{ email: 'a@example.org' }, 'password'],
    [{ ...credentials, region: 'de' }, 'region'],
    [{ ...credentials, method: 'magic' }, 'method'],
    [{ ...credentials, pasword: 'typo' }, 'pasword'],
  ])('%j is refused, naming %s, and nothing is sent', async (body, field) => {
    const failure = await failureOf(opened.remote().authLogin({ body: body as typeof credentials }))
    expect(failure.code).toBe('request.invalid')
    expect(failure.data.field).toBe(field)
    expect(failure.message).toContain(field)
    expect(opened.garmin.calls).toEqual([])
  })
})

describe('a session', () => {
  test('shows itself without its tokens', async () => {
    const { client } = await signIn(opened)
    expect(await client.authSession()).toMatchObject({
      user_id: '1001',
      access_token: '[redacted]',
      refresh_token: '[redacted]',
      status: 'active',
    })
  })

  test.each(['', 'nonsense', 'eyJhbGciOiJub25lIn0.eyJzaWQiOiJ4In0.'])(
    'a token that is not ours (%j) is refused',
    async (token) => {
      const answer = await opened.ask('/api/v1/auth/session', { headers: { authorization: `Bearer ${token}` } })
      expect(answer.status).toBe(401)
      expect(answer.headers.get('www-authenticate')).toBe('Bearer')
      expect(await answer.json()).toMatchObject({ code: 'auth.session-needed' })
    },
  )

  test('needs a token on every route but sign-in and refresh', async () => {
    for (const [path, method] of [
      ['auth/session', 'GET'],
      ['auth/session', 'DELETE'],
      ['auth/sessions', 'GET'],
      ['auth/sessions/x', 'DELETE'],
      ['auth/token', 'GET'],
      ['auth/token/refresh', 'POST'],
      ['sync/jobs', 'GET'],
      ['sync/jobs', 'POST'],
      ['sync/plan', 'POST'],
      ['sync/jobs/x', 'GET'],
      ['sync/jobs/x/cancel', 'POST'],
      ['sync/jobs/x/events', 'GET'],
      ['status', 'GET'],
      ['coverage', 'GET'],
      ['coverage/gaps', 'GET'],
      ['activities', 'GET'],
      ['activities/1', 'GET'],
      ['activities/1/file', 'GET'],
      ['health/days/today', 'GET'],
      ['health/sleep', 'GET'],
      ['workouts', 'GET'],
      ['workouts/1', 'GET'],
    ]) {
      const headers = { 'content-type': 'application/json' }
      const answer = await opened.ask(`/api/v1/${path}`, { method: method as string, headers })
      expect([path, method, answer.status]).toEqual([path, method, 401])
    }
  })

  test('is over when its hour is over, and goes on after a refresh', async () => {
    const { body } = await opened.remote().authLogin({ body: credentials })
    if (!('access_token' in body)) throw new Error('a code is wanted')
    opened.clock.now += 3_600_000
    expect((await failureOf(opened.remote(body.access_token).authSession())).code).toBe('auth.session-needed')
    const next = await opened.remote().authRefresh({ body: { refresh_token: body.refresh_token } })
    expect(next.session_id).toBe(body.session_id)
    expect(next.refresh_token).not.toBe(body.refresh_token)
    expect((await opened.remote(next.access_token).authSession()).status).toBe('active')
  })

  test('a refresh token that was used before ends the session', async () => {
    const { body } = await opened.remote().authLogin({ body: credentials })
    if (!('access_token' in body)) throw new Error('a code is wanted')
    const next = await opened.remote().authRefresh({ body: { refresh_token: body.refresh_token } })
    const again = await failureOf(opened.remote().authRefresh({ body: { refresh_token: body.refresh_token } }))
    expect(again.code).toBe('auth.session-needed')
    expect((await failureOf(opened.remote(next.access_token).authSession())).code).toBe('auth.session-needed')
    expect((await failureOf(opened.remote().authRefresh({ body: { refresh_token: next.refresh_token } }))).code).toBe(
      'auth.session-needed',
    )
  })

  test('a refresh token is over after thirty days without use', async () => {
    const { body } = await opened.remote().authLogin({ body: credentials })
    if (!('access_token' in body)) throw new Error('a code is wanted')
    opened.clock.now += 30 * 86_400_000
    const failure = await failureOf(opened.remote().authRefresh({ body: { refresh_token: body.refresh_token } }))
    expect(failure.code).toBe('auth.session-needed')
  })

  test('remembers its last use, to the minute', async () => {
    const { client } = await signIn(opened)
    opened.clock.now += 59_000
    await client.authSession()
    expect((await client.authSession()).last_used_at).toBe('2026-01-31T08:00:00.000Z')
    opened.clock.now += 1_000
    await client.authSession()
    expect((await client.authSession()).last_used_at).toBe('2026-01-31T08:01:00.000Z')
  })

  test('that was ended is refused at once; the last one takes the sealed pair along', async () => {
    const first = await signIn(opened)
    const second = await signIn(opened)
    expect((await first.client.authSessionEnd()).status).toBe('ended')
    expect((await failureOf(first.client.authSession())).code).toBe('auth.session-needed')
    expect(await opened.store.tokens.load(first.userId)).not.toBeNull()
    await second.client.authSessionEnd()
    expect(await opened.store.tokens.load(first.userId)).toBeNull()
    expect(await opened.store.accounts.find(first.userId)).not.toBeNull()
  })

  test('the sessions of an account are listed newest first, and one can end another', async () => {
    const first = await signIn(opened)
    opened.clock.now += 1_000
    const second = await signIn(opened)
    const { items } = await second.client.authSessions()
    expect(items).toHaveLength(2)
    const [newer, older] = items
    expect(newer?.session_id).toBe((await second.client.authSession()).session_id)
    await second.client.authSessionEndOne({ params: { session_id: older?.session_id ?? '' } })
    expect((await failureOf(first.client.authSession())).code).toBe('auth.session-needed')
    expect((await second.client.authSessions()).items.map(({ status }) => status)).toEqual(['active', 'ended'])
  })

  test("another account's session cannot be seen or ended", async () => {
    const mine = await signIn(opened)
    opened.garmin.next = () => signedInAs('2002', opened.clock.now, { accountKey: 'cd'.repeat(32) })
    const theirs = await signIn(opened, 'b@example.org')
    const { session_id } = await theirs.client.authSession()
    expect((await mine.client.authSessions()).items).toHaveLength(1)
    const failure = await failureOf(mine.client.authSessionEndOne({ params: { session_id } }))
    expect(failure.code).toBe('auth.session-not-found')
    expect((await theirs.client.authSession()).status).toBe('active')
  })
})

describe('the owner of the home', () => {
  test('needs no token: a session opens by itself and is the same from command to command', async () => {
    await opened.owner.authLogin({ body: credentials })
    const first = await opened.owner.authSession()
    opened.clock.now += 86_400_000
    const second = await opened.owner.authSession()
    expect(second.session_id).toBe(first.session_id)
    expect(second.status).toBe('active')
    expect((await opened.owner.authSessions()).items).toHaveLength(1)
  })

  test('gets an access token of it without anything being written', async () => {
    await opened.owner.authLogin({ body: credentials })
    const before = await opened.store.sessions.list('1001' as UserId)
    opened.clock.now += 30_000
    const session = await opened.remote(await opened.api.auth.openLocal(null)).authSession()
    expect(session.session_id).toBe(before[0]?.session_id)
    expect(await opened.store.sessions.list('1001' as UserId)).toEqual(before)
  })

  test('reads what is there even while nothing can be written', async () => {
    await opened.owner.authLogin({ body: credentials })
    opened.clock.now += 86_400_000
    const { store } = opened
    const full = async () => {
      throw fail('store.full')
    }
    const sessions = { ...store.sessions, rotate: full, touch: full }
    const api = createApi({ ...opened.services, store: { ...store, sessions } })
    const owner = createClient({ baseUrl, fetch: (request) => api.fetch(request, { trusted: true }) })
    expect((await owner.activities()).items).toEqual([])
    const token = await api.auth.openLocal(null)
    const client = createClient({ baseUrl, fetch: (request) => api.fetch(request), token: () => token })
    expect((await client.status()).signed_in).toBe(true)
  })

  test('must sign in first, and must say which of several accounts is meant', async () => {
    expect((await failureOf(opened.owner.status())).code).toBe('auth.sign-in-needed')
    await signIn(opened)
    opened.garmin.next = () => signedInAs('2002', opened.clock.now, { accountKey: 'cd'.repeat(32) })
    await signIn(opened, 'b@example.org')
    expect((await failureOf(opened.owner.status())).code).toBe('account.ambiguous')
    const token = await opened.api.auth.openLocal('2002')
    expect((await opened.remote(token).status()).account.user_id).toBe('2002')
    expect((await failureOf(opened.api.auth.openLocal('3003'))).code).toBe('account.not-found')
    expect((await failureOf(opened.api.auth.openLocal('me'))).code).toBe('account.not-found')
    const named = await opened.ask('/api/v1/auth/session', {}, { trusted: true, user: '1001' })
    expect(await named.json()).toMatchObject({ user_id: '1001' })
  })

  test('signs out of Garmin with the own session, and keeps reading what was fetched', async () => {
    await opened.owner.authLogin({ body: credentials })
    const { client } = await signIn(opened)
    await opened.owner.authSessionEnd()
    expect(await opened.store.tokens.load('1001' as UserId)).toBeNull()
    expect(await opened.owner.activities()).toMatchObject({ items: [], next_cursor: null })
    expect((await failureOf(client.syncStart({ body: { sync_type: 'all' } }))).code).toBe('auth.sign-in-needed')
  })
})

describe('the token towards Garmin', () => {
  test('is shown without itself, one for each session', async () => {
    const first = await signIn(opened)
    const second = await signIn(opened)
    opened.clock.now += 399_000
    const token = await first.client.authToken()
    expect(token).toEqual({
      token_id: (await first.client.authSession()).token_id,
      user_id: '1001',
      access_token: '[redacted]',
      token_type: 'Bearer',
      expires_in: 86_000,
      scope: 'CONNECT_READ',
      created_at: expect.any(String),
      last_used_at: expect.any(String),
      mfa_verified: false,
      refreshed_at: '2026-01-31T08:00:00.000Z',
      sign_in_until: null,
      cooldown_until: null,
    })
    expect((await second.client.authToken()).token_id).not.toBe(token.token_id)
  })

  test('is refreshed when asked, unless that was done in the last ten seconds', async () => {
    const { client } = await signIn(opened)
    await client.authTokenRefresh()
    expect(opened.garmin.calls.at(-1)).toBe('refresh 1001 10000')
  })

  test('a refused refresh is told as what it is', async () => {
    const { client } = await signIn(opened)
    opened.garmin.refreshFailure = fail('auth.session-over')
    expect((await failureOf(client.authTokenRefresh())).code).toBe('auth.session-over')
  })

  test('says that it is over, or that there is none', async () => {
    const { client, userId } = await signIn(opened)
    const stored = await opened.store.tokens.load(userId)
    await opened.store.tokens.markOver(userId, stored?.version ?? 0)
    expect((await failureOf(client.authToken())).code).toBe('auth.session-over')
    await opened.store.tokens.delete(userId)
    expect((await failureOf(client.authToken())).code).toBe('auth.sign-in-needed')
  })

  test('no secret appears in any answer but the one that issues it', async () => {
    const answer = await opened.remote().authLogin({ body: credentials })
    if (answer.status !== 200) throw new Error('a code is wanted')
    const { access_token, refresh_token } = answer.body
    const secrets = [...Object.values(secretTexts), access_token, refresh_token, credentials.password]
    for (const path of ['auth/session', 'auth/sessions', 'auth/token', 'status', 'auth/sessions/nobody', 'sync/jobs'])
      for (const method of ['GET', 'DELETE', 'POST']) {
        const init = {
          method,
          headers: { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' },
        }
        if (method === 'DELETE' && path === 'auth/session') continue
        const text = await (await opened.ask(`/api/v1/${path}`, init)).text()
        for (const secret of secrets) expect(text).not.toContain(secret)
      }
  })
})

describe('a sign-in that could not be proven', () => {
  const unproven = () => signedInAs(null, opened.clock.now)

  test('is kept and says so; its first use finds out whose it is, and the session stays good', async () => {
    opened.garmin.next = unproven
    const { client, userId: provisional } = await signIn(opened)
    expect((await client.status()).account).toMatchObject({ user_id: provisional, proven: false, display_name: null })
    expect(BigInt(provisional)).toBeGreaterThanOrEqual(2n ** 62n)
    const { body: job } = await client.syncStart({ body: { sync_type: 'all' } })
    expect(job.user_id).toBe('1001')
    const status = await client.status()
    expect(status.account).toMatchObject({ user_id: '1001', proven: true, display_name: 'name-1001' })
    expect(status.signed_in).toBe(true)
    expect((await client.authSessions()).items).toHaveLength(1)
    expect(opened.garmin.calls.slice(1)).toEqual([`get ${provisional} /userprofile-service/socialProfile`, 'keep 1001'])
    expect((await opened.owner.status()).account.user_id).toBe('1001')
    await client.syncStart({ body: { sync_type: 'all' } })
    expect(opened.garmin.calls).toHaveLength(3)
  })

  test('belongs to the account that this e-mail had before', async () => {
    await signIn(opened)
    opened.garmin.next = unproven
    const { client, userId } = await signIn(opened)
    expect(userId).toBe('1001')
    expect((await client.status()).account).toMatchObject({ proven: false, display_name: 'name-1001' })
  })

  test('is settled by a later sign-in that is proven', async () => {
    opened.garmin.next = unproven
    const first = await signIn(opened)
    opened.garmin.next = () => signedInAs('1001', opened.clock.now)
    await signIn(opened)
    expect((await first.client.status()).account).toMatchObject({ user_id: '1001', proven: true })
    expect((await opened.owner.status()).account.user_id).toBe('1001')
  })

  test('stays as it is while Garmin cannot be asked', async () => {
    opened.garmin.next = unproven
    const { client } = await signIn(opened)
    opened.garmin.profile = () => {
      throw fail('garmin.server-error', { httpStatus: 503 })
    }
    expect((await failureOf(client.syncStart({ body: { sync_type: 'all' } }))).code).toBe('garmin.server-error')
    opened.garmin.profile = () => profileOf('1001')
    expect((await client.syncStart({ body: { sync_type: 'all' } })).status).toBe(202)
  })

  test('is dropped when Garmin itself refuses it', async () => {
    opened.garmin.next = unproven
    const { client, userId } = await signIn(opened)
    opened.garmin.profile = () => {
      throw fail('garmin.not-permitted', { dataset: 'profile' })
    }
    expect((await failureOf(client.syncStart({ body: { sync_type: 'all' } }))).code).toBe('auth.token-refused')
    expect(await opened.store.tokens.load(userId)).toBeNull()
  })
})

test('answers about sessions are kept out of caches', async () => {
  const answer = await opened.ask('/api/v1/auth/session', {}, { trusted: false })
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(new URL(baseUrl).hostname).toBe('127.0.0.1')
})

describe('taking a session over and handing it out', () => {
  test('an import signs in as a sign-in does, and keeps the key that an e-mail gave the account', async () => {
    await signIn(opened)
    opened.garmin.next = () => ({ ...signedInAs('1001', opened.clock.now), accountKey: 'cd'.repeat(32) })
    const session = await opened.remote().authImport({ body: { content: '{"token":1}', region: 'cn' } })
    expect(session).toMatchObject({ user_id: '1001', status: 'active' })
    expect(opened.garmin.calls).toContain('take cn')
    expect((await opened.store.accounts.find('1001' as never))?.account_key).toBe('ab'.repeat(32))
    expect((await opened.remote(session.access_token).status()).signed_in).toBe(true)
  })

  test('a session is handed out to the owner of the home only, sealed', async () => {
    const { client } = await signIn(opened)
    expect((await failureOf(client.authExport({ body: { passphrase: 'correct horse' } }))).code).toBe('auth.owner-only')
    const { bundle } = await opened.owner.authExport({ body: { passphrase: 'correct horse' } })
    expect(bundle).toContain('garminsync_session')
    expect(bundle).not.toContain('garmin-refresh-secret')
    const short = await failureOf(opened.owner.authExport({ body: { passphrase: 'short' } }))
    expect(short.data.field).toBe('passphrase')
  })
})

describe('signing in with a browser', () => {
  test('the link asks nothing of Garmin, and the ticket signs in as a password does', async () => {
    const link = await opened.remote().authBrowser({ body: { region: 'cn' } })
    expect(link).toEqual({ url: 'https://sso.garmin.cn/sso/signin', region: 'cn', last_page: 'https://last/' })
    expect(opened.garmin.calls).toEqual([])
    const session = await opened.remote().authTicket({ body: { ticket: 'ST-0001-secret-cas', region: 'cn' } })
    expect(session).toMatchObject({ user_id: '1001', status: 'active' })
    expect(opened.garmin.calls[0]).toBe('ticket cn')
    expect((await opened.remote(session.access_token).status()).signed_in).toBe(true)
  })

  test('a ticket travels in the body of a POST only', async () => {
    const answer = await opened.ask('/api/v1/auth/ticket?ticket=ST-0001-secret-cas')
    expect(answer.status).toBe(404)
    expect(await answer.text()).not.toContain('ST-0001')
  })

  test('another code: the challenge as it is now; a server wants to know which one', async () => {
    opened.garmin.next = () => ({
      kind: 'challenge',
      challengeId: 'c1',
      method: 'email',
      sentTo: null,
      expiresAt: opened.clock.now as never,
      attemptsLeft: 2,
      another: null,
    })
    const again = await opened.remote().authResend({ body: { challenge_id: 'c1' } })
    expect(again).toMatchObject({ challenge_id: 'c1', attempts_left: 2 })
    expect((await failureOf(opened.remote().authResend({ body: {} }))).data.field).toBe('challenge_id')
    await opened.owner.authResend({ body: {} })
    expect(opened.garmin.calls).toEqual(['resend c1', 'resend null'])
  })
})
