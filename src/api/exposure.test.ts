import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fail, toInstant } from '../domain/index.ts'
import { peerOf } from './exposure.ts'
import { exposedTo } from './testing/exposed.ts'
import { signedInAs } from './testing/fake-garmin.ts'
import { type OpenApi, openApi } from './testing/open-api.ts'

const origin = 'https://fit.example.org'
const proxy = '10.0.0.1'
const credentials = { email: 'a@example.org', password: 'correct horse' }

describe('who asks', () => {
  const exposure = exposedTo('a@example.org')
  const peer = (address: string, headers: Record<string, string> = {}) =>
    peerOf(exposure, address, (name) => headers[name])

  test('is the address that the trusted proxy saw, not what the person wrote before it', () => {
    const headers = { 'x-forwarded-for': '1.1.1.1, 203.0.113.9, 10.0.0.7', 'x-forwarded-proto': 'https' }
    expect(peer(proxy, headers)).toEqual({ address: '203.0.113.9', secure: true })
    expect(peer('::ffff:10.0.0.1', headers)).toEqual({ address: '203.0.113.9', secure: true })
    expect(peer(proxy, { 'x-forwarded-for': '[2001:db8::1]:443', 'x-forwarded-proto': 'https' }).address).toBe(
      '2001:db8::1',
    )
  })

  test('is the socket, and not secure, when no trusted proxy speaks', () => {
    const headers = { 'x-forwarded-for': '127.0.0.1', 'x-forwarded-proto': 'https' }
    expect(peer('203.0.113.9', headers)).toEqual({ address: '203.0.113.9', secure: false })
    expect(peer(proxy, { 'x-forwarded-proto': 'https, http' })).toEqual({ address: proxy, secure: false })
  })

  test('on a server of this machine alone is the socket, and secure', () => {
    expect(peerOf(undefined, '127.0.0.1', () => 'https')).toEqual({ address: '127.0.0.1', secure: true })
  })
})

