import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { afterEach, expect, test } from 'vitest'
import { type Failure, isFailure } from '../../domain/index.ts'
import { type Reply, type ScriptedServer, type SeenRequest, startScriptedServer } from '../testing/scripted-server.ts'
import { createHttp, type Http, type HttpOptions, type HttpRequest, textOf } from './http.ts'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function open(
  script: (request: SeenRequest, index: number) => Reply | Promise<Reply>,
  options: Partial<HttpOptions> = {},
): Promise<{ server: ScriptedServer; http: Http }> {
  const server = await startScriptedServer(script)
  closing.push(() => server.close())
  const http = createHttp({ origin: server.origin, userAgent: 'GarminSync/test', ...options })
  closing.push(() => http.close())
  return { server, http }
}
const get = (path: string, more: Partial<HttpRequest> = {}): HttpRequest => ({
  service: 'connectapi',
  region: 'com',
  method: 'GET',
  path,
  ...more,
})
async function failureOf(work: Promise<unknown>): Promise<Failure> {
  const thrown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!isFailure(thrown)) throw new Error(`expected a failure, got ${String(thrown)}`)
  return thrown
}

test('one connection serves requests one after another, under one constant User-Agent', async () => {
  const { server, http } = await open(() => ({ body: { ok: true } }))
  for (let i = 0; i < 5; i++) await http.send(get(`/a/${i}`))
  await http.send(get('/token', { service: 'diauth', method: 'POST', body: 'a=1' }))
  expect(server.connections).toBe(1)
  expect(http.connections).toBe(1)
  expect(http.requests).toBe(6)
  expect(new Set(server.seen.map(({ headers }) => headers['user-agent']))).toEqual(new Set(['GarminSync/test']))
})

test('configured headers are sent, but identity and framing cannot be changed by them', async () => {
  const { server, http } = await open(() => ({ body: 'ok' }), {
    headers: { 'X-Lang': 'en', 'User-Agent': 'Mine/1', Authorization: 'Bearer other', Cookie: 'a=1', Host: 'evil' },
  })
  await http.send(get('/x', { headers: { authorization: 'Bearer ours' } }))
  const headers = server.seen[0]?.headers
  expect(headers).toMatchObject({ 'x-lang': 'en', 'user-agent': 'Mine/1', authorization: 'Bearer ours' })
  expect(headers?.cookie).toBeUndefined()
  expect(headers?.host).toBe('connectapi.garmin.com')
})

test.each([
  ['gzip', gzipSync],
  ['deflate', deflateSync],
  ['deflate', deflateRawSync],
  ['br', brotliCompressSync],
  ['gzip, br', (data: Buffer) => brotliCompressSync(gzipSync(data))],
])('decodes %s', async (coding, encode) => {
  const body = Buffer.from(JSON.stringify({ text: 'ä'.repeat(5000) }))
  const { http } = await open(() => ({ headers: { 'content-encoding': coding }, body: encode(body) }))
  const answer = await http.send(get('/x'))
  expect(textOf(answer)).toBe(body.toString())
  expect(answer.received).toBeLessThan(body.length)
})

test('an answer larger than allowed is refused, compressed or not, and the process does not hold it', async () => {
  const bomb = gzipSync(Buffer.alloc(8 * 1024 * 1024))
  const { http } = await open(({ path }) =>
    path === '/bomb' ? { headers: { 'content-encoding': 'gzip' }, body: bomb } : { body: Buffer.alloc(300_000) },
  )
  const bound = { bytes: 100_000, whenOver: 'fail' } as const
  expect((await failureOf(http.send(get('/bomb', { bound })))).code).toBe('garmin.too-large')
  expect((await failureOf(http.send(get('/large', { bound })))).code).toBe('garmin.too-large')
  const cut = await http.send(get('/large', { bound: { bytes: 1000, whenOver: 'cut' } }))
  expect(cut.bytes.length).toBe(1000)
})

test('at most 8 KiB of an error body are read', async () => {
  const { http } = await open(() => ({ status: 500, body: 'x'.repeat(200_000) }))
  const answer = await http.send(get('/x'))
  expect(answer.status).toBe(500)
  expect(answer.bytes.length).toBe(8192)
})

test('a redirect is an answer and is not followed', async () => {
  const { server, http } = await open(() => ({ status: 302, headers: { location: '/elsewhere' } }))
  expect((await http.send(get('/x', { headers: { authorization: 'Bearer t' } }))).status).toBe(302)
  expect(server.seen).toHaveLength(1)
})

test('a bearer token leaves for connectapi only', async () => {
  const { server, http } = await open(() => ({ body: 'ok' }))
  const headers = { authorization: 'Bearer t' }
  expect((await failureOf(http.send(get('/x', { service: 'sso', headers })))).code).toBe('internal')
  expect(server.seen).toHaveLength(0)
})

test('trouble below HTTP is garmin.unreachable in our own words', async () => {
  const { http } = await open(({ path }) => (response) => {
    if (path === '/reset') response.socket?.resetAndDestroy()
    if (path === '/short') {
      response.writeHead(200, { 'content-length': '1000' })
      response.write('{"a":')
      setTimeout(() => response.destroy(), 20)
    }
    if (path === '/chunked-short') {
      response.writeHead(200)
      response.write('{"a":')
      setTimeout(() => response.destroy(), 20)
    }
    if (path === '/half-gzip') {
      response.writeHead(200, { 'content-encoding': 'gzip' })
      response.end(gzipSync(Buffer.from('x'.repeat(10_000))).subarray(0, 30))
    }
    if (path === '/not-http') response.socket?.end('SSH-2.0-x\r\n\r\n')
  })
  for (const path of ['/reset', '/short', '/chunked-short', '/half-gzip', '/not-http']) {
    const failure = await failureOf(http.send(get(`${path}?secret=42`)))
    expect([path, failure.code]).toEqual([path, 'garmin.unreachable'])
    expect(failure.cause).toBeUndefined()
    expect(`${failure.stack} ${JSON.stringify(failure)}`).not.toContain('secret')
  }
})

test('a server that is not there is garmin.unreachable', async () => {
  const { server, http } = await open(() => ({}))
  await server.close()
  const failure = await failureOf(http.send(get('/x')))
  expect(failure.code).toBe('garmin.unreachable')
  expect(failure.message).toContain('connection refused')
})

test('silence, a stalled body and a body that drips for ever all end in time', async () => {
  const timers: NodeJS.Timeout[] = []
  const { http } = await open(
    ({ path }) =>
      (response) => {
        if (path === '/silent') return
        response.writeHead(200)
        response.write('x')
        if (path === '/drip') timers.push(setInterval(() => response.write('x'), 20))
      },
    { timeouts: { headersMs: 200, bodyMs: 200, totalMs: 1_500 }, connections: 3 },
  )
  const codes = await Promise.all(
    ['/silent', '/stalled', '/drip'].map(async (path) => (await failureOf(http.send(get(path)))).code),
  )
  for (const timer of timers) clearInterval(timer)
  expect(codes).toEqual(['garmin.unreachable', 'garmin.unreachable', 'garmin.unreachable'])
})

test('an abort ends a request at once, before and while it is under way', async () => {
  const { server, http } = await open(() => () => undefined)
  const controller = new AbortController()
  const under = failureOf(http.send(get('/x', { signal: controller.signal })))
  while (server.seen.length === 0) await new Promise((resolve) => setTimeout(resolve, 1))
  controller.abort()
  expect((await under).code).toBe('interrupted')
  expect((await failureOf(http.send(get('/y', { signal: controller.signal })))).code).toBe('interrupted')
  expect(server.seen).toHaveLength(1)
})
