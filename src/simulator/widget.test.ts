import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { exchange, withSimulator } from './test-support.ts'
import type { Simulator } from './types.ts'
import { type Page, pageOf, visitWidget, type WidgetVisitor, widgetQuery } from './widget-support.ts'

const form = `/sso/signin?${widgetQuery()}`
const embed = 'https://sso.garmin.com/sso/embed'
const later = (at: Page) => (at.headers.get('location') ?? '').replace(/^https?:\/\/[^/]+/, '')

/** An answer of Garmin's (tests/recordings/auth), read as ours are. */
function recorded(name: string, index: number): Page {
  const file = new URL(`../../tests/recordings/auth/${name}.json`, import.meta.url)
  const all = JSON.parse(readFileSync(file, 'utf8')) as {
    response: { status: number; headers: Record<string, string | string[]>; body: string }
  }[]
  const { status, headers, body } = all[index]!.response
  const { 'set-cookie': cookies = [], ...rest } = headers
  return pageOf({ status, headers: new Headers(rest as Record<string, string>) }, body, cookies as string[])
}

/** What a client can tell a page by. */
const marks = (page: Page) => ({
  status: page.status,
  title: page.title,
  cookies: page.cookieNames,
  variables: [...page.text.matchAll(/^var (\w+)/gm)].map((match) => match[1]),
  ids: [...page.text.matchAll(/<(?:input|form|div)\b[^>]*\bid="([\w-]+)"/g)].map((match) => match[1]),
  framing: page.headers.get('x-frame-options'),
})
/** Parts of Garmin's page that no client looks at were left out here. */
const without = ({ ids, variables, ...rest }: ReturnType<typeof marks>) => ({
  ...rest,
  variables: variables.filter((name) => !/ConfigURL|gigyaURL/.test(name ?? '')),
  ids: ids.filter((id) => !/login-create-account|SSI-component/.test(id ?? '')),
})

async function typePassword(visitor: WidgetVisitor, simulator: Simulator, password = simulator.password) {
  await visitor.get('/sso/embed?id=gauth-widget&embedWidget=true&gauthHost=https%3A%2F%2Fsso.garmin.com%2Fsso')
  const { csrf } = await visitor.get(form)
  return visitor.post(form, { username: simulator.email, password, embed: 'true', _csrf: csrf ?? '' })
}
async function typeCode(visitor: WidgetVisitor, path: string, csrf: string | null, code: string) {
  return visitor.post(path, { 'mfa-code': code, embed: 'true', _csrf: csrf ?? '', fromPage: 'setupEnterMfaCode' })
}
const codeOf = ({ inbox }: Simulator) => inbox.at(-1)?.code ?? ''

