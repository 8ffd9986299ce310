import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { isId64, redacted, Secret, type UserSession } from '../domain/index.ts'
import type { Env } from './env.ts'

/** A browser has one cookie for each account it is signed in to; this header says which account a request is for. */
export const userHeader = 'x-garminsync-user'
/** `cookie`: the session that this request opens is for a browser. Sent by pages of ours only: it makes CORS ask first. */
export const sessionHeader = 'x-garminsync-session'

const prefix = 'garminsync-'
/** Browsers keep none longer than 400 days; the session behind it ends after 30 days without use anyway. */
const maxAge = 400 * 86_400

/** True when the one who signs in wants a cookie instead of tokens. */
export function wantsCookie(c: Context<Env>): boolean {
  return c.req.header(sessionHeader)?.toLowerCase() === 'cookie'
}

/** Puts the session into a cookie that scripts cannot read and other sites cannot send; its answer shows no token. */
export function toCookie(c: Context<Env>, session: UserSession): UserSession {
  setCookie(c, prefix + session.user_id, session.refresh_token, { ...attributes(c), maxAge })
  return { ...session, access_token: redacted, refresh_token: redacted }
}

/** The session secret of the account that the request names, else of the only one; null where there is none. */
export function cookieOf(c: Context<Env>): Secret | null {
  const named = c.req.header(userHeader)
  const sessions = Object.entries(getCookie(c)).filter(([name]) => isId64(accountOf(name)))
  const found =
    named === undefined
      ? sessions.length === 1
        ? sessions[0]
        : undefined
      : sessions.find(([name]) => accountOf(name) === named)
  return found === undefined ? null : new Secret(found[1])
}

/** The session has ended: its cookie goes as well. */
export function dropCookie(c: Context<Env>, userId: string): void {
  deleteCookie(c, prefix + userId, attributes(c))
}

function accountOf(name: string): string {
  return name.startsWith(prefix) ? name.slice(prefix.length) : ''
}

function attributes(c: Context<Env>) {
  return {
    path: '/',
    httpOnly: true,
    sameSite: 'Strict',
    // On loopback there is no TLS, and some browsers drop Secure cookies there.
    secure: c.get('peer').secure && c.get('publicOrigin')?.startsWith('https:') === true,
  } as const
}
