import type { Context, MiddlewareHandler } from 'hono'
import { fail, isFailure } from '../domain/index.ts'
import type { Env } from './env.ts'
import type { Auth } from './services/auth.ts'
import type { ActiveSession } from './services/sessions.ts'
import { cookiesOf, userOf } from './session-cookie.ts'

/** Finds the session that asks: by its token, or in process as the owner's own. @throws auth.session-needed */
export function needSession(auth: Auth): MiddlewareHandler<Env> {
  return async (c, next) => {
    const session = (await sessionOf(c, auth)) ?? (c.env.trusted === true ? await auth.local(c.env.user ?? null) : null)
    if (session === null) throw fail('auth.session-needed')
    await auth.sessions.touch(session)
    if (c.env.trusted !== true)
      await auth.places.note(session, { userAgent: c.req.header('user-agent') ?? null, address: c.get('peer').address })
    c.set('session', session)
    await next()
  }
}

/** The session that came along, as a bearer token or a browser's cookie. @throws auth.session-needed for one that is over */
export async function sessionOf(c: Context<Env>, auth: Auth): Promise<ActiveSession | null> {
  const token = bearerOf(c)
  if (token !== null) return auth.sessions.authenticate(token)
  return sessionOfBrowser(c, auth)
}

/** Of several cookies the one of the account that the request names; the only one needs no name. */
async function sessionOfBrowser(c: Context<Env>, auth: Auth): Promise<ActiveSession | null> {
  const cookies = cookiesOf(c)
  const named = userOf(c)
  if (named === null)
    return cookies.length === 1 && cookies[0] ? auth.sessions.authenticateCookie(cookies[0].secret) : null
  const own = cookies.find(({ userId }) => userId === named)
  if (own !== undefined) return auth.sessions.authenticateCookie(own.secret)
  // A cookie keeps the name under which it was given, also when the account has its proven number by now.
  for (const { secret } of cookies) {
    const session = await auth.sessions.authenticateCookie(secret).catch(unlessOver)
    if (session?.userId === named) return session
  }
  return null
}

/** Null for a session that is over. */
export function unlessOver(thrown: unknown): null {
  if (isFailure(thrown, 'auth.session-needed')) return null
  throw thrown
}

/** The token that came along; null where none was sent. @throws auth.session-needed for a header that holds none */
function bearerOf(c: Context<Env>): string | null {
  const header = c.req.header('authorization')
  if (header === undefined) return null
  const token = /^Bearer +(\S+)$/i.exec(header)?.[1]
  if (token === undefined) throw fail('auth.session-needed')
  return token
}
