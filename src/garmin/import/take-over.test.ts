import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, test } from 'vitest'
import { isFailure, Secret } from '../../domain/index.ts'
import { memoryLock, memoryTokens, testClock, testJwt, testTokens } from '../testing/memory-stores.ts'
import { type Reply, type SeenRequest, startScriptedServer } from '../testing/scripted-server.ts'
import { createTokenSource } from '../tokens/token-source.ts'
import { createSessionImport } from './take-over.ts'

interface Exchange {
  request: { method: string; url: string; headers: Record<string, string>; body: string | null }
  response: { status: number; headers: Record<string, string>; body: object }
}
const recorded = (name: string): Exchange[] =>
  JSON.parse(readFileSync(new URL(`../../../tests/recordings/auth/${name}.json`, import.meta.url), 'utf8'))
const consumer = { key: 'consumer-key', secret: new Secret('consumer-secret') }
const profile: Reply = { body: { profileId: 7, displayName: 'anna', garminGUID: 'g' } }
const bearer: Reply = { body: { access_token: testJwt({ iat: 1, exp: 3601 }), expires_in: 3600, token_type: 'Bearer' } }
const garth = (mfaToken: string | null = null) =>
  JSON.stringify([
    { oauth_token: 'token-1', oauth_token_secret: 'secret-1', mfa_token: mfaToken },
    { access_token: 'old', expires_at: 1 },
  ])

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})
const { clock } = testClock()
async function open(script: (request: SeenRequest, index: number) => Reply, own: typeof consumer | null = consumer) {
  const server = await startScriptedServer(script)
  closing.push(() => server.close())
  const options = { origin: server.origin, userAgent: 'GarminSync/test', consumer: own, clock }
  const sessions = createSessionImport({ ...options, accountKeySecret: () => new Uint8Array(32) })
  return {
    server,
    options,
    take: (content: string) => sessions.take({ content: new Secret(content), passphrase: null, region: null }),
  }
}
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (failure: unknown) => (isFailure(failure) ? failure.code : failure),
  )

/** Plays a recording: each request has to be the recorded one, and gets the recorded answer. */
async function replay(exchanges: readonly Exchange[], mfaToken: string | null) {
  const { server, take } = await open((_, index) => {
    const { status, headers, body } = exchanges[index]?.response ?? { status: 404, headers: {}, body: {} }
    return { status, headers: { 'content-type': headers['content-type'] ?? '' }, body: JSON.stringify(body) }
  })
  const end = await take(garth(mfaToken)).catch((failure: unknown) => failure)
  for (const [index, { request }] of exchanges.entries()) {
    const seen = server.seen[index]
    expect(`${seen?.method} ${seen?.path}`).toBe(`${request.method} ${new URL(request.url).pathname}`)
    expect(seen?.body).toBe(request.body ?? '')
    expect(seen?.headers['content-type']).toBe(request.headers['content-type'])
  }
  return { end, server }
}

describe('the recorded legacy exchanges', () => {
  test('legacy-oauth1-exchange.json: an exchange without MFA token gives a bearer', async () => {
    const { end } = await replay(recorded('legacy-oauth1-exchange'), null)
    // The recording ends there; nobody could be asked for the profile any more.
    expect(end).toMatchObject({ profile: null, tokens: { lifeSeconds: 107_182, legacy: expect.anything() } })
  })

  test('legacy-oauth1-refresh.json: the exchange is repeated with the MFA token, and the profile answers', async () => {
    const { end, server } = await replay(recorded('legacy-oauth1-refresh'), 'MFA-0002-SyntheticMfaToken0002-cas')
    expect(end).toMatchObject({
      profile: { userId: '1', displayName: 'user-display-name' },
      tokens: { lifeSeconds: 65_481 },
    })
    expect(server.seen).toHaveLength(2)
    expect(server.seen[0]?.headers.authorization).toMatch(/^OAuth oauth_consumer_key="consumer-key"/)
    expect(server.seen[1]?.headers.authorization).toBe('Bearer [REDACTED]')
  })
})

