import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { fail } from '../domain/index.ts'
import type { Env } from './env.ts'
import { peerOf } from './exposure.ts'
import type { ApiServices } from './services/types.ts'

/** Bodies are a few fields, or the text of a page or a token file. */
const maxBodyBytes = 64 * 1024

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])
const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

/**
 * What keeps other sites' pages out: only our own names are answered (a foreign name may have been made to point here),
 * a foreign Origin is refused, and what changes something must be JSON, which no plain form can send.
 */
export function guards({ exposure }: Pick<ApiServices, 'exposure'>): MiddlewareHandler<Env>[] {
  const publicUrl = exposure === undefined ? null : new URL(exposure.publicUrl)
  const lookAtPeer: MiddlewareHandler<Env> = async (c, next) => {
    c.set(
      'peer',
      peerOf(exposure, c.env.address, (name) => c.req.header(name)),
    )
    c.set('publicOrigin', publicUrl?.origin ?? null)
    await next()
  }
  const checkSender: MiddlewareHandler<Env> = async (c, next) => {
    const { hostname, origin: own } = new URL(c.req.url)
    if (c.env.trusted !== true && !loopback.test(hostname) && hostname !== publicUrl?.hostname)
      throw fail('request.origin')
    // No text of ours holds it, and no database takes it.
    if (c.req.url.includes('%00')) throw fail('request.invalid', { detail: 'url: holds a NUL character', field: 'url' })
    if (!safe.has(c.req.method)) {
      const origin = c.req.header('origin')
      // Behind a proxy the page's origin is the public one, whatever the last hop is called.
      if (origin !== undefined && origin !== own && origin !== publicUrl?.origin) throw fail('request.origin')
      const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase()
      if (type !== 'application/json') throw fail('request.media-type')
    }
    await next()
  }
  const limitBody = bodyLimit({
    maxSize: maxBodyBytes,
    onError: () => {
      throw fail('request.too-large')
    },
  })
  return [lookAtPeer, checkSender, limitBody]
}

/** What a browser may do with an answer of the API: show it to nobody else, guess nothing, run nothing. */
export function secureHeaders(c: Context<Env>): void {
  const headers: Record<string, string> = {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
    'x-frame-options': 'DENY',
  }
  for (const [name, value] of Object.entries(headers)) c.header(name, value)
  if (!c.res.headers.has('content-security-policy'))
    c.header('content-security-policy', "default-src 'none'; frame-ancestors 'none'")
  if (c.get('publicOrigin')?.startsWith('https:') === true) c.header('strict-transport-security', 'max-age=31536000')
}
