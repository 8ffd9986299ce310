import { fail, isObject, type Json, type Region } from '../../../domain/index.ts'
import { createCookieJar } from '../../cookie-jar.ts'
import { garminUrl } from '../../hosts.ts'
import type { LoginStrategy, StrategyResult } from '../../types.ts'
import { createSso, type Sso } from '../sso.ts'
import { refuseBlocked } from '../verdict.ts'
import { type CodePage, readCodePage, readDelivery, readPasswordPage, readSignInForm } from '../widget-page.ts'
import type { StrategyOptions } from './json-door.ts'

/** The widget's service, whose name the exchange repeats (AUTH 1.2). */
export const embedUrl = (region: Region): string => garminUrl('sso', region, '/sso/embed')

/** The query that all pages of the widget share, as recorded (AUTH 3.2). */
export function widgetQuery(region: Region): string {
  const embed = embedUrl(region)
  return new URLSearchParams({
    id: 'gauth-widget',
    embedWidget: 'true',
    gauthHost: embed,
    service: embed,
    source: embed,
    redirectAfterAccountLoginUrl: embed,
    redirectAfterAccountCreationUrl: embed,
  }).toString()
}

/** Garmin's page lets a person ask again after this long (AUTH 3.4). */
const resendEveryMs = 30_000

/** The HTML pages of Garmin's embedded widget (AUTH 3, recordings/auth/widget-*); used only when it is named. */
export function createWidgetStrategy({ http, clock }: StrategyOptions): LoginStrategy {
  const toTicket = (ticket: Extract<StrategyResult, { kind: 'ticket' }>['ticket'], region: Region, mfa: boolean) =>
    ({ kind: 'ticket', ticket, serviceUrl: embedUrl(region), mfaVerified: mfa }) as const

  return {
    name: 'widget',
    takes: 'password',

    async start({ email, secret, region, signal }) {
      const jar = await createCookieJar()
      const sso = createSso({ http, region, jar, signal })
      // 1. The embed page, for its cookies; it shows a usage text (AUTH 3.1).
      const gauthHost = garminUrl('sso', region, '/sso')
      const embed = `/sso/embed?${new URLSearchParams({ id: 'gauth-widget', embedWidget: 'true', gauthHost })}`
      refuseBlocked(await sso.page(embed), clock)
      // 2. The sign-in form, for its token (AUTH 3.2).
      const form = `/sso/signin?${widgetQuery(region)}`
      const csrf = readSignInForm(await sso.page(form, { referer: sso.url(embed) }), clock)
      // 3. E-mail and password (AUTH 3.3).
      const fields = { username: email, password: secret.open(), embed: 'true', _csrf: csrf }
      const { answer, path } = await sso.form(form, fields, { referer: sso.url(form) })
      const verdict = readPasswordPage(answer, clock)
      if (verdict.kind === 'ticket') return toTicket(verdict.ticket, region, false)
      // 4. The page that wants a code; where Garmin has not sent one yet, it is asked to (AUTH 3.4).
      const { page } = verdict
      if (page.csrf === null) throw fail('auth.unknown-answer', { value: 'CODE_PAGE_WITHOUT_TOKEN' })
      if (page.sentTo === null && isSent(page.method)) await askForCode(sso, page, path)
      const { sentTo, ...kept } = page
      return { kind: 'mfa', method: page.method, sentTo, state: { path, ...kept, cookies: jar.toValue() } }
    },

    async resume({ state, code, region, signal }) {
      const { path, csrf, cookies } = readState(state)
      const jar = await createCookieJar(cookies)
      const sso = createSso({ http, region, jar, signal })
      // 5. The code, always with the token of the first page: the one after a wrong code has none (AUTH 3.5).
      const fields = { 'mfa-code': code.open(), embed: 'true', _csrf: csrf, fromPage: 'setupEnterMfaCode' }
      const { answer } = await sso.form(path, fields, { referer: sso.url(path) })
      const verdict = readCodePage(answer, clock)
      if (verdict.kind === 'mfa') throw fail('auth.mfa-rejected')
      return toTicket(verdict.ticket, region, true)
    },

    resend: {
      everyMs: resendEveryMs,
      async send({ state, region, signal }) {
        const { path, cookies, ...page } = readState(state)
        if (!isSent(page.method)) throw fail('auth.code-own')
        const jar = await createCookieJar(cookies)
        await askForCode(createSso({ http, region, jar, signal }), page, path)
        return { ...(state as { [key: string]: Json }), cookies: jar.toValue() }
      },
    },
  }

  /** What the page's own link "request a new code" does. */
  async function askForCode(sso: Sso, page: Omit<CodePage, 'sentTo'>, path: string): Promise<void> {
    const { customerGuid, method: mfaMethod, locale, clientId } = page
    const query = new URLSearchParams({ clientId })
    const body = { customerGuid, mfaMethod, locale }
    readDelivery(await sso.post(`/sso/verifyMFA/mfaCode?${query}`, body, { referer: sso.url(path) }), clock)
  }
}

/** Garmin sends these; an app makes its codes itself. */
function isSent(method: string): boolean {
  return /mail|sms|phone|text/i.test(method)
}

function readState(state: Json): Omit<CodePage, 'sentTo'> & { path: string; csrf: string; cookies: Json } {
  const given = isObject(state) ? state : {}
  const text = (name: string) => (typeof given[name] === 'string' ? given[name] : '')
  const [path, csrf] = [text('path'), text('csrf')]
  if (!path.startsWith('/sso/') || csrf === '') throw fail('auth.challenge-expired')
  const { cookies } = given
  return {
    path,
    csrf,
    method: text('method'),
    customerGuid: text('customerGuid'),
    clientId: text('clientId'),
    locale: text('locale'),
    cookies: isObject(cookies) ? cookies : { cookies: [] },
  }
}
