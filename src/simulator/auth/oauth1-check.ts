import { createHmac, timingSafeEqual } from 'node:crypto'

/** A signed request as it arrived. */
export interface SignedRequest {
  readonly method: string
  readonly path: string
  readonly authorization: string
  /** Of the query and of a form body, both of which are signed (AUTH 6.1). */
  readonly parameters: readonly (readonly [string, string])[]
}

/** What an `OAuth …` header says, percent-decoded; null when it is none. */
export function readOauth1(authorization: string): ReadonlyMap<string, string> | null {
  if (!/^OAuth /i.test(authorization)) return null
  const pairs = authorization
    .slice(6)
    .split(',')
    .map((pair) => /^\s*([a-z_]+)="([^"]*)"\s*$/.exec(pair))
  if (pairs.some((pair) => pair === null)) return null
  return new Map(pairs.map((pair) => [pair?.[1] ?? '', decodeURIComponent(pair?.[2] ?? '')]))
}

/** Whether RFC 5849 with HMAC-SHA1 gives the same signature, for either of Garmin's worlds. */
export function isSigned(request: SignedRequest, consumerSecret: string, tokenSecret: string): boolean {
  const header = readOauth1(request.authorization)
  const given = Buffer.from(header?.get('oauth_signature') ?? '', 'base64')
  if (header?.get('oauth_signature_method') !== 'HMAC-SHA1' || header.get('oauth_version') !== '1.0') return false
  const all = [...request.parameters, ...[...header].filter(([name]) => name !== 'oauth_signature' && name !== 'realm')]
  const normalized = all
    .map(([name, value]) => [quote(name), quote(value)] as const)
    .sort(([a, x], [b, y]) => (a === b ? (x < y ? -1 : 1) : a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
  return ['garmin.com', 'garmin.cn'].some((domain) => {
    const base = `${request.method}&${quote(`https://connectapi.${domain}${request.path}`)}&${quote(normalized)}`
    const right = createHmac('sha1', `${quote(consumerSecret)}&${quote(tokenSecret)}`)
      .update(base)
      .digest()
    return given.length === right.length && timingSafeEqual(given, right)
  })
}

function quote(text: string): string {
  const bytes = [...Buffer.from(text, 'utf8')]
  const kept = /[A-Za-z0-9._~-]/
  return bytes
    .map((byte) => {
      const sign = String.fromCharCode(byte)
      return kept.test(sign) ? sign : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
    })
    .join('')
}
