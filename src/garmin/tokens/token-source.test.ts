import { afterEach, expect, test } from 'vitest'
import { fail, type GarminTokens, type Instant, isFailure, Secret } from '../../domain/index.ts'
import { memoryLock, memoryTokens, testClock, testTokens } from '../testing/memory-stores.ts'
import { type Reply, type SeenRequest, startScriptedServer } from '../testing/scripted-server.ts'
import { createTokenSource } from './token-source.ts'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const start = testClock().clock()
const expiring = { expiresAt: (start + 60_000) as Instant }
const expired = { expiresAt: (start - 1) as Instant }
/** Garmin's side: rotates at each refresh and refuses every token but the newest. */
function rotating() {
  let generation = 1
  return ({ body }: SeenRequest): Reply => {
    if (new URLSearchParams(body).get('refresh_token') !== `refresh-${generation}`)
      return { status: 400, body: { error: 'invalid_grant', error_description: 'Invalid refresh token: x' } }
    generation++
    const next = { access_token: `access-${generation}`, refresh_token: `refresh-${generation}`, expires_in: 3600 }
    return { body: next }
  }
}

async function open(script: (request: SeenRequest) => Reply | Promise<Reply>, tokens: GarminTokens | null) {
  const server = await startScriptedServer(script)
  closing.push(() => server.close())
  const store = memoryTokens(tokens)
  const time = testClock()
  const withLock = memoryLock()
  /** As another process would: own source, shared store and lock. */
  const another = () =>
    createTokenSource({
      location: { region: 'com', origin: server.origin },
      store,
      withLock,
      lockName: 'token-1',
      clock: time.clock,
      userAgent: 'GarminSync/test',
    })
  return { server, store, another, source: another(), ...time }
}
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (thrown: unknown) => (isFailure(thrown) ? thrown.code : thrown),
  )

test('a good token is handed out without a request', async () => {
  const { server, source } = await open(rotating(), testTokens())
  expect((await source.access()).open()).toBe('access-1')
  expect(server.seen).toHaveLength(0)
})

test('a token near its end is refreshed, the rotated pair stored', async () => {
  const { source, store, server } = await open(rotating(), testTokens(expiring))
  expect((await source.access()).open()).toBe('access-2')
  expect(store.held?.tokens.refreshToken.open()).toBe('refresh-2')
  expect((await source.access()).open()).toBe('access-2')
  expect(server.seen).toHaveLength(1)
  expect(source.requests).toBe(1)
})

test('many callers in several processes: one refresh', async () => {
  const { server, source, another } = await open(rotating(), testTokens(expired))
  const sources = [source, another(), another()]
  const tokens = await Promise.all(sources.flatMap((one) => Array.from({ length: 20 }, () => one.access())))
  expect(new Set(tokens.map((token) => token.open()))).toEqual(new Set(['access-2']))
  expect(server.seen).toHaveLength(1)
})

test('many callers whose token was refused: one refresh, and none for those who come late', async () => {
  const { server, source, another } = await open(rotating(), testTokens())
  const refused = await source.access()
  await Promise.all([source, another()].flatMap((one) => Array.from({ length: 10 }, () => one.refresh({ refused }))))
  expect((await source.refresh({ refused: new Secret('access-0') })).accessToken.open()).toBe('access-2')
  expect(server.seen).toHaveLength(1)
})

test('a forced refresh is left out when another process did it within the given time', async () => {
  const { server, source, another, advance } = await open(rotating(), testTokens())
  // The sign-in a moment ago was no refresh.
  await source.refresh({ unlessWithinMs: 10_000 })
  await another().refresh({ unlessWithinMs: 10_000 })
  expect(server.seen).toHaveLength(1)
  advance(10_001)
  await another().refresh({ unlessWithinMs: 10_000 })
  expect(server.seen).toHaveLength(2)
})

test('nobody signed in, and a session that is over, send nothing', async () => {
  const nobody = await open(rotating(), null)
  expect(await codeOf(nobody.source.access())).toBe('auth.sign-in-needed')
  const over = await open(rotating(), testTokens(expired))
  await over.store.markOver(1)
  expect(await codeOf(over.source.access())).toBe('auth.session-over')
  expect(await codeOf(over.source.refresh())).toBe('auth.session-over')
  const without = await open(rotating(), testTokens({ ...expired, refreshToken: new Secret('') }))
  expect(await codeOf(without.source.access())).toBe('auth.session-over')
  expect(nobody.server.seen.length + over.server.seen.length + without.server.seen.length).toBe(0)
})

test('invalid_grant ends the session once, in the store, and keeps the pair', async () => {
  const { server, source, store } = await open(rotating(), testTokens({ ...expired, refreshToken: new Secret('old') }))
  expect(await codeOf(source.access())).toBe('auth.session-over')
  expect(await codeOf(source.access())).toBe('auth.session-over')
  expect(server.seen).toHaveLength(1)
  expect(store.held).toMatchObject({ over: true })
  expect(store.held?.tokens.refreshToken.open()).toBe('old')
})

