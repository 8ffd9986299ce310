import { afterEach, expect, test } from 'vitest'
import { type Failure, isFailure, Secret, systemClock } from '../../domain/index.ts'
import { createHttp } from '../http/http.ts'
import { testJwt, testTokens } from '../testing/memory-stores.ts'
import { type Reply, type SeenRequest, startScriptedServer } from '../testing/scripted-server.ts'
import { createDi, defaultClientIds } from './di.ts'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})
async function open(
  script: (request: SeenRequest, index: number) => Reply,
  clientIds: readonly string[] | null = null,
) {
  const server = await startScriptedServer(script)
  const http = createHttp({ origin: server.origin, userAgent: 'GarminSync/test' })
  closing.push(
    () => server.close(),
    () => http.close(),
  )
  return { server, di: createDi({ http, clock: systemClock, clientIds }) }
}
async function failureOf(work: Promise<unknown>): Promise<Failure> {
  const thrown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!isFailure(thrown)) throw new Error(`expected a failure, got ${String(thrown)}`)
  return thrown
}
const serviceUrl = 'https://mobile.integration.garmin.com/gcm/ios'
const exchange = { ticket: new Secret('ST-000001-secret-sso'), serviceUrl, region: 'com', mfaVerified: true } as const
const issued = {
  access_token: testJwt({ iat: 1, exp: 86_400 }),
  refresh_token: 'r2',
  token_type: 'bearer',
  expires_in: 86_399,
}
const formOf = (request: SeenRequest | undefined) => Object.fromEntries(new URLSearchParams(request?.body))

test('a ticket is swapped as AUTH 5.1 says', async () => {
  const { server, di } = await open(() => ({ body: issued }))
  const tokens = await di.exchange(exchange)
  expect(tokens).toMatchObject({ region: 'com', mfaVerified: true, lifeSeconds: 86_399, clientId: defaultClientIds[0] })
  const [request] = server.seen
  expect(request).toMatchObject({ method: 'POST', path: '/di-oauth2-service/oauth/token' })
  expect(request?.headers).toMatchObject({
    authorization: 'Basic R0FSTUlOX0NPTk5FQ1RfTU9CSUxFX0FORFJPSURfRElfMjAyNVEyOg==',
    'content-type': 'application/x-www-form-urlencoded',
    accept: 'application/json',
    'cache-control': 'no-cache',
  })
  expect(formOf(request)).toEqual({
    client_id: 'GARMIN_CONNECT_MOBILE_ANDROID_DI_2025Q2',
    service_ticket: 'ST-000001-secret-sso',
    grant_type: 'https://connectapi.garmin.com/di-oauth2-service/oauth/grant/service_ticket',
    service_url: serviceUrl,
  })
})

test('the next client id is tried only while Garmin refuses the client itself', async () => {
  const refusals: Reply[] = [
    { status: 401, body: { error: 'invalid_client' } },
    { status: 400, body: { error: 'unauthorized_client' } },
    { status: 401 },
  ]
  const { server, di } = await open((_, index) => refusals[index] ?? { body: issued })
  expect((await di.exchange(exchange)).clientId).toBe(defaultClientIds[3])
  expect(server.seen.map((request) => formOf(request).client_id)).toEqual(defaultClientIds)
  const own = await open(() => ({ status: 401, body: { error: 'invalid_client' } }), ['NEWER'])
  expect((await failureOf(own.di.exchange(exchange))).code).toBe('auth.client-refused')
  expect(own.server.seen).toHaveLength(1)
})

test.each([
  [
    'used ticket',
    'auth.ticket-refused',
    { status: 400, body: { error: 'invalid_grant', error_description: 'ST-000001-secret-sso' } },
  ],
  ['used ticket with 401', 'auth.ticket-refused', { status: 401, body: { error: 'invalid_grant' } }],
  ['limit', 'auth.login-limited', { status: 429, headers: { 'retry-after': '7200' } }],
  ['Garmin down', 'garmin.server-error', { status: 503, body: '<html>' }],
  ['edge', 'auth.browser-needed', { status: 403, headers: { 'content-type': 'text/html' }, body: '<html>' }],
  ['other error', 'auth.unknown-answer', { status: 400, body: { error: 'ST-000001-secret-sso' } }],
  ['no token', 'auth.unknown-answer', { body: { hello: 1 } }],
  ['alg none', 'auth.unknown-answer', { body: { ...issued, access_token: testJwt({}, { alg: 'none' }) } }],
  [
    'other region',
    'auth.wrong-region',
    { status: 400, body: { error: 'invalid_grant', error_description: "User doesn't exist in DB for GarminGUID: 1" } },
  ],
] as [string, Failure['code'], Reply][])('exchange: %s → %s after one request', async (_, code, reply) => {
  const { server, di } = await open(() => reply)
  const failure = await failureOf(di.exchange(exchange))
  expect(failure.code).toBe(code)
  expect(server.seen).toHaveLength(1)
  const shown = `${failure.stack}${JSON.stringify(failure)}${JSON.stringify(failure.data)}${String(failure.cause)}`
  expect(shown).not.toContain('ST-000001')
})

test('an exchange whose connection breaks is not repeated: the ticket may be used up', async () => {
  const { server, di } = await open(() => (response) => response.socket?.resetAndDestroy())
  expect((await failureOf(di.exchange(exchange))).code).toBe('garmin.unreachable')
  expect(server.seen).toHaveLength(1)
})

test('a refresh names the client id of the token, at the host of its region', async () => {
  const { server, di } = await open(() => ({ body: issued }))
  const next = await di.refresh(testTokens({ clientId: 'THE_CLIENT', region: 'cn' }))
  expect(next).toMatchObject({ region: 'cn', mfaVerified: true })
  expect(next.refreshToken.open()).toBe('r2')
  expect(formOf(server.seen[0])).toEqual({
    grant_type: 'refresh_token',
    client_id: 'THE_CLIENT',
    refresh_token: 'refresh-1',
  })
  expect(server.seen[0]?.headers.authorization).toBe(`Basic ${Buffer.from('THE_CLIENT:').toString('base64')}`)
})

test.each([
  [
    'old token',
    'auth.session-over',
    { status: 400, body: { error: 'invalid_grant', error_description: 'Invalid refresh token: refresh-1' } },
  ],
  ['old token with 401', 'auth.session-over', { status: 401, body: { error: 'invalid_grant' } }],
  [
    'other region',
    'auth.wrong-region',
    { status: 400, body: { error: 'invalid_grant', error_description: "User doesn't exist in DB for GarminGUID: 1" } },
  ],
  ['client', 'auth.client-refused', { status: 401, body: { error: 'invalid_client' } }],
  ['limit', 'garmin.rate-limited', { status: 429 }],
  ['edge', 'garmin.edge-blocked', { status: 403, body: '<html>' }],
  ['API 403', 'garmin.edge-blocked', { status: 403, body: {} }],
  ['bare 401', 'garmin.server-error', { status: 401 }],
  ['Garmin down', 'garmin.server-error', { status: 500 }],
  ['odd answer', 'garmin.unreachable', { body: 'ok' }],
] as [string, Failure['code'], Reply][])('refresh: %s → %s, and the token is in no text', async (_, code, reply) => {
  const { di } = await open(() => reply)
  const failure = await failureOf(di.refresh(testTokens()))
  expect(failure.code).toBe(code)
  const shown = `${failure.stack}${JSON.stringify(failure)}${JSON.stringify(failure.data)}${String(failure.cause)}`
  expect(shown).not.toContain('refresh-1')
})
