import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { MiddlewareHandler } from 'hono'
import type { Env } from './env.ts'

/** One packet holds about as much; smaller answers gain nothing by being compressed. */
const worthBytes = 1400
const deflated = promisify(gzip)

/**
 * For answers that are large or asked for again and again: an ETag, 304 for who has the answer already, and gzip for
 * who takes it. The tag is of the content and therefore weak: it is the same however the answer travels.
 */
export const sparing: MiddlewareHandler<Env> = async (c, next) => {
  await next()
  if (c.res.status !== 200 || c.req.method !== 'GET') return
  // A path may fit two routes: `health/series` is `health/{table}` as well.
  if (c.res.headers.has('etag')) return
  const body = new Uint8Array(await c.res.arrayBuffer())
  const headers = new Headers(c.res.headers)
  const tag = `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  headers.set('etag', tag)
  headers.append('vary', 'accept-encoding')
  if (matches(c.req.header('if-none-match'), tag)) {
    headers.delete('content-type')
    headers.delete('content-length')
    c.res = undefined
    c.res = new Response(null, { status: 304, headers })
    return
  }
  const small = body.length >= worthBytes && takesGzip(c.req.header('accept-encoding')) ? await deflated(body) : null
  if (small !== null) headers.set('content-encoding', 'gzip')
  headers.delete('content-length')
  c.res = undefined
  c.res = new Response(small ?? body, { status: 200, headers })
}

/** RFC 9110, section 13.1.2: weak comparison. */
export function matches(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false
  const bare = (text: string) => text.trim().replace(/^W\//, '')
  return header.trim() === '*' || header.split(',').some((one) => bare(one) === bare(tag))
}

/** RFC 9110, section 12.5.3; `gzip;q=0` is a refusal. */
function takesGzip(header: string | undefined): boolean {
  return (header ?? '').split(',').some((part) => /^\s*gzip\s*(;\s*q=(?!0(\.0*)?\s*$)[\d.]+\s*)?$/i.test(part))
}