describe('a server that others reach', () => {
  let opened: OpenApi
  const waits: number[] = []
  beforeEach(async () => {
    waits.length = 0
    opened = await openApi({
      exposure: exposedTo('a@example.org, 1002'),
      pause: async (ms) => void waits.push(ms),
    })
  })
  afterEach(() => opened.close())

  /** A request as it comes through the proxy. */
  const ask = (path: string, body: unknown, more: Record<string, string> = {}, from = '203.0.113.9') =>
    opened.api.fetch(
      new Request(`${origin}/api/v1/${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          'content-type': 'application/json',
          'x-forwarded-for': from,
          'x-forwarded-proto': 'https',
          ...more,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
      { address: proxy },
    )
  const codeOf = async (answer: Response) => ((await answer.json()) as { code?: string }).code ?? null

  test('takes a password through the proxy that says https, and from nobody who asks it directly', async () => {
    expect((await ask('auth/login', credentials)).status).toBe(200)
    opened.garmin.calls.length = 0
    const plain = await ask('auth/login', credentials, { 'x-forwarded-proto': 'http' })
    expect([plain.status, await codeOf(plain)]).toEqual([403, 'request.insecure'])
    const direct = await opened.api.fetch(
      new Request(`${origin}/api/v1/auth/login`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-proto': 'https' },
        body: JSON.stringify(credentials),
      }),
      { address: '203.0.113.9' },
    )
    expect(await codeOf(direct)).toBe('request.insecure')
    expect(opened.garmin.calls).toEqual([])
  })

  test('answers an e-mail that it is not for like a wrong password, word for word and as late, and sends nothing', async () => {
    opened.garmin.next = () => {
      opened.clock.now += 1_234
      throw fail('auth.credentials-refused')
    }
    const wrong = await ask('auth/login', credentials)
    opened.garmin.calls.length = 0
    const stranger = await ask('auth/login', { ...credentials, email: 'stranger@example.org' })
    expect(stranger.status).toBe(wrong.status)
    const [a, b] = [(await wrong.json()) as object, (await stranger.json()) as object]
    expect({ ...b, instance: '' }).toEqual({ ...a, instance: '' })
    expect(waits).toEqual([1_234])
    expect(opened.garmin.calls).toEqual([])
  })

  test('a ticket of an account that it is not for opens nothing and keeps nothing', async () => {
    opened.garmin.next = () => signedInAs('1001', opened.clock.now)
    const refused = await ask('auth/ticket', { ticket: 'ST-012345678' })
    expect([refused.status, await codeOf(refused)]).toEqual([403, 'auth.user-not-allowed'])
    expect(await opened.store.accounts.list()).toEqual([])
    opened.garmin.next = () => signedInAs('1002', opened.clock.now)
    expect((await ask('auth/ticket', { ticket: 'ST-012345678' })).status).toBe(200)
  })

  test('an account that was let in by its e-mail may come back with a ticket', async () => {
    expect((await ask('auth/login', credentials)).status).toBe(200)
    expect((await ask('auth/ticket', { ticket: 'ST-012345678' })).status).toBe(200)
  })

  test('a flood of passwords for one account reaches Garmin four times, from however many addresses', async () => {
    opened.garmin.next = () => {
      throw fail('auth.credentials-refused')
    }
    const codes: (string | null)[] = []
    for (let at = 0; at < 8; at++)
      codes.push(await codeOf(await ask('auth/login', credentials, {}, `203.0.113.${at + 1}`)))
    expect(codes.filter((code) => code === 'auth.credentials-refused')).toHaveLength(4)
    expect(codes.slice(4)).toEqual(Array(4).fill('request.too-many'))
    expect(opened.garmin.calls).toHaveLength(4)
    const limited = await ask('auth/login', credentials)
    expect(limited.status).toBe(429)
    expect(limited.headers.get('retry-after')).toBe(new Date(opened.clock.now + 900_000).toUTCString())
    opened.clock.now += 900_001
    expect(await codeOf(await ask('auth/login', credentials))).toBe('auth.credentials-refused')
  })

  test('a flood of pairing codes from one address is stopped; another address goes on', async () => {
    const codes: (string | null)[] = []
    for (let at = 0; at < 25; at++)
      codes.push(await codeOf(await ask('auth/pair/redeem', { code: `AAAA-BBBB-CC${at}` })))
    expect(codes.filter((code) => code === 'request.too-many')).toHaveLength(5)
    expect(await codeOf(await ask('auth/pair/redeem', { code: 'AAAA' }, {}, '198.51.100.1'))).toBe(
      'auth.pairing-refused',
    )
  })

  test('its own pages may ask, other sites may not', async () => {
    expect((await ask('auth/browser', {}, { origin })).status).toBe(200)
    expect(await codeOf(await ask('auth/browser', {}, { origin: 'https://evil.example' }))).toBe('request.origin')
  })

  test('a pairing link leads to the public address', async () => {
    const session = (await (await ask('auth/login', credentials)).json()) as { access_token: string }
    const answer = await ask('auth/pair', {}, { authorization: `Bearer ${session.access_token}` })
    expect(((await answer.json()) as { url: string }).url).toMatch(/^https:\/\/fit\.example\.org\/#pair=/)
  })

  describe('a session of a browser', () => {
    const open = async (userId = '1001') => {
      opened.garmin.next = () => signedInAs(userId, opened.clock.now, { accountKey: userId.padEnd(64, '0') })
      const answer = await ask('auth/login', credentials, { 'x-garminsync-session': 'cookie' })
      const [cookie = ''] = answer.headers.getSetCookie()
      return { answer, cookie, pair: cookie.split(';')[0] ?? '' }
    }

    test('is a cookie that no script and no other site can use, and no token is shown', async () => {
      const { answer, cookie } = await open()
      expect(await answer.json()).toMatchObject({ access_token: '[redacted]', refresh_token: '[redacted]' })
      expect(cookie).toMatch(/^garminsync-1001=[\w-]{43}; /)
      for (const attribute of ['HttpOnly', 'Secure', 'SameSite=Strict', 'Path=/']) expect(cookie).toContain(attribute)
    })

    test('asks with its cookie; what it holds is no bearer and no refresh token', async () => {
      const { pair } = await open()
      expect((await ask('auth/session', undefined, { cookie: pair })).status).toBe(200)
      const secret = pair.split('=')[1] ?? ''
      expect((await ask('auth/session', undefined, { authorization: `Bearer ${secret}` })).status).toBe(401)
      expect((await ask('auth/refresh', { refresh_token: secret })).status).toBe(401)
      expect((await ask('auth/session', undefined, { cookie: pair })).status).toBe(200)
    })

    test('a cookie that was planted before the sign-in opens nothing afterwards', async () => {
      const planted = `garminsync-1001=${'p'.repeat(43)}`
      const answer = await ask('auth/login', credentials, { 'x-garminsync-session': 'cookie', cookie: planted })
      expect(answer.headers.getSetCookie()[0]).not.toContain('p'.repeat(43))
      expect((await ask('auth/session', undefined, { cookie: planted })).status).toBe(401)
    })

    test('two accounts in one browser: the header says which, and without it neither is guessed', async () => {
      const [first, second] = [await open('1001'), await open('1002')]
      const cookie = `${first.pair}; ${second.pair}`
      const who = async (more: Record<string, string>) => {
        const answer = await ask('auth/session', undefined, { cookie, ...more })
        return answer.status === 200 ? ((await answer.json()) as { user_id: string }).user_id : answer.status
      }
      expect(await who({ 'x-garminsync-user': '1001' })).toBe('1001')
      expect(await who({ 'x-garminsync-user': '1002' })).toBe('1002')
      expect(await who({ 'x-garminsync-user': '1003' })).toBe(401)
      expect(await who({})).toBe(401)
    })

    test('ends for good when it is signed out, and the cookie goes', async () => {
      const { pair } = await open()
      const ended = await opened.api.fetch(
        new Request(`${origin}/api/v1/auth/session`, {
          method: 'DELETE',
          headers: { 'content-type': 'application/json', cookie: pair, 'x-forwarded-proto': 'https' },
        }),
        { address: proxy },
      )
      expect(ended.status).toBe(200)
      expect(ended.headers.getSetCookie()[0]).toContain('Max-Age=0')
      expect((await ask('auth/session', undefined, { cookie: pair })).status).toBe(401)
    })

    test('lives thirty days from its last use', async () => {
      const { pair } = await open()
      opened.clock.now += 29 * 86_400_000
      expect((await ask('auth/session', undefined, { cookie: pair })).status).toBe(200)
      opened.clock.now += 29 * 86_400_000
      expect((await ask('auth/session', undefined, { cookie: pair })).status).toBe(200)
      opened.clock.now = toInstant(opened.clock.now + 31 * 86_400_000)
      expect((await ask('auth/session', undefined, { cookie: pair })).status).toBe(401)
    })
  })

  test('every answer tells browsers to keep it to themselves', async () => {
    const { headers } = await ask('auth/session', undefined)
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'strict-transport-security': 'max-age=31536000',
    })
    expect(headers.has('access-control-allow-origin')).toBe(false)
  })
})
