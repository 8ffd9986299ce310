import type { Context, MiddlewareHandler } from 'hono'
import { fail } from '../domain/index.ts'
import type { Env } from './env.ts'
import type { Auth } from './services/auth.ts'
import type { ActiveSession } from './services/sessions.ts'
import { cookieOf } from './session-cookie.ts'

/** Finds the session that asks: by its token, or in process as the owner's own. @throws auth.session-needed */
export function needSession(auth: Auth): MiddlewareHandler<Env> {
  return async (c, next) => {
    const session = (await sessionOf(c, auth)) ?? (c.env.trusted === true ? await auth.local(c.env.user ?? null) : null)
    if (session === null) throw fail('auth.session-needed')
    await auth.sessions.touch(session)
    c.set('session', session)
    await next()
  }
}

/** The session that came along, as a bearer token or a browser's cookie. @throws auth.session-needed for one that is over */
export async function sessionOf(c: Context<Env>, auth: Auth): Promise<ActiveSession | null> {
  const token = bearerOf(c)
  if (token !== null) return auth.sessions.authenticate(token)
  const cookie = cookieOf(c)
  return cookie === null ? null : auth.sessions.authenticateCookie(cookie)
}

/** The token that came along; null where none was sent. @throws auth.session-needed for a header that holds none */
function bearerOf(c: Context<Env>): string | null {
  const header = c.req.header('authorization')
  if (header === undefined) return null
  const token = /^Bearer +(\S+)$/i.exec(header)?.[1]
  if (token === undefined) throw fail('auth.session-needed')
  return token
}