describe('the widget', () => {
  test('pages look like the recorded ones: status, title, variables, elements, cookies in their order', () =>
    withSimulator({ mfa: 'none' }, async (simulator) => {
      const visitor = visitWidget(simulator)
      const usage = await visitor.get(
        `/sso/embed?id=gauth-widget&embedWidget=true&gauthHost=${encodeURIComponent(embed)}`,
      )
      expect(marks(usage)).toEqual(marks(recorded('widget-login-success', 0)))
      const page = await visitor.get(form)
      expect(without(marks(page))).toEqual(without(marks(recorded('widget-login-success', 1))))
      const typed = { username: simulator.email, embed: 'true', _csrf: page.csrf ?? '' }
      const refused = await visitor.post(form, { ...typed, password: 'wrong' })
      expect(without(marks(refused))).toEqual(without(marks(recorded('widget-login-password-fail', 2))))
      expect(refused.text).toContain(`value="${simulator.email}"`)
      expect(refused.csrf).toMatch(/^[0-9a-f]{100}$/)
      expect(refused.csrf).not.toBe(page.csrf)
      const done = await visitor.post(form, {
        ...typed,
        password: simulator.password,
        _csrf: refused.csrf ?? '',
      })
      const real = marks(recorded('widget-login-success', 2))
      // The last one of the edge came with the first form of that recording only.
      expect(marks(done)).toEqual({ ...real, cookies: real.cookies.slice(0, -1) })
      expect(done.variable('response_url')).toMatch(
        /^"https:\\\/\\\/sso\.garmin\.com\\\/sso\\\/embed\?ticket=ST-\d{6}-\w{20}-cas"$/,
      )
      expect((await exchange(simulator, done.ticket ?? '', embed)).status).toBe(200)
      expect(simulator.violations).toEqual([])
    }))

  test('with MFA: 302, the page with its variables, 302 with a pass, and the page of success', () =>
    withSimulator({}, async (simulator) => {
      const visitor = visitWidget(simulator)
      const sent = await typePassword(visitor, simulator)
      expect(marks(sent)).toEqual(marks(recorded('widget-login-mfa-success', 2)))
      expect(later(sent)).toBe(`/sso/verifyMFA/loginEnterMfaCode?${widgetQuery()}`)
      const page = await visitor.get(later(sent))
      expect(marks(page)).toEqual(marks(recorded('widget-login-mfa-success', 3)))
      expect(page.variable('mfaMethod')).toBe('"email"')
      expect(page.variable('codeSentTo')).toBe('"le*****@example.com"')
      const right = await typeCode(visitor, later(sent), page.csrf, codeOf(simulator))
      expect(right.status).toBe(302)
      expect(later(right).replace(/logintoken=[0-9a-f]{10}/, 'logintoken=logintok01')).toBe(
        later(recorded('widget-login-mfa-success', 4)),
      )
      const done = await visitor.get(later(right))
      expect(marks(done)).toEqual(marks(recorded('widget-login-mfa-success', 5)))
      visitor.cookies.delete('CASTGC')
      expect((await visitor.get(later(right))).ticket).toBeNull()
      expect((await exchange(simulator, done.ticket ?? '', embed)).status).toBe(200)
    }))

  test('a wrong code is the same page with HTTP 200, an element and no form token; the first token takes the right code', () =>
    withSimulator({ mfaTries: 3 }, async (simulator) => {
      const visitor = visitWidget(simulator)
      const path = later(await typePassword(visitor, simulator))
      const { csrf } = await visitor.get(path)
      const wrong = await typeCode(visitor, path, csrf, '000000')
      expect(marks(wrong)).toEqual(marks(recorded('widget-login-mfa-fail', 4)))
      expect(wrong.csrf).toBe('')
      expect((await typeCode(visitor, path, wrong.csrf, codeOf(simulator))).status).toBe(403)
      expect(simulator.violations).toMatchObject([{ kind: 'wrong-form-token' }])
      expect((await typeCode(visitor, path, csrf, codeOf(simulator))).status).toBe(302)
    }))

  test('too many wrong codes, a lost session and ten minutes all lead back to the form', () => {
    let now = Date.UTC(2026, 0, 1)
    return withSimulator({ mfaTries: 2, clock: () => now }, async (simulator) => {
      const visitor = visitWidget(simulator)
      const path = later(await typePassword(visitor, simulator))
      const { csrf } = await visitor.get(path)
      await typeCode(visitor, path, csrf, '000000')
      await typeCode(visitor, path, csrf, '000001')
      const over = await typeCode(visitor, path, csrf, codeOf(simulator))
      expect([over.status, later(over)]).toEqual([302, form])
      const again = visitWidget(simulator)
      await typePassword(again, simulator)
      again.cookies.delete('SESSION')
      expect(later(await again.get(path))).toBe(form)
      const slow = visitWidget(simulator)
      await typePassword(slow, simulator)
      now += 600_000
      expect(later(await slow.get(path))).toBe(form)
    })
  })

  test('a form without the token of its page is refused', () =>
    withSimulator({}, async (simulator) => {
      const visitor = visitWidget(simulator)
      await visitor.get(form)
      const typed = { username: simulator.email, password: simulator.password, embed: 'true' }
      expect((await visitor.post(form, { ...typed, _csrf: 'f'.repeat(100) })).status).toBe(403)
      expect(simulator.inbox).toEqual([])
    }))

  test('a further code takes the place of the first; asking too soon is noticed, too often refused', () => {
    let now = Date.UTC(2026, 0, 1)
    return withSimulator({ codesPerDay: 2, clock: () => now }, async (simulator) => {
      const visitor = visitWidget(simulator)
      const path = later(await typePassword(visitor, simulator))
      const page = await visitor.get(path)
      const customerGuid = JSON.parse(page.variable('customerGuid') ?? '""') as string
      const body = { customerGuid, mfaMethod: 'email', locale: '' }
      const first = codeOf(simulator)
      now += 31_000
      expect(await visitor.askAgain(body)).toBe(200)
      expect(codeOf(simulator)).not.toBe(first)
      expect(simulator.violations).toEqual([])
      now += 5000
      expect(await visitor.askAgain(body)).toBe(200)
      expect(simulator.violations).toMatchObject([{ kind: 'code-too-soon' }])
      expect(await visitor.askAgain(body)).toBe(429)
      expect(await visitor.askAgain({ mfaMethod: 'email', locale: '' })).toBe(401)
      expect((await typeCode(visitor, path, page.csrf, first)).status).toBe(200)
      expect((await typeCode(visitor, path, page.csrf, codeOf(simulator))).status).toBe(302)
    })
  })

  test('a browser that is signed in gets a fresh ticket each time, and the form with reauth=true', () =>
    withSimulator({ mfa: 'none' }, async (simulator) => {
      const visitor = visitWidget(simulator, 'Mozilla/5.0 test')
      const first = await typePassword(visitor, simulator)
      const second = await visitor.get(form)
      expect([second.status, second.title]).toEqual([200, 'Success'])
      expect(second.ticket).not.toBe(first.ticket)
      for (const { ticket } of [first, second]) {
        expect((await exchange(simulator, ticket ?? '', embed)).status).toBe(200)
      }
      expect((await visitor.get(`${form}&reauth=true`)).title).toBe('GARMIN Authentication Application')
      simulator.auth.signOutEverywhere()
      expect((await visitor.get(form)).ticket).toBeNull()
      expect(simulator.violations).toEqual([])
    }))

  test('a service that is not Garmin’s leads back to the form without a word, after the code', () =>
    withSimulator({}, async (simulator) => {
      const visitor = visitWidget(simulator)
      const query = widgetQuery('garmin.com', { service: 'http://localhost:1/callback' })
      const { csrf } = await visitor.get(`/sso/signin?${query}`)
      const { email, password } = simulator
      const sent = await visitor.post(`/sso/signin?${query}`, { username: email, password, _csrf: csrf ?? '' })
      const page = await visitor.get(later(sent))
      const end = await visitor.get(later(await typeCode(visitor, later(sent), page.csrf, codeOf(simulator))))
      expect([end.title, end.variable('status'), end.ticket]).toEqual(['GARMIN Authentication Application', '""', null])
    }))

  test('an account of SMS or of an app says so; nothing is sent for an app', () =>
    withSimulator({ mfa: 'phone' }, async (simulator) => {
      const page = async () => {
        const visitor = visitWidget(simulator)
        const path = later(await typePassword(visitor, simulator))
        return { visitor, path, page: await visitor.get(path) }
      }
      const phone = (await page()).page
      expect([phone.variable('mfaMethod'), phone.variable('codeSentTo')]).toEqual(['"sms"', '"*******4321"'])
      simulator.auth.account.mfa = 'totp'
      const app = await page()
      expect([app.page.variable('mfaMethod'), app.page.variable('codeSentTo')]).toEqual(['"totp"', '""'])
      expect(simulator.inbox).toHaveLength(1)
      const right = await typeCode(app.visitor, app.path, app.page.csrf, simulator.auth.authenticatorCode())
      expect(right.status).toBe(302)
    }))

  test('faults: a code that was not sent, the other title, and refusals by their titles', () =>
    withSimulator({}, async (simulator) => {
      simulator.faults.add({ kind: 'code-not-sent' })
      simulator.faults.add({ kind: 'other-title' })
      const visitor = visitWidget(simulator)
      const path = later(await typePassword(visitor, simulator))
      const page = await visitor.get(path)
      expect([page.title, page.variable('codeSentTo')]).toEqual(['GARMIN Authentication Application', '""'])
      expect(simulator.inbox).toEqual([])
      const customerGuid = JSON.parse(page.variable('customerGuid') ?? '""') as string
      expect(await visitor.askAgain({ customerGuid, mfaMethod: 'email', locale: '' })).toBe(200)
      expect((await typeCode(visitor, path, page.csrf, codeOf(simulator))).status).toBe(302)
      for (const [kind, title] of [
        ['child-account', 'Unable To Sign In'],
        ['account-locked', 'Account Locked'],
        ['phone-number', 'Update Phone Number'],
        ['unknown-verdict', 'Mercury Retrograde'],
        ['challenge', 'Just a moment...'],
      ] as const) {
        simulator.faults.add({ kind, match: '/sso/signin', method: 'POST' })
        expect((await typePassword(visitWidget(simulator), simulator)).title).toBe(title)
      }
      simulator.faults.add({ kind: 'captcha', match: '/sso/signin', method: 'POST' })
      expect((await typePassword(visitWidget(simulator), simulator)).variable('isRecaptchaEnabled')).toBe('true')
    }))
})
