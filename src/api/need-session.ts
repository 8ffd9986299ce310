import type { MiddlewareHandler } from 'hono'
import { fail } from '../domain/index.ts'
import type { Env } from './env.ts'
import type { Auth } from './services/auth.ts'

/** Finds the session that asks: by its token, or in process as the owner's own. @throws auth.session-needed */
export function needSession(auth: Auth): MiddlewareHandler<Env> {
  return async (c, next) => {
    const header = c.req.header('authorization')
    const token = /^Bearer +(\S+)$/i.exec(header ?? '')?.[1]
    if (token !== undefined) c.set('session', await auth.sessions.authenticate(token))
    else if (header === undefined && c.env.trusted === true) c.set('session', await auth.local(c.env.user ?? null))
    else throw fail('auth.session-needed')
    await next()
  }
}
