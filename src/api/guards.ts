import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { fail } from '../domain/index.ts'
import type { Env } from './env.ts'
import type { ApiServices } from './services/types.ts'

/** Bodies are a few fields; an import of files will bring its own limit. */
const maxBodyBytes = 64 * 1024

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])
const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

/**
 * What keeps other sites' pages out: only our own names are answered (a foreign name may have been made to point here),
 * a foreign Origin is refused, and what changes something must be JSON, which no plain form can send.
 */
export function guards(services: Pick<ApiServices, 'hosts'>): MiddlewareHandler<Env>[] {
  const checkSender: MiddlewareHandler<Env> = async (c, next) => {
    if (c.env.trusted !== true) checkHost(c, services.hosts ?? [])
    if (!safe.has(c.req.method)) {
      const origin = c.req.header('origin')
      if (origin !== undefined && origin !== new URL(c.req.url).origin) throw fail('request.origin')
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
  return [checkSender, limitBody]
}

function checkHost(c: Context<Env>, hosts: readonly string[]): void {
  const { hostname } = new URL(c.req.url)
  if (!loopback.test(hostname) && !hosts.includes(hostname)) throw fail('request.origin')
}
