import type { Json } from '../domain/index.ts'

/**
 * Cookies of one sign-in. Works on Garmin's genuine URLs even when another address is connected to, so that `Secure`
 * and `Domain=garmin.com` mean what they mean at Garmin.
 */
export interface CookieJar {
  /** The `Cookie` header for a genuine URL; null when there is nothing to send. */
  header(url: string): string | null
  /** Takes the `Set-Cookie` lines of an answer from that URL; one that cannot be understood is left out. */
  take(url: string, lines: string | readonly string[] | undefined): void
  /** A plain value that `createCookieJar` takes back. Never holds a ticket-granting cookie: it is worth a sign-in. */
  toValue(): Json
}

const maxLines = 50
const maxLineLength = 8192
/** AUTH 1.6: `CASTGC` equals a login. */
const neverKept = new Set(['CASTGC'])

/** An empty jar, or one with the cookies of `stored`. Loads its library, which only a sign-in needs. */
export async function createCookieJar(stored?: Json): Promise<CookieJar> {
  const { Cookie, CookieJar: ToughJar, domainMatch } = await import('tough-cookie')
  const jar = stored === undefined ? new ToughJar() : ToughJar.fromJSON(JSON.stringify(stored))

  return {
    header: (url) => jar.getCookieStringSync(url) || null,

    take(url, lines) {
      const list = typeof lines === 'string' ? [lines] : (lines ?? [])
      for (const line of list.slice(0, maxLines)) {
        const cookie = line.length <= maxLineLength ? Cookie.parse(line) : undefined
        if (!cookie) continue
        // Garmin sets cookies on the page that the API under another path needs: an absent or odd path means all.
        cookie.path ??= '/'
        // Somebody else's domain: kept for this host alone.
        if (cookie.domain && !domainMatch(new URL(url).hostname, cookie.domain)) cookie.domain = null
        jar.setCookieSync(cookie, url, { ignoreError: true })
      }
    },

    toValue() {
      const cookies = (jar.serializeSync()?.cookies ?? []).filter((cookie) => !neverKept.has(cookie.key ?? ''))
      return JSON.parse(JSON.stringify({ cookies }))
    },
  }
}
