import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { docsPage } from './docs-page.ts'
import { openapiDocument } from './document.ts'
import { fill } from './testing/fill.ts'
import { type OpenApi, openApi, signIn } from './testing/open-api.ts'

let opened: OpenApi
let authorization: string
beforeAll(async () => {
  opened = await openApi()
  const { userId } = await signIn(opened)
  authorization = `Bearer ${await opened.api.auth.openLocal(userId)}`
  const rows = Array.from({ length: 40 }, (_, nth) => ({ workout_id: String(1000 + nth), name: `Intervals ${nth}` }))
  await fill(opened, userId, { rows: { workout: rows } })
})
afterAll(() => opened.close())

const ask = (path: string, headers: Record<string, string> = {}) =>
  opened.ask(path, { headers: { authorization, ...headers } })

describe('answers that are asked for again and again', () => {
  test('have a tag, and are not sent to who has them', async () => {
    const first = await ask('/api/v1/workouts')
    const tag = first.headers.get('etag') ?? ''
    expect(tag).toMatch(/^W\/"[\w-]{22}"$/)
    for (const known of [tag, `"other", ${tag}`, tag.slice(2), '*']) {
      const again = await ask('/api/v1/workouts', { 'if-none-match': known })
      expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', tag])
      expect(again.headers.get('cache-control')).toBe('no-store')
    }
    const other = await ask('/api/v1/workouts?limit=2', { 'if-none-match': tag })
    expect([other.status, other.headers.get('etag') === tag]).toEqual([200, false])
  })

  test('travel compressed to who takes gzip, under the same tag', async () => {
    const plain = await ask('/api/v1/workouts')
    const text = await plain.text()
    const small = await ask('/api/v1/workouts', { 'accept-encoding': 'br, gzip;q=0.5' })
    const bytes = new Uint8Array(await small.arrayBuffer())
    expect(small.headers.get('content-encoding')).toBe('gzip')
    expect(gunzipSync(bytes).toString()).toBe(text)
    expect(bytes.length).toBeLessThan(text.length / 4)
    expect(small.headers.get('etag')).toBe(plain.headers.get('etag'))
    expect(small.headers.get('vary')).toBe('accept-encoding')
  })

  test('stay as they are for who refuses gzip, and where little would be gained', async () => {
    for (const [path, accepts] of [
      ['/api/v1/workouts', 'gzip;q=0'],
      ['/api/v1/workouts', 'gzip; q=0.0, br'],
      ['/api/v1/workouts', 'br'],
      ['/api/v1/workouts?limit=1', 'gzip'],
      ['/api/v1/auth/session', 'gzip'],
    ] as const)
      expect((await ask(path, { 'accept-encoding': accepts })).headers.get('content-encoding')).toBeNull()
  })

  test('of nobody without a session have neither', async () => {
    const answer = await opened.ask('/api/v1/workouts', { headers: { 'if-none-match': '*' } })
    expect([answer.status, answer.headers.get('etag')]).toEqual([401, null])
  })
})

describe('the page that explains the API', () => {
  test('is complete in itself: no script, no address elsewhere, and a policy that allows neither', async () => {
    const answer = await opened.ask('/docs')
    const page = await answer.text()
    expect(page).not.toMatch(/<script|<link|<img|\son\w+=|style="|https?:\/\//i)
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/=]+';/)
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
    const tag = answer.headers.get('etag') ?? ''
    expect((await opened.ask('/docs', { headers: { 'if-none-match': tag } })).status).toBe(304)
  })

  test('tells of every route, and every shape that it names is there', () => {
    const document = openapiDocument()
    const page = docsPage(document)
    for (const [path, methods] of Object.entries(document.paths ?? {}))
      for (const { operationId } of Object.values(methods as Record<string, { operationId: string }>)) {
        expect(page).toContain(`<code>${path}</code>`)
        expect(page).toContain(`id="${operationId}"`)
      }
    const ids = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id))
    for (const [, target] of page.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(target)
  })

  test('shows what stands in the document as text', () => {
    const page = docsPage({ info: { title: '<b onload="x">', description: "<script>'" }, paths: {} })
    expect(page).not.toMatch(/<script|<b /)
  })
})
