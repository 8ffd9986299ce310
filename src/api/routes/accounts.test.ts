import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { UserId } from '../../domain/index.ts'
import { secretTexts, signedInAs } from '../testing/fake-garmin.ts'
import { failureOf, type OpenApi, openApi, signIn } from '../testing/open-api.ts'

let opened: OpenApi
beforeEach(async () => {
  opened = await openApi()
})
afterEach(() => opened.close())

const bothSignIn = async () => {
  const a = await signIn(opened)
  opened.garmin.next = () => signedInAs('2002', opened.clock.now, { accountKey: 'cd'.repeat(32) })
  const b = await signIn(opened, 'b@example.org')
  return { a: a.client, b: b.client }
}

describe('several accounts on one installation', () => {
  test('are listed to the owner; a session sees its own alone; nobody without either', async () => {
    const { a } = await bothSignIn()
    const all = (await opened.owner.authAccounts()).items
    expect(all.map(({ user_id, signed_in, current }) => [user_id, signed_in, current])).toEqual([
      ['1001', true, false],
      ['2002', true, false],
    ])
    expect((await a.authAccounts()).items.map(({ user_id }) => user_id)).toEqual(['1001'])
    expect((await failureOf(opened.remote().authAccounts())).code).toBe('auth.session-needed')
  })

  test('the one chosen is meant where none is named, and a session cannot choose another', async () => {
    const { a } = await bothSignIn()
    expect((await failureOf(opened.owner.status())).code).toBe('account.ambiguous')
    expect(await opened.owner.authSwitch({ body: { user_id: '2002' } })).toMatchObject({ current: true })
    expect((await opened.owner.status()).account.user_id).toBe('2002')
    expect((await failureOf(a.authSwitch({ body: { user_id: '2002' } }))).code).toBe('account.not-found')
    expect((await failureOf(opened.owner.authSwitch({ body: { user_id: '3003' } }))).code).toBe('account.not-found')
    const named = await opened.ask('/api/v1/auth/session', {}, { trusted: true, user: '1001' })
    expect(await named.json()).toMatchObject({ user_id: '1001' })
  })

  test('the account that signed in at this machine last is the current one', async () => {
    const body = { email: 'a@example.org', password: 'correct horse' }
    await opened.owner.authLogin({ body })
    opened.garmin.next = () => signedInAs('2002', opened.clock.now, { accountKey: 'cd'.repeat(32) })
    await opened.owner.authLogin({ body: { ...body, email: 'b@example.org' } })
    expect((await opened.owner.status()).account.user_id).toBe('2002')
  })
})

describe("with account A's bearer", () => {
  test("B's jobs, sessions, status and coverage are neither seen nor changed", async () => {
    const { a, b } = await bothSignIn()
    const { body: job } = await b.syncStart({ body: { sync_type: 'all' } })
    const session = await b.authSession()
    const params = { job_id: job.job_id }
    for (const attempt of [
      () => a.syncJob({ params }),
      () => a.syncCancel({ params }),
      () => a.authSessionEndOne({ params: { session_id: session.session_id } }),
    ])
      expect((await failureOf(attempt())).code).toMatch(/not-found$/)
    const events = a.syncEvents({ params })[Symbol.asyncIterator]()
    expect((await failureOf(events.next())).code).toBe('job.not-found')
    expect((await a.syncJobs()).items).toEqual([])
    expect((await a.authSessions()).items.map(({ user_id }) => user_id)).toEqual(['1001'])
    expect((await a.status()).running_job).toBeNull()
    expect((await b.syncJob({ params })).status).toBe('pending')
    expect((await b.authSession()).status).toBe('active')
  })

  test("signing out leaves B's sign-in at Garmin alone", async () => {
    const { a, b } = await bothSignIn()
    await a.authSessionEnd()
    expect(await opened.store.tokens.load('1001' as UserId)).toBeNull()
    expect((await b.status()).signed_in).toBe(true)
    expect((await failureOf(a.status())).code).toBe('auth.session-needed')
  })

  test('a code for pairing opens A and nothing else', async () => {
    const { a } = await bothSignIn()
    const { code } = await a.authPair()
    expect((await opened.remote().authPairRedeem({ body: { code } })).user_id).toBe('1001')
  })
})

