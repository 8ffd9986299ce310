import { fail, type Json, type Region } from '../../domain/index.ts'
import type { CookieJar } from '../cookie-jar.ts'
import { garminUrl } from '../hosts.ts'
import { type Http, type HttpAnswer, headerOf } from '../http/http.ts'

/** Calls to `sso.<domain>` within one sign-in: its cookies, its constant headers, redirects on the same host only. */
export interface Sso {
  /** Follows up to five redirects within the host. The page is read for its cookies, 1 MiB of it at most. */
  page(path: string): Promise<HttpAnswer>
  /** Never follows a redirect: a password or a code goes where it was addressed. */
  post(path: string, body: Json): Promise<HttpAnswer>
}

export interface SsoOptions {
  readonly http: Http
  readonly region: Region
  readonly jar: CookieJar
  readonly signal: AbortSignal
}

const maxRedirects = 5
const accept = 'application/json, text/plain, */*'

export function createSso({ http, region, jar, signal }: SsoOptions): Sso {
  const host = garminUrl('sso', region, '')

  async function send(method: 'GET' | 'POST', path: string, body?: string): Promise<HttpAnswer> {
    const url = `${host}${path}`
    const cookie = jar.header(url)
    const answer = await http.send({
      service: 'sso',
      region,
      method,
      path,
      headers: {
        accept,
        ...(body === undefined ? {} : { 'content-type': 'application/json', origin: host }),
        ...(cookie === null ? {} : { cookie }),
      },
      ...(body === undefined ? {} : { body }),
      bound: { bytes: 1024 * 1024, whenOver: 'cut' },
      signal,
    })
    jar.take(url, answer.headers['set-cookie'])
    return answer
  }

  return {
    async page(path) {
      let answer = await send('GET', path)
      let here = path
      for (let followed = 0; isRedirect(answer); followed++) {
        const next = sameHost(headerOf(answer, 'location'), here)
        if (followed === maxRedirects || next === null) throw fail('auth.unknown-answer', { value: 'REDIRECT' })
        here = next
        answer = await send('GET', here)
      }
      return answer
    },
    post: (path, body) => send('POST', path, JSON.stringify(body)),
  }

  /** Path and query of a redirect's target; null when it leaves the host. */
  function sameHost(location: string | null, from: string): string | null {
    if (location === null || !URL.canParse(location, `${host}${from}`)) return null
    const target = new URL(location, `${host}${from}`)
    return target.origin === host || target.origin === http.origin ? `${target.pathname}${target.search}` : null
  }
}

function isRedirect(answer: HttpAnswer): boolean {
  return [301, 302, 303, 307, 308].includes(answer.status)
}
