import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Client } from '../../contract/index.ts'
import type { UserId } from '../../domain/index.ts'
import { browserOf, coarse } from '../services/session-places.ts'
import type { Finding } from '../services/types.ts'
import { exposedTo } from '../testing/exposed.ts'
import { failureOf, type OpenApi, openApi, signIn } from '../testing/open-api.ts'

const findings: Finding[] = [
  { name: 'version', state: 'ok', detail: 'GarminSync 1', fix: null, isPrivate: false },
  { name: 'secret key', state: 'warning', detail: '/data/secret.key', fix: 'Run `chmod 600 x`.', isPrivate: true },
]
let opened: OpenApi
let client: Client
let userId: UserId
beforeEach(async () => {
  opened = await openApi({
    doctor: async () => findings,
    sources: { datasets: 'config', pace: { text: '120,2', source: 'env' } },
  })
  const session = await signIn(opened)
  client = session.client
  userId = session.userId
})
afterEach(() => opened.close())

describe('settings', () => {
  test('say of each dataset whether it is fetched, and who said how fast', async () => {
    const settings = await client.settings()
    expect(settings.first_day).toEqual({ value: null, source: 'default' })
    expect(settings.pace).toEqual({ value: '120,2', source: 'env' })
    expect(settings.datasets.find(({ dataset }) => dataset === 'sleep')).toMatchObject({ on: true, usually: true })
    // All of the catalogue is asked for here, so what is off elsewhere is on by somebody's word.
    expect(settings.datasets.find(({ usually }) => !usually)).toMatchObject({ on: true, source: 'config' })
  })

  test('take an earlier first day, which the next sync goes back to, and no later one', async () => {
    expect((await client.settingsChange({ body: { first_day: '2017-01-09' } })).first_day).toEqual({
      value: '2017-01-09',
      source: 'here',
    })
    expect(await opened.store.state.get(userId, 'from')).toBe('2017-01-09')
    const later = await failureOf(client.settingsChange({ body: { first_day: '2020-01-01' } }))
    expect([later.code, later.data.field]).toEqual(['request.invalid', 'first_day'])
    expect((await failureOf(client.settingsChange({ body: { first_day: '2020-02-31' } }))).code).toBe('usage.date')
  })
})

describe('doctor', () => {
  test('tells one that others reach whether all is well, and neither a path nor whose account', async () => {
    const outside = await openApi({ doctor: async () => findings, exposure: exposedTo('a@example.org') })
    try {
      await outside.owner.authLogin({ body: { email: 'a@example.org', password: 'x' } })
      const text = JSON.stringify(await outside.owner.doctor())
      expect(text).not.toContain('/home')
      expect(JSON.parse(text)).toMatchObject({
        full: false,
        items: [{ detail: 'GarminSync 1' }, { detail: null, hint: null, level: 'warning', commands: ['chmod 600 x'] }],
      })
    } finally {
      await outside.close()
    }
  })

  test('tells a server that only this machine reaches everything, with commands to copy', async () => {
    const { full, items } = await client.doctor()
    expect(full).toBe(true)
    expect(items[1]).toEqual({
      code: 'secret-key',
      title: 'secret key',
      level: 'warning',
      detail: '/data/secret.key',
      hint: 'Run `chmod 600 x`.',
      commands: ['chmod 600 x'],
    })
  })
})

describe('sessions', () => {
  test('have a name that a person gives, a kind, and say which one asks', async () => {
    const [own] = (await client.authSessions()).items
    expect(own).toMatchObject({ kind: 'cli', label: null, current: true, last_address: null })
    const named = await client.authSessionName({
      params: { session_id: own?.session_id ?? '' },
      body: { label: ' <b>laptop</b> ' },
    })
    expect(named).toMatchObject({ label: '<b>laptop</b>', access_token: '[redacted]', refresh_token: '[redacted]' })
    expect((await client.authSessions()).items[0]?.label).toBe('<b>laptop</b>')
    const none = client.authSessionName({ params: { session_id: 'nobody' }, body: { label: 'x' } })
    expect((await failureOf(none)).code).toBe('auth.session-not-found')
  })

  test.each([
    [
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/142 Safari/537.36',
      'Chromium on Linux',
    ],
    ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/142 Safari/537.36 Edg/142.0', 'Edge on Windows'],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605 Version/18 Mobile Safari/604',
      'Safari on an iPhone',
    ],
    ['Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0', 'Firefox on Android'],
    ['node <script>', null],
  ])('of a browser %s is shown as %s', (userAgent, shown) => expect(browserOf(userAgent)).toBe(shown))

  test.each([
    ['192.168.1.77', '192.168.1.x'],
    ['127.0.0.1', 'this machine'],
    ['::1', 'this machine'],
    ['2001:db8:1234:5678::9', '2001:db8:1234::'],
  ])('used from %s are shown with %s', (address, shown) => expect(coarse(address)).toBe(shown))
})

test('the token says when it came, how long the sign-in is good, and until when none is possible', async () => {
  const token = await client.authToken()
  expect(Date.parse(token.refreshed_at)).toBeLessThanOrEqual(opened.clock.now)
  expect(token).toHaveProperty('sign_in_until')
  expect(token.cooldown_until).toBeNull()
})