describe('pairing', () => {
  test('gives a session of its own with a token of its own over the one sealed pair, without asking Garmin', async () => {
    const { client } = await signIn(opened)
    const asked = opened.garmin.calls.length
    const { code, url, expires_at } = await client.authPair()
    expect(code).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}$/)
    expect(url).toBe(`http://127.0.0.1:8787/#pair=${code}`)
    expect(Date.parse(expires_at) - opened.clock.now).toBe(60_000)
    const paired = await opened.remote().authPairRedeem({ body: { code: code.toLowerCase().replaceAll('-', ' ') } })
    const other = opened.remote(paired.access_token)
    const own = await client.authSession()
    expect(paired.session_id).not.toBe(own.session_id)
    expect((await other.authToken()).token_id).toBe(paired.token_id)
    expect(paired.token_id).not.toBe(own.token_id)
    expect((await other.authSessions()).items).toHaveLength(2)
    expect(opened.garmin.calls).toHaveLength(asked)
  })

  test('a code is good once, also for two clients at the same time, and for a minute', async () => {
    const { client } = await signIn(opened)
    const { code } = await client.authPair()
    const tries = await Promise.allSettled([1, 2, 3].map(() => opened.remote().authPairRedeem({ body: { code } })))
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const late = await client.authPair()
    opened.clock.now += 60_000
    for (const body of [{ code }, { code: late.code }, { code: 'AAAA-AAAA-AAAA' }])
      expect((await failureOf(opened.remote().authPairRedeem({ body }))).code).toBe('auth.pairing-refused')
  })

  test('the owner in process gets no address, and nobody pairs before a sign-in', async () => {
    expect((await failureOf(opened.owner.authPair())).code).toBe('auth.sign-in-needed')
    await opened.owner.authLogin({ body: { email: 'a@example.org', password: 'correct horse' } })
    expect((await opened.owner.authPair()).url).toBeNull()
  })

  test('a paired client can be signed out by another, at once and without the account', async () => {
    await opened.owner.authLogin({ body: { email: 'a@example.org', password: 'correct horse' } })
    const paired = await opened.remote().authPairRedeem({ body: { code: (await opened.owner.authPair()).code } })
    await opened.owner.authSessionEndOne({ params: { session_id: paired.session_id } })
    expect((await failureOf(opened.remote(paired.access_token).status())).code).toBe('auth.session-needed')
    const again = opened.remote().authRefresh({ body: { refresh_token: paired.refresh_token } })
    expect((await failureOf(again)).code).toBe('auth.session-needed')
    expect((await opened.owner.status()).signed_in).toBe(true)
  })

  test('a refresh token of a paired client that is used twice ends its session, and only its', async () => {
    await opened.owner.authLogin({ body: { email: 'a@example.org', password: 'correct horse' } })
    const paired = await opened.remote().authPairRedeem({ body: { code: (await opened.owner.authPair()).code } })
    const body = { refresh_token: paired.refresh_token }
    const renewed = await opened.remote().authRefresh({ body })
    expect((await failureOf(opened.remote().authRefresh({ body }))).code).toBe('auth.session-needed')
    expect((await failureOf(opened.remote(renewed.access_token).status())).code).toBe('auth.session-needed')
    expect((await opened.owner.status()).signed_in).toBe(true)
  })
})

test('status says until when access and sign-in are good', async () => {
  const { client } = await signIn(opened)
  expect(await client.status()).toMatchObject({ access_until: '2026-02-01T07:59:59.000Z', refresh_until: null })
  expect(JSON.stringify(await client.status())).not.toContain(secretTexts.access)
})
