import { type Clock, fail, isObject, type Json, type Region } from '../../../domain/index.ts'
import { type CookieJar, createCookieJar } from '../../cookie-jar.ts'
import { garminUrl } from '../../hosts.ts'
import type { Http, HttpAnswer } from '../../http/http.ts'
import type { LoginStrategy, StrategyResult } from '../../types.ts'
import { createSso } from '../sso.ts'
import { readCodeAnswer, readLoginAnswer, type Verdict } from '../verdict.ts'

export interface StrategyOptions {
  readonly http: Http
  readonly clock: Clock
}

/** AUTH 1.2: client id and service URL belong together, and the service URL is repeated at the exchange. */
const clientId = 'GCM_IOS_DARK'
const serviceOf = (region: Region) => garminUrl('mobile.integration', region, '/gcm/ios')

/**
 * The JSON door of the mobile app's sign-in page, the one recorded in 2026 (AUTH 2, recordings/auth/mobile-*).
 * Nothing is repeated and no other door is tried.
 */
export function createMobileStrategy({ http, clock }: StrategyOptions): LoginStrategy {
  return {
    name: 'password',

    async start({ email, password, region, signal }) {
      const jar = await createCookieJar()
      const sso = createSso({ http, region, jar, signal })
      // 1. The page, for its session cookie: the login answer sets none, and the code belongs to that session (AUTH 2.1).
      refuseBlockedPage(await sso.page(`/mobile/sso/en/sign-in?clientId=${clientId}`), clock)
      // 2. E-mail and password (AUTH 2.2).
      const query = new URLSearchParams({ clientId, locale: 'en-US', service: serviceOf(region) }).toString()
      const answer = await sso.post(`/mobile/api/login?${query}`, {
        username: email,
        password: password.open(),
        rememberMe: false,
        captchaToken: '',
      })
      return toResult(readLoginAnswer(answer, clock), { region, query, jar, mfaVerified: false })
    },

    async resume({ state, code, region, signal }) {
      const { query, method, cookies } = readState(state)
      const jar = await createCookieJar(cookies)
      const sso = createSso({ http, region, jar, signal })
      // 3. The code, with exactly the query of the login (AUTH 2.3).
      const answer = await sso.post(`/mobile/api/mfa/verifyCode?${query}`, {
        mfaMethod: method,
        mfaVerificationCode: code.open(),
        rememberMyBrowser: false,
        reconsentList: [],
        mfaSetup: false,
      })
      return toResult(readCodeAnswer(answer, clock), { region, query, jar, mfaVerified: true })
    },
  }
}

/** The page is not needed for itself: only what stands for the whole door ends the sign-in here. */
function refuseBlockedPage(page: HttpAnswer, clock: Clock): void {
  const blocked = page.status === 403 || page.status === 429 || page.status >= 500 || 'cf-mitigated' in page.headers
  if (blocked) readLoginAnswer({ ...page, bytes: new Uint8Array() }, clock)
}

function toResult(
  verdict: Verdict,
  login: { region: Region; query: string; jar: CookieJar; mfaVerified: boolean },
): StrategyResult {
  const { region, query, jar, mfaVerified } = login
  if (verdict.kind === 'ticket')
    return { kind: 'ticket', ticket: verdict.ticket, serviceUrl: serviceOf(region), mfaVerified }
  const { method, sentTo } = verdict
  return { kind: 'mfa', method, sentTo, state: { query, method, cookies: jar.toValue() } }
}

function readState(state: Json): { query: string; method: string; cookies: Json } {
  if (!isObject(state) || typeof state.query !== 'string' || typeof state.method !== 'string')
    throw fail('auth.challenge-expired')
  return {
    query: state.query,
    method: state.method,
    cookies: isObject(state.cookies) ? state.cookies : { cookies: [] },
  }
}
