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

/** What a browser holds for one account. The number may be one that stood in until the account's own was known. */
export interface SessionCookie {
  readonly userId: string
  readonly secret: Secret
}

/** Every session that the browser has here. */
export function cookiesOf(c: Context<Env>): SessionCookie[] {
  return Object.entries(getCookie(c))
    .filter(([name]) => isId64(accountOf(name)))
    .map(([name, value]) => ({ userId: accountOf(name), secret: new Secret(value) }))
}

/** The account that the request is for; null = it names none. */
export function userOf(c: Context<Env>): string | null {
  return c.req.header(userHeader) ?? null
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
