import type { Context } from 'hono'
import { routePath } from 'hono/route'
import type { Env } from './env.ts'
import type { Answered } from './services/types.ts'

/** The request whose answer is ready. The route is one of ours, never the path that somebody wrote. */
export function answeredOf(c: Context<Env>, ms: number): Answered {
  const route = routePath(c, -1)
  return {
    requestId: c.get('requestId'),
    // Anything can be sent as a method.
    method: methods.has(c.req.method) ? c.req.method : 'other',
    route: route.includes('*') ? null : route.replace(/:(\w+)/g, '{$1}'),
    status: c.res.status,
    ms,
    userId: c.get('session')?.userId ?? null,
  }
}

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])
