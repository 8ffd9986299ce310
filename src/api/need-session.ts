import type { MiddlewareHandler } from 'hono'
import { fail } from '../domain/index.ts'
import type { Env } from './env.ts'
import type { Auth } from './services/auth.ts'

/** Finds the session that asks: by its token, or in process as the owner's own. @throws auth.session-needed */
export function needSession(auth: Auth): MiddlewareHandler<Env> {
  return async (c, next) => {
    const header = c.req.header('authorization')
    const token = /^Bearer +(\S+)$/i.exec(header ?? '')?.[1]
    const own = header === undefined && c.env.trusted === true
    if (token === undefined && !own) throw fail('auth.session-needed')
    const session = token === undefined ? await auth.local(c.env.user ?? null) : await auth.sessions.authenticate(token)
    await auth.sessions.touch(session)
    c.set('session', session)
    await next()
  }
}
