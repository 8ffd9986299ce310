import { gzipSync } from 'node:zlib'
import { afterEach, expect, test } from 'vitest'
import { type Failure, fail, type GarminRequest, type Instant, isFailure, Secret } from '../../domain/index.ts'
import { testClock, testTokens } from '../testing/memory-stores.ts'
import { type Reply, type SeenRequest, startScriptedServer } from '../testing/scripted-server.ts'
import type { ApiClientOptions, ApiEvent, TokenSource } from '../types.ts'
import { createApiClient } from './client.ts'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const signal = new AbortController().signal
const get: GarminRequest = {
  method: 'GET',
  path: '/hrv-service/hrv/2026-01-31',
  query: { full: true },
  expects: 'json',
}
const html = { 'content-type': 'text/html' }

function tokenSource(over: Partial<TokenSource> = {}): TokenSource & { refreshes: number } {
  let refreshes = 0
  return {
    access: async () => new Secret(`access-secret-${refreshes}`),
    refresh: async () => {
      refreshes++
      return testTokens()
    },
    get requests() {
      return refreshes
    },
    get refreshes() {
      return refreshes
    },
    ...over,
  }
}

async function open(script: (request: SeenRequest, index: number) => Reply, more: Partial<ApiClientOptions> = {}) {
  const server = await startScriptedServer(script)
  const time = testClock()
  const events: ApiEvent[] = []
  const tokens = (more.tokens ?? tokenSource()) as TokenSource & { refreshes: number }
  const client = createApiClient({
    location: { region: 'com', origin: server.origin },
    tokens,
    clock: time.clock,
    userAgent: 'GarminSync/test',
    pace: null,
    maxWaitMs: 900_000,
    sleep: time.sleep,
    random: () => 0,
    onEvent: (event) => events.push(event),
    ...more,
  })
  closing.push(
    () => server.close(),
    () => client.close(),
  )
  return { server, client, events, tokens, ...time }
}
async function failureOf(work: Promise<unknown>): Promise<Failure> {
  const thrown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!isFailure(thrown)) throw new Error(`expected a failure, got ${String(thrown)}`)
  return thrown
}

test('an answer comes with its text, exact ids and what it cost', async () => {
  const text = '{"activityId":9223372036854775807,"n":1}'
  const body = gzipSync(text)
  const headers = { 'content-type': 'application/json;charset=UTF-8', 'content-encoding': 'gzip' }
  const { server, client, events, clock } = await open(() => ({ headers, body }))
  const answer = await client.send(get, signal)
  expect(answer).toEqual({
    status: 200,
    json: { activityId: '9223372036854775807', n: 1 },
    text,
    contentType: 'application/json;charset=UTF-8',
    bytesReceived: body.length,
    receivedAt: clock(),
  })
  expect(server.seen[0]).toMatchObject({ method: 'GET', path: '/hrv-service/hrv/2026-01-31', query: 'full=true' })
  expect(server.seen[0]?.headers).toMatchObject({
    authorization: 'Bearer access-secret-0',
    accept: 'application/json',
    'user-agent': 'GarminSync/test',
  })
  expect(client.requests).toBe(1)
  expect(client.bytes).toBe(body.length)
  expect(events.map(({ type }) => type)).toEqual(['request', 'answer'])
})

test('the API client keeps no cookies and follows no redirect', async () => {
  const { server, client } = await open((_, index) =>
    index === 0
      ? { headers: { 'set-cookie': 'ADRUM=1; Path=/' }, body: {} }
      : { status: 302, headers: { location: '/x' } },
  )
  await client.send(get, signal)
  expect((await failureOf(client.send(get, signal))).code).toBe('garmin.bad-request')
  expect(server.seen).toHaveLength(2)
  expect(server.seen[1]?.headers.cookie).toBeUndefined()
})

test('204, files, and the 404 and 400 of Garmin itself are answers', async () => {
  const zip = Buffer.from([0x50, 0x4b, 3, 4])
  const notFound = { message: 'HTTP 404 Not Found', error: 'NotFoundException' }
  const replies: Reply[] = [
    { status: 204 },
    { headers: { 'content-type': 'application/zip' }, body: zip },
    { status: 404, body: notFound },
    { status: 404 },
    { status: 400, body: { message: 'span too long' } },
    { body: Buffer.from('null') },
    { body: { data: null, errors: [{ message: 'Bulkhead' }] } },
  ]
  const { client } = await open((_, index) => replies[index] ?? { status: 500 })
  const ask = (request: GarminRequest = get) => client.send(request, signal)
  const empty = await ask()
  expect(empty.status).toBe(204)
  expect('json' in empty || 'bytes' in empty).toBe(false)
  const file = await ask({ ...get, expects: 'bytes' })
  expect(Buffer.from(file.bytes ?? []).equals(zip)).toBe(true)
  expect(await ask()).toMatchObject({ status: 404, json: notFound })
  expect((await ask()).status).toBe(404)
  expect(await ask()).toMatchObject({ status: 400, json: { message: 'span too long' } })
  expect(await ask()).toMatchObject({ status: 200, json: null })
  expect(await ask()).toMatchObject({ status: 200, json: { errors: [{ message: 'Bulkhead' }] } })
})

