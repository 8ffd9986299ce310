import { createHmac } from 'node:crypto'

/** What an OAuth1 signature is made of; secrets as plain text, for they only go into the key of the HMAC. */
export interface Oauth1Request {
  readonly method: 'GET' | 'POST'
  /** Genuine address, without its query. */
  readonly url: string
  /** Query parameters, or those of a form body: both are signed (AUTH 6.1). */
  readonly parameters: Readonly<Record<string, string>>
  readonly consumer: { readonly key: string; readonly secret: string }
  readonly token: { readonly value: string; readonly secret: string } | null
  readonly nonce: string
  readonly timestampSeconds: number
}

/** The `Authorization` header of RFC 5849 with HMAC-SHA1, as AUTH 6.1 describes it. */
export function oauth1Header(request: Oauth1Request): string {
  const { consumer, token } = request
  const own: Record<string, string> = {
    oauth_consumer_key: consumer.key,
    oauth_nonce: request.nonce,
    oauth_signature_method: 'HMAC-SHA1',
    oauth_timestamp: String(request.timestampSeconds),
    ...(token === null ? {} : { oauth_token: token.value }),
    oauth_version: '1.0',
  }
  const pairs = Object.entries({ ...request.parameters, ...own })
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
  const base = [request.method, encode(request.url), encode(pairs.join('&'))].join('&')
  const key = `${encode(consumer.secret)}&${encode(token?.secret ?? '')}`
  const signature = createHmac('sha1', key).update(base).digest('base64')
  const header = Object.entries({ ...own, oauth_signature: signature })
  return `OAuth ${header.map(([name, value]) => `${encode(name)}="${encode(value)}"`).join(', ')}`
}

/** RFC 3986: `! * ' ( )` are encoded, too, which `encodeURIComponent` leaves alone. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!*'()]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
}