describe('an OAuth1 session', () => {
  const isExchange = ({ path }: SeenRequest) => path.startsWith('/oauth-service')

  test('whose bearer is still good is used without an exchange, and without a consumer', async () => {
    const { server, take } = await open(() => profile, null)
    const exp = clock() / 1000 + 7200
    const oauth2 = { access_token: testJwt({ iat: exp - 9000, exp }), expires_at: exp }
    await take(JSON.stringify([{ oauth_token: 'a', oauth_token_secret: 'b' }, oauth2]))
    expect(server.seen.map(({ path }) => path)).toEqual(['/userprofile-service/socialProfile'])
  })

  test('needs a consumer once its bearer is over: nothing is sent without one', async () => {
    const { server, take } = await open(() => bearer, null)
    expect(await codeOf(take(garth()))).toBe('auth.consumer-needed')
    expect(server.seen).toEqual([])
  })

  test('is asked for once more without its MFA token when that is refused, and no third time', async () => {
    const dead: Reply = {
      status: 401,
      headers: { 'content-type': 'text/html' },
      body: '<html>OAuthToken is invalid</html>',
    }
    const { server, take } = await open((request) =>
      isExchange(request) ? (request.body === '' ? bearer : dead) : profile,
    )
    await take(garth('MFA-1-x-cas'))
    expect(server.seen.map(({ body }) => body)).toEqual(['mfa_token=MFA-1-x-cas', '', ''])
    const other = await open(() => dead)
    expect(await codeOf(other.take(garth('MFA-1-x-cas')))).toBe('auth.session-over')
    expect(other.server.seen).toHaveLength(2)
  })

  test('failures are told apart as AUTH 6.2 and 6.4 say', async () => {
    const html = { 'content-type': 'text/html' }
    const cases: [Reply, string][] = [
      [{ status: 401, headers: html, body: '<html>OAuthToken is invalid</html>' }, 'auth.session-over'],
      [{ status: 403, body: { message: 'Forbidden' } }, 'auth.session-over'],
      [{ status: 403, headers: html, body: '<html>Client app validation failed</html>' }, 'auth.consumer-refused'],
      [{ status: 401, headers: html, body: '<html>Client app validation failed</html>' }, 'auth.consumer-refused'],
      [{ status: 403, headers: { ...html, 'cf-mitigated': 'challenge' }, body: '<html>' }, 'garmin.edge-blocked'],
      [{ status: 429, headers: { 'retry-after': '600' }, body: '<html>' }, 'garmin.rate-limited'],
      [{ status: 503, headers: html, body: '<html>' }, 'garmin.server-error'],
      [{ status: 200, body: {} }, 'garmin.unreachable'],
    ]
    for (const [reply, code] of cases) {
      const { server, take } = await open(() => reply)
      expect(await codeOf(take(garth()))).toBe(code)
      expect(server.seen).toHaveLength(1)
    }
  })

  test('is renewed by the same exchange as often as its bearer ends, and marked over only when it is refused', async () => {
    let dead = false
    const { server, options } = await open(() => (dead ? { status: 401, body: 'OAuthToken is invalid' } : bearer))
    const legacy = { oauthToken: new Secret('t'), oauthTokenSecret: new Secret('s'), mfaToken: null }
    const expired = testTokens({ refreshToken: new Secret(''), expiresAt: clock(), legacy })
    const store = memoryTokens(expired)
    const source = createTokenSource({
      ...options,
      location: { region: 'com', origin: options.origin },
      store,
      withLock: memoryLock(),
      lockName: 'one',
    })
    await source.access()
    const renewed = store.held?.tokens
    expect(renewed).toMatchObject({ legacy, lifeSeconds: 3600 })
    await source.refresh()
    expect(server.seen).toHaveLength(2)
    dead = true
    expect(await codeOf(source.refresh())).toBe('auth.session-over')
    expect(store.held?.over).toBe(true)
  })
})

describe('a rotating session', () => {
  const pair = (exp: number) =>
    JSON.stringify({
      di_token: testJwt({ iss: 'https://diauth.garmin.com', iat: exp - 9000, exp }),
      di_refresh_token: 'r1',
      di_client_id: null,
    })
  const renewed: Reply = {
    body: { access_token: testJwt({ iat: 1, exp: 3601 }), refresh_token: 'r2', expires_in: 3600 },
  }

  test('that is over is renewed once before it is proven; a refused one says so', async () => {
    const { server, take } = await open(({ path }) => (path.startsWith('/di-oauth2') ? renewed : profile))
    expect((await take(pair(1))).tokens.refreshToken.open()).toBe('r2')
    expect(server.seen).toHaveLength(2)
    const over = await open(() => ({ status: 400, body: { error: 'invalid_grant', error_description: 'r1' } }))
    expect(await codeOf(over.take(pair(1)))).toBe('auth.session-over')
  })

  test('whose bearer looks good and is refused is renewed once, and not twice', async () => {
    const exp = clock() / 1000 + 7200
    const refused: Reply = { status: 401, headers: { 'www-authenticate': 'Bearer error="invalid_token"' }, body: {} }
    const once = await open(({ path }, index) =>
      path.startsWith('/di-oauth2') ? renewed : index === 0 ? refused : profile,
    )
    expect((await once.take(pair(exp))).profile?.userId).toBe('7')
    const twice = await open(({ path }) => (path.startsWith('/di-oauth2') ? renewed : refused))
    expect(await codeOf(twice.take(pair(exp)))).toBe('auth.token-refused')
    expect(twice.server.seen.filter(({ path }) => path.startsWith('/di-oauth2'))).toHaveLength(1)
  })
})