test.each([
  ['JSON 403', 'garmin.not-permitted', { status: 403, body: { message: 'HTTP 403 Forbidden' } }],
  ['404 page', 'garmin.bad-request', { status: 404, headers: html, body: '<html>' }],
  ['422', 'garmin.bad-request', { status: 422, body: {} }],
] as [string, Failure['code'], Reply][])('%s → %s after one request', async (_, code, reply) => {
  const { server, client, slept } = await open(() => reply)
  expect((await failureOf(client.send(get, signal))).code).toBe(code)
  expect(server.seen).toHaveLength(1)
  expect(slept).toEqual([])
})

const faults: [string, Failure['code'], Reply][] = [
  ['5xx', 'garmin.server-error', { status: 503, headers: html, body: '<html>' }],
  ['a reset', 'garmin.unreachable', (response) => response.socket?.resetAndDestroy()],
  [
    'a truncated body',
    'garmin.unreachable',
    (response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' })
      response.write('{"a":1')
      setTimeout(() => response.destroy(), 5)
    },
  ],
  [
    'truncated JSON',
    'garmin.unexpected-answer',
    { headers: { 'content-type': 'application/json' }, body: '{"a":[1,2' },
  ],
  ['HTML instead of JSON', 'garmin.unexpected-answer', { headers: html, body: '<html>' }],
  [
    'nothing instead of JSON',
    'garmin.unexpected-answer',
    { headers: { 'content-type': 'application/json' }, body: '' },
  ],
]
test.each(faults)('%s is tried three times and then is %s', async (_, code, reply) => {
  const { server, client, slept } = await open(() => reply)
  expect((await failureOf(client.send(get, signal))).code).toBe(code)
  expect(server.seen).toHaveLength(3)
  expect(slept).toEqual([1000, 2000])
  expect(client.requests).toBe(3)
})
test.each(faults)('%s that passes is not noticed', async (_, __, reply) => {
  const { client } = await open((_, index) => (index < 2 ? reply : { body: { ok: 1 } }))
  expect(await client.send(get, signal)).toMatchObject({ json: { ok: 1 } })
})

test('the GraphQL query is repeated like a read, another POST is not', async () => {
  const { server, client } = await open(() => ({ status: 503 }))
  const post = { method: 'POST', expects: 'json', body: { query: '{ a }' } } as const
  await failureOf(client.send({ ...post, path: '/graphql-gateway/graphql' }, signal))
  expect(server.seen).toHaveLength(3)
  expect(JSON.parse(server.seen[0]?.body ?? '')).toEqual({ query: '{ a }' })
  await failureOf(client.send({ ...post, path: '/other-service/x' }, signal))
  expect(server.seen).toHaveLength(4)
})

test('429 with Retry-After: exactly that long, then the request goes on; the pace is halved', async () => {
  const { server, client, events, slept, clock } = await open(
    (_, index) => (index === 0 ? { status: 429, headers: { 'retry-after': '90' } } : { body: {} }),
    { pace: { burst: 10, perSecond: 2 } },
  )
  const start = clock()
  expect((await client.send(get, signal)).status).toBe(200)
  expect(slept).toEqual([90_000])
  expect(server.seen).toHaveLength(2)
  expect(events).toContainEqual({ type: 'wait', until: start + 90_000, reason: 'rate-limited' })
  expect(client.pace().factor).toBeCloseTo(0.505)
})

test('429 without Retry-After waits from 30 s, and longer than --max-wait ends with the time to try again', async () => {
  const { client, slept } = await open(() => ({ status: 429 }), { maxWaitMs: 100_000 })
  const failure = await failureOf(client.send(get, signal))
  expect(failure.code).toBe('garmin.rate-limited')
  expect(slept).toEqual([30_000, 60_000])
})

test('a wait longer than --max-wait is not begun: one refused request, retry_at, nothing for those who follow', async () => {
  const { server, client, slept, clock } = await open(() => ({ status: 429, headers: { 'retry-after': '3600' } }))
  const failure = await failureOf(client.send(get, signal))
  expect(failure).toMatchObject({ code: 'garmin.rate-limited', retryAt: clock() + 3_600_000 })
  expect((await failureOf(client.send(get, signal))).retryAt).toBe(failure.retryAt)
  expect(server.seen).toHaveLength(1)
  expect(slept).toEqual([])
})

