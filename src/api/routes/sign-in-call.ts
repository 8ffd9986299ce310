import type { Context } from 'hono'
import type { UserSessionJson } from '../../contract/index.ts'
import type { UserSession } from '../../domain/index.ts'
import type { Env } from '../env.ts'
import type { Auth } from '../services/auth.ts'
import type { SignInCall } from '../services/sign-in.ts'
import { toCookie, wantsCookie } from '../session-cookie.ts'
import { toSessionJson } from '../wire.ts'

/** On whose behalf the request signs in. */
export function callOf(c: Context<Env>): SignInCall {
  const trusted = c.env.trusted === true
  return { trusted, browser: !trusted && wantsCookie(c), signal: c.req.raw.signal }
}

/** Counts a try from outside. @throws request.insecure, request.too-many */
export function knock(c: Context<Env>, auth: Auth): void {
  if (c.env.trusted !== true) auth.admission.knock(c.get('peer'))
}

/** The answer that issues a session: with its tokens, or with a cookie and without them. */
export function issued(c: Context<Env>, session: UserSession): UserSessionJson {
  return toSessionJson(callOf(c).browser ? toCookie(c, session) : session)
}
