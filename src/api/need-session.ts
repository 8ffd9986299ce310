import type { Context, MiddlewareHandler } from 'hono'
import { fail } from '../domain/index.ts'
import type { Env } from './env.ts'
import type { Auth } from './services/auth.ts'

/** Finds the session that asks: by its token, or in process as the owner's own. @throws auth.session-needed */
export function needSession(auth: Auth): MiddlewareHandler<Env> {
  return async (c, next) => {
    const token = bearerOf(c)
    if (token === null && c.env.trusted !== true) throw fail('auth.session-needed')
    const session = token === null ? await auth.local(c.env.user ?? null) : await auth.sessions.authenticate(token)
    await auth.sessions.touch(session)
    c.set('session', session)
    await next()
  }
}

/** The token that came along; null where none was sent. @throws auth.session-needed for a header that holds none */
export function bearerOf(c: Context<Env>): string | null {
  const header = c.req.header('authorization')
  if (header === undefined) return null
  const token = /^Bearer +(\S+)$/i.exec(header)?.[1]
  if (token === undefined) throw fail('auth.session-needed')
  return token
}
