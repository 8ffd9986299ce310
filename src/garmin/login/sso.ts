import { fail, type Json, type Region } from '../../domain/index.ts'
import type { CookieJar } from '../cookie-jar.ts'
import { garminUrl } from '../hosts.ts'
import { type Http, type HttpAnswer, headerOf } from '../http/http.ts'

/** Calls to `sso.<domain>` within one sign-in: its cookies, its constant headers, redirects on the same host only. */
export interface Sso {
  /** Follows up to five redirects within the host. The page is read for its cookies, 1 MiB of it at most. */
  page(path: string, options?: Sending): Promise<HttpAnswer>
  /** Never follows a redirect: a password or a code goes where it was addressed. */
  post(path: string, body: Json, options?: Sending): Promise<HttpAnswer>
  /** Sends a form as a page does; what it leads to is fetched without the form, on the same host. */
  form(path: string, fields: Readonly<Record<string, string>>, options?: Sending): Promise<Landed>
  /** The genuine address of a path, for `referer`. */
  url(path: string): string
}

export interface Sending {
  /** Address of the page that leads here; default none. */
  readonly referer?: string
}

/** An answer, and the path with its query that gave it. */
export interface Landed {
  readonly answer: HttpAnswer
  readonly path: string
}

export interface SsoOptions {
  readonly http: Http
  readonly region: Region
  readonly jar: CookieJar
  readonly signal: AbortSignal
}

type Headers = Readonly<Record<string, string>>

const maxRedirects = 5
const accept = 'application/json, text/plain, */*'

export function createSso({ http, region, jar, signal }: SsoOptions): Sso {
  const host = garminUrl('sso', region, '')

  async function send(method: 'GET' | 'POST', path: string, more: Headers = {}, body?: string): Promise<HttpAnswer> {
    const url = `${host}${path}`
    const cookie = jar.header(url)
    const answer = await http.send({
      service: 'sso',
      region,
      method,
      path,
      headers: { accept, ...more, ...(cookie === null ? {} : { cookie }) },
      ...(body === undefined ? {} : { body }),
      bound: { bytes: 1024 * 1024, whenOver: 'cut' },
      signal,
    })
    jar.take(url, answer.headers['set-cookie'])
    return answer
  }

  async function follow(first: HttpAnswer, path: string, more: Headers): Promise<Landed> {
    let [answer, here] = [first, path]
    for (let followed = 0; isRedirect(answer); followed++) {
      const next = sameHost(headerOf(answer, 'location'), here)
      if (followed === maxRedirects || next === null) throw strayed()
      here = next
      answer = await send('GET', here, more)
    }
    return { answer, path: here }
  }

  return {
    page: async (path, options) => {
      const more = refererOf(options)
      return (await follow(await send('GET', path, more), path, more)).answer
    },
    post: (path, body, options) =>
      send(
        'POST',
        path,
        { 'content-type': 'application/json', origin: host, ...refererOf(options) },
        JSON.stringify(body),
      ),
    form: async (path, fields, options) => {
      const type = { 'content-type': 'application/x-www-form-urlencoded' }
      const body = new URLSearchParams(fields).toString()
      const answer = await send('POST', path, { ...type, ...refererOf(options) }, body)
      // These two ask for the same form once more, elsewhere.
      if (answer.status === 307 || answer.status === 308) throw strayed()
      return follow(answer, path, { referer: `${host}${path}` })
    },
    url: (path) => `${host}${path}`,
  }

  /** Path and query of a redirect's target; null when it leaves the host. */
  function sameHost(location: string | null, from: string): string | null {
    if (location === null || !URL.canParse(location, `${host}${from}`)) return null
    const target = new URL(location, `${host}${from}`)
    return target.origin === host || target.origin === http.origin ? `${target.pathname}${target.search}` : null
  }
}

const strayed = () => fail('auth.unknown-answer', { value: 'REDIRECT' })

function refererOf({ referer }: Sending = {}): Headers {
  return referer === undefined ? {} : { referer }
}

function isRedirect(answer: HttpAnswer): boolean {
  return [301, 302, 303, 307, 308].includes(answer.status)
}
