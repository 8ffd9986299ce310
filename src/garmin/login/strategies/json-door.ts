import { type Clock, fail, isObject, type Json, type Region } from '../../../domain/index.ts'
import { type CookieJar, createCookieJar } from '../../cookie-jar.ts'
import type { Http } from '../../http/http.ts'
import type { LoginStrategy, StrategyResult } from '../../types.ts'
import { createSso } from '../sso.ts'
import { readCodeAnswer, readLoginAnswer, refuseBlocked, type Verdict } from '../verdict.ts'

export interface StrategyOptions {
  readonly http: Http
  readonly clock: Clock
}

/** What distinguishes the JSON doors of SSO from one another. */
export interface JsonDoor {
  readonly name: LoginStrategy['name']
  /** `/mobile` */
  readonly prefix: string
  /** AUTH 1.2: client id and service URL belong together, and the service URL is repeated at the exchange. */
  readonly clientId: string
  serviceUrl(region: Region): string
  /** Path and query of the sign-in page. */
  page(region: Region): string
  /** Whether the requests name the page that they come from. */
  readonly sendsReferer: boolean
}

/** A sign-in at a JSON door: page, login, code. Nothing is repeated and no other door is tried (AUTH 2, 4). */
export function createJsonDoorStrategy(door: JsonDoor, { http, clock }: StrategyOptions): LoginStrategy {
  const { prefix, clientId } = door
  const from = (page: string) => (door.sendsReferer ? { referer: page } : {})

  return {
    name: door.name,
    takes: 'password',

    async start({ email, secret, region, signal }) {
      const jar = await createCookieJar()
      const sso = createSso({ http, region, jar, signal })
      const page = door.page(region)
      // 1. The page, for its session cookie: the login answer sets none, and the code belongs to that session
      // (AUTH 2.1). The page is not needed for itself: only what stands for the whole door ends the sign-in here.
      refuseBlocked(await sso.page(page), clock)
      // 2. E-mail and password (AUTH 2.2).
      const query = new URLSearchParams({ clientId, locale: 'en-US', service: door.serviceUrl(region) }).toString()
      const credentials = { username: email, password: secret.open(), rememberMe: false, captchaToken: '' }
      const answer = await sso.post(`${prefix}/api/login?${query}`, credentials, from(sso.url(page)))
      return toResult(readLoginAnswer(answer, clock), { region, query, jar, mfaVerified: false })
    },

    async resume({ state, code, region, signal }) {
      const { query, method, cookies } = readState(state)
      const jar = await createCookieJar(cookies)
      const sso = createSso({ http, region, jar, signal })
      // 3. The code, with exactly the query of the login (AUTH 2.3).
      const body = {
        mfaMethod: method,
        mfaVerificationCode: code.open(),
        rememberMyBrowser: false,
        reconsentList: [],
        mfaSetup: false,
      }
      const answer = await sso.post(`${prefix}/api/mfa/verifyCode?${query}`, body, from(sso.url(door.page(region))))
      return toResult(readCodeAnswer(answer, clock), { region, query, jar, mfaVerified: true })
    },
  }

  function toResult(
    verdict: Verdict,
    login: { region: Region; query: string; jar: CookieJar; mfaVerified: boolean },
  ): StrategyResult {
    const { region, query, jar, mfaVerified } = login
    if (verdict.kind === 'ticket')
      return { kind: 'ticket', ticket: verdict.ticket, serviceUrl: door.serviceUrl(region), mfaVerified }
    const { method, sentTo } = verdict
    return { kind: 'mfa', method, sentTo, state: { query, method, cookies: jar.toValue() } }
  }
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
