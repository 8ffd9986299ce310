import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { operations } from '../contract/index.ts'
import { openapiDocument } from './index.ts'
import { exposedTo } from './testing/exposed.ts'
import { type OpenApi, openApi } from './testing/open-api.ts'

let opened: OpenApi
beforeEach(async () => {
  opened = await openApi()
})
afterEach(() => opened.close())

const login = (headers: Record<string, string>, body: BodyInit = '{}', origin = '') =>
  opened.ask(`${origin}/api/v1/auth/login`, { method: 'POST', headers, body })
const json = { 'content-type': 'application/json' }
const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code

describe('every answer', () => {
  test('that is a failure is a problem document with the request’s id', async () => {
    const answer = await opened.ask('/api/v1/nothing')
    expect(answer.status).toBe(404)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    const problem = (await answer.json()) as Record<string, unknown>
    expect(problem).toEqual({
      type: 'urn:garminsync:error:request.no-route',
      title: 'There is nothing at /api/v1/nothing.',
      status: 404,
      detail: 'There is nothing at /api/v1/nothing.',
      code: 'request.no-route',
      hint: expect.any(String),
      retry_at: null,
      instance: answer.headers.get('x-request-id'),
    })
  })

  test('to a fault of our own says nothing of its inside, but the log is told', async () => {
    await opened.close()
    const inside = new Error('select * from secrets where token = "s3cret"')
    opened = await openApi({
      signIn: { ...opened.garmin.signIn, start: () => Promise.reject(inside), answer: () => Promise.reject(inside) },
    })
    const answer = await login(json, JSON.stringify({ email: 'a@example.org', password: 'p' }))
    expect(answer.status).toBe(500)
    const text = await answer.text()
    expect(JSON.parse(text).code).toBe('internal')
    expect(text).not.toContain('s3cret')
    expect(opened.faults).toEqual([inside])
  })
})

describe('a request that changes something', () => {
  test.each([undefined, 'text/plain', 'application/x-www-form-urlencoded'])('must be JSON, not %s', async (type) => {
    const answer = await login(type === undefined ? {} : { 'content-type': type })
    expect(answer.status).toBe(415)
    expect(await codeOf(answer)).toBe('request.media-type')
  })

  test('with a body that is no JSON is refused, naming the body', async () => {
    const answer = await login(json, '{"email":')
    expect(answer.status).toBe(422)
    expect(await answer.json()).toMatchObject({ code: 'request.invalid', field: 'body' })
  })

  test('that is too large is refused, however it is sent', async () => {
    const body = JSON.stringify({ email: 'a@example.org', password: 'x'.repeat(70_000) })
    for (const sent of [body, new Blob([body])]) {
      const answer = await login(json, sent)
      expect(answer.status).toBe(413)
      expect(await codeOf(answer)).toBe('request.too-large')
    }
  })

  test('from another site is refused; from our own it is not', async () => {
    const foreign = await login({ ...json, origin: 'https://evil.example' })
    expect(foreign.status).toBe(403)
    expect(await codeOf(foreign)).toBe('request.origin')
    const own = await login({ ...json, origin: 'http://127.0.0.1:8787' })
    expect(await codeOf(own)).toBe('request.invalid')
  })
})

describe('the name in the address', () => {
  test.each(['http://localhost:8787', 'http://127.0.0.1:8787', 'http://[::1]:8787'])('%s is ours', async (origin) => {
    expect((await opened.ask(`${origin}/healthz`)).status).toBe(200)
  })

  test.each(['http://evil.example', 'http://127.0.0.1.evil.example', 'http://localhost.evil.example'])(
    '%s is not, even where it leads here',
    async (origin) => {
      const answer = await opened.ask(`${origin}/healthz`)
      expect(answer.status).toBe(403)
      expect(await codeOf(answer)).toBe('request.origin')
    },
  )

  test('may be one that the server was given; in process it does not matter', async () => {
    expect((await opened.ask('http://garminsync.invalid/healthz', {}, { trusted: true })).status).toBe(200)
    await opened.close()
    opened = await openApi({ exposure: exposedTo('a@example.org', 'https://sync.example') })
    expect((await opened.ask('https://sync.example/healthz')).status).toBe(200)
  })
})

describe('what a server is asked about itself', () => {
  test('is answered without a session', async () => {
    expect(await (await opened.ask('/healthz')).json()).toEqual({ status: 'ok', version: '0.0.0-test' })
    expect(await (await opened.ask('/readyz')).json()).toEqual({ status: 'ready', version: '0.0.0-test' })
  })

  test('the OpenAPI 3.1 document has every operation', async () => {
    const document = (await (await opened.ask('/openapi.json')).json()) as ReturnType<typeof openapiDocument>
    expect(document.openapi).toBe('3.1.0')
    for (const [id, { method, path }] of Object.entries(operations))
      expect(document.paths?.[path]?.[method]?.operationId).toBe(id)
    expect(document).toEqual(JSON.parse(JSON.stringify(openapiDocument())))
  })

  test('the document names the schemas and says which routes need a session', () => {
    const document = openapiDocument()
    expect(Object.keys(document.components?.schemas ?? {})).toEqual(
      expect.arrayContaining(['UserSession', 'AuthenticationToken', 'SyncJob', 'Problem', 'HealthDay', 'Activity']),
    )
    expect(document.paths?.[operations.status.path]?.get?.security).toEqual([{ bearer: [] }])
    expect(document.paths?.[operations.authLogin.path]?.post?.security).toBeUndefined()
  })
})