test.each([
  [
    'wrong region',
    'auth.wrong-region',
    { status: 400, body: { error: 'invalid_grant', error_description: "User doesn't exist in DB for GarminGUID: x" } },
  ],
  ['403', 'garmin.edge-blocked', { status: 403, body: '<html>' }],
  ['5xx', 'garmin.server-error', { status: 503 }],
  ['reset', 'garmin.unreachable', (response) => response.socket?.resetAndDestroy()],
] as [string, string, Reply][])('%s keeps the pair and the session', async (_, code, reply) => {
  const { source, store } = await open(() => reply, testTokens(expired))
  expect(await codeOf(source.access())).toBe(code)
  expect(store.held).toMatchObject({ over: false, version: 1 })
})

test('trouble with an early refresh does not matter while the token is good, and is not repeated at once', async () => {
  const { server, source, advance } = await open(() => ({ status: 503 }), testTokens({ ...expiring, lifeSeconds: 1e6 }))
  for (let i = 0; i < 5; i++) expect((await source.access()).open()).toBe('access-1')
  expect(server.seen).toHaveLength(1)
  advance(60_001)
  expect(await codeOf(source.access())).toBe('garmin.server-error')
  expect(server.seen).toHaveLength(2)
})

test('a refresh answered 429 waits Retry-After, else 1 → 30 min, in all processes', async () => {
  let reply: Reply = { status: 429, headers: { 'retry-after': '300' } }
  const { server, source, another, advance, clock } = await open(() => reply, testTokens(expired))
  expect(await codeOf(source.access())).toBe('garmin.rate-limited')
  const failure = await another()
    .access()
    .catch((thrown: unknown) => thrown)
  expect(isFailure(failure, 'garmin.rate-limited') && failure.retryAt).toBe(start + 300_000)
  expect(server.seen).toHaveLength(1)
  advance(300_001)
  reply = { status: 429 }
  const minutes: number[] = []
  for (let i = 0; i < 7; i++) {
    const limited = await source.access().catch((thrown: unknown) => thrown)
    const ms = (isFailure(limited) ? (limited.retryAt ?? 0) : 0) - clock()
    minutes.push(ms / 60_000)
    advance(ms)
  }
  expect(minutes).toEqual([1, 2, 4, 8, 16, 30, 30])
  reply = { body: { access_token: 'access-9', expires_in: 3600 } }
  expect((await source.access()).open()).toBe('access-9')
})

test('a sign-in that happens meanwhile wins over the refresh', async () => {
  const fresh = testTokens({ accessToken: new Secret('access-new') })
  const opened = await open((request) => {
    if (opened.store.held) opened.store.held = { tokens: fresh, version: 7, over: false }
    return rotating()(request)
  }, testTokens(expired))
  expect((await opened.source.access()).open()).toBe('access-new')
  expect(opened.store.held).toMatchObject({ version: 7 })
})

test('a store that cannot be written is noticed before Garmin rotates the token', async () => {
  const { server, source, store } = await open(rotating(), testTokens(expired))
  store.setPause = async () => {
    throw fail('store.full')
  }
  expect(await codeOf(source.access())).toBe('store.full')
  expect(server.seen).toHaveLength(0)
})

test('the new token is used only after it was written', async () => {
  const { source, store } = await open(rotating(), testTokens(expired))
  const { replace } = store
  let written = false
  store.replace = async (tokens, version) => {
    await new Promise((resolve) => setTimeout(resolve, 10))
    written = await replace(tokens, version)
    return written
  }
  await source.access()
  expect(written).toBe(true)
})

test('an interrupted caller goes at once, the refresh that was sent is still stored', async () => {
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const answer = rotating()
  const { source, store, server } = await open(async (request) => {
    await held
    return answer(request)
  }, testTokens(expired))
  const controller = new AbortController()
  const access = codeOf(source.access(controller.signal))
  while (server.seen.length === 0) await new Promise((resolve) => setTimeout(resolve, 1))
  controller.abort()
  expect(await access).toBe('interrupted')
  release()
  await source.idle?.()
  expect(store.held?.tokens.refreshToken.open()).toBe('refresh-2')
})

test('callers who all went before the lock was free send nothing', async () => {
  const { source, server, store } = await open(rotating(), testTokens(expired))
  const { load } = store
  let loads = 0
  const controller = new AbortController()
  store.load = async () => {
    // The second look, under the lock.
    if (++loads === 2) controller.abort()
    return load()
  }
  expect(await codeOf(source.access(controller.signal))).toBe('interrupted')
  await source.idle?.()
  expect(server.seen).toHaveLength(0)
})