test.each([
  { status: 403, headers: html, body: '<html>' },
  { status: 403, headers: { 'cf-mitigated': 'challenge' }, body: {} },
  { status: 403, body: 'error code: 1020' },
] as Reply[])('an edge 403 backs off within --max-wait and then is garmin.edge-blocked', async (reply) => {
  const { client, slept } = await open(() => reply, { maxWaitMs: 100_000 })
  expect((await failureOf(client.send(get, signal))).code).toBe('garmin.edge-blocked')
  expect(slept).toEqual([30_000, 60_000, 10_000])
})

test('401: refreshed once, repeated once', async () => {
  const { server, client, tokens } = await open(({ headers }) =>
    headers.authorization === 'Bearer access-secret-1' ? { body: {} } : { status: 401, body: {} },
  )
  expect((await client.send(get, signal)).status).toBe(200)
  expect(tokens.refreshes).toBe(1)
  expect(server.seen).toHaveLength(2)
  expect(client.requests).toBe(3)
})

test('401 again after the refresh: sign-in needed, nothing further is sent', async () => {
  const { server, client, tokens } = await open(() => ({ status: 401, headers: { 'www-authenticate': 'Bearer' } }))
  expect((await failureOf(client.send(get, signal))).code).toBe('auth.session-over')
  expect(tokens.refreshes).toBe(1)
  expect(server.seen).toHaveLength(2)
})

test('no token, no request', async () => {
  const tokens = tokenSource({
    access: async () => {
      throw fail('auth.session-over')
    },
  })
  const { server, client } = await open(() => ({ body: {} }), { tokens })
  expect((await failureOf(client.send(get, signal))).code).toBe('auth.session-over')
  expect(server.seen).toHaveLength(0)
})

test('a limited token refresh counts as a wait: within --max-wait it is sat out, beyond it ends', async () => {
  const start = testClock().clock()
  let tries = 0
  const access = async () => {
    if (tries++ === 0) throw fail('garmin.rate-limited', { retryAt: (start + 60_000) as Instant })
    return new Secret('access')
  }
  const patient = await open(() => ({ body: {} }), { tokens: tokenSource({ access }) })
  await patient.client.send(get, signal)
  expect(patient.slept).toEqual([60_000])
  tries = 0
  const hasty = await open(() => ({ body: {} }), { tokens: tokenSource({ access }), maxWaitMs: 1000 })
  expect(await failureOf(hasty.client.send(get, signal))).toMatchObject({
    code: 'garmin.rate-limited',
    retryAt: start + 60_000,
  })
  expect(hasty.server.seen).toHaveLength(0)
})

test('trouble with the token refresh is retried like trouble with the request', async () => {
  let tries = 0
  const access = async () => {
    if (tries++ < 2) throw fail('garmin.server-error', { httpStatus: 503 })
    return new Secret('access')
  }
  const { client, slept } = await open(() => ({ body: {} }), { tokens: tokenSource({ access }) })
  expect((await client.send(get, signal)).status).toBe(200)
  expect(slept).toEqual([1000, 2000])
})

test('an interrupted wait and an interrupted request end at once as interrupted', async () => {
  const controller = new AbortController()
  const waiting = await open(() => ({ status: 429, headers: { 'retry-after': '60' } }), {
    onEvent: (event) => event.type === 'wait' && controller.abort(),
    sleep: (await import('../sleep.ts')).sleep,
  })
  expect((await failureOf(waiting.client.send(get, controller.signal))).code).toBe('interrupted')
  const hanging = new AbortController()
  const silent = await open(() => {
    hanging.abort()
    return () => undefined
  })
  expect((await failureOf(silent.client.send(get, hanging.signal))).code).toBe('interrupted')
})

test('no token, path query or received text is in a failure', async () => {
  const request = { ...get, query: { secret: 'query-secret' } }
  const echo = 'access-secret-0 query-secret body-secret'
  const replies: Reply[] = [
    { status: 500, body: echo },
    { status: 403, body: { message: echo } },
    { status: 404, headers: html, body: echo },
    { status: 401, body: { message: echo } },
    { body: echo },
    { status: 422, body: { message: echo } },
    (response) => response.socket?.end(`${echo}\r\n\r\n`),
  ]
  for (const reply of replies) {
    const { client } = await open(() => reply)
    const failure = await failureOf(client.send(request, signal))
    const shown = `${failure.stack}${JSON.stringify(failure)}${JSON.stringify(failure.data)}${String(failure.cause)}`
    expect(shown).not.toMatch(/access-secret|query-secret|body-secret/)
  }
})

test('a whole run of requests uses one connection', async () => {
  const { server, client } = await open(() => ({ body: {} }))
  for (let i = 0; i < 30; i++) await client.send(get, signal)
  expect(server.connections).toBe(1)
})
