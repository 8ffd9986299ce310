import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type OpenApi, openApi } from '../testing/open-api.ts'
import type { WebFile } from '../web/web-files.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const file = (path: string, type: string): WebFile => ({
  path,
  type,
  hash: `hash-of-${path}`,
  forms: { identity: bytes(`plain ${path}`), gzip: bytes('gz'), br: bytes('br') },
})
const files = new Map(
  [file('index.html', 'text/html'), file('assets/index-abc.js', 'text/javascript')].map((each) => [each.path, each]),
)

let opened: OpenApi
beforeEach(async () => {
  opened = await openApi({ web: { find: async (path) => files.get(path) ?? null } })
})
afterEach(() => opened.close())

const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }

describe('the dashboard', () => {
  test('is the page at / and at every address that a browser opens', async () => {
    for (const [path, headers] of [['/', {}] as const, ['/activities/21034567890', browser] as const]) {
      const answer = await opened.ask(path, { headers })
      expect(answer.status).toBe(200)
      expect(answer.headers.get('content-type')).toBe('text/html')
      expect(answer.headers.get('cache-control')).toBe('no-cache')
      expect(await answer.text()).toBe('plain index.html')
    }
  })

  test('leaves the API, its documents and what is mistyped there alone', async () => {
    expect((await opened.ask('/api/v1/nothing', { headers: browser })).status).toBe(404)
    expect((await opened.ask('/assets/nothing.js', { headers: browser })).status).toBe(404)
    expect((await opened.ask('/activities')).headers.get('content-type')).toBe('application/problem+json')
    expect(await (await opened.ask('/docs', { headers: browser })).text()).toContain('openapi.json')
    expect((await opened.ask('/healthz', { headers: browser })).headers.get('content-type')).toContain('json')
  })

  test('keeps hashed files for good and asks again for the page', async () => {
    const asset = await opened.ask('/assets/index-abc.js')
    expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    const tag = (await opened.ask('/')).headers.get('etag') ?? ''
    const again = await opened.ask('/', { headers: { 'if-none-match': tag } })
    expect([again.status, await again.text()]).toEqual([304, ''])
  })

  test('travels in the smallest form that the reader takes, and says that it hangs on that', async () => {
    const squeezed = await opened.ask('/assets/index-abc.js', { headers: { 'accept-encoding': 'gzip, br' } })
    expect(squeezed.headers.get('content-encoding')).toBe('br')
    expect(squeezed.headers.get('vary')).toBe('accept-encoding')
    expect(await squeezed.text()).toBe('br')
    const plain = await opened.ask('/assets/index-abc.js')
    expect(plain.headers.has('content-encoding')).toBe(false)
  })

  test('runs and shows only what this server sends, in nobody’s frame', async () => {
    for (const path of ['/', '/assets/index-abc.js']) {
      const { headers } = await opened.ask(path)
      const policy = headers.get('content-security-policy') ?? ''
      expect(policy.split('; ')).toEqual(
        expect.arrayContaining([
          "default-src 'none'",
          "script-src 'self'",
          "frame-ancestors 'none'",
          "base-uri 'none'",
        ]),
      )
      expect(policy).not.toMatch(/unsafe|https?:|\*/)
      expect(headers.get('x-frame-options')).toBe('DENY')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
    }
  })

  test('answers by our own names only', async () => {
    expect((await opened.ask('http://elsewhere.example/')).status).toBe(403)
  })
})

test('without a built dashboard the API is all there is', async () => {
  await opened.close()
  opened = await openApi()
  expect((await opened.ask('/', { headers: browser })).status).toBe(404)
})
