import type { Identity } from '../life/index.ts'
import type { Mail, SimulatorOptions } from '../types.ts'
import { accessToken, digest, refreshToken, uuidFrom } from './jwt.ts'

/** What tests may do to the signed-in state from Garmin's side. */
export interface AuthControl {
  /** Every access token is expired from now on; refresh tokens stay good. */
  expireAccessTokens(): void
  /** Signed out everywhere: no token of any kind is good any more. */
  signOutEverywhere(): void
  /** An OAuth1 session as the older tools hold one (AUTH section 6); `mfa` says whether it comes with an MFA token. */
  issueOauth1(mfa: boolean): Oauth1Token
  /** Every OAuth1 token is dead from now on; bearers stay good. */
  revokeOauth1(): void
  /** Sign-ins, exchanges and refreshes that succeeded. */
  readonly counts: { logins: number; exchanges: number; refreshes: number }
}

export interface Oauth1Token {
  readonly token: string
  readonly secret: string
  readonly mfaToken: string | null
}

export interface SsoSession {
  readonly userAgent: string
  pending: PendingMfa | null
}

/** A sign-in that waits for its code. It belongs to the session that caused it (AUTH 2.3). */
export interface PendingMfa {
  readonly code: string
  /** The query of the login; verifyCode must repeat it. */
  readonly search: string
  readonly method: 'email' | 'phone'
  readonly service: string
  readonly expiresAt: number
  triesLeft: number
}

export interface Ticket {
  readonly service: string
  readonly userAgent: string
  readonly expiresAt: number
  used: boolean
}

interface Family {
  readonly clientId: string
  current: string
  readonly old: Set<string>
  readonly access: Set<string>
  alive: boolean
}

export interface TokenPair {
  readonly access: string
  readonly refresh: string
  readonly expiresInS: number
  readonly jti: string
}

export interface AuthState extends AuthControl {
  readonly inbox: Mail[]
  /** No login before this moment is welcome, after a 429. */
  blockedUntil: number
  openSession(userAgent: string): string
  session(id: string | undefined): SsoSession | null
  sendCode(session: SsoSession | null, search: string, service: string, method: 'email' | 'phone'): void
  issueTicket(service: string, userAgent: string): string
  ticket(value: string): Ticket | null
  openFamily(clientId: string): TokenPair
  /** A new pair, or why not. */
  rotate(refresh: string, clientId: string): TokenPair | 'unknown' | 'reused'
  oauth1(token: string): Oauth1Token | null
  checkAccess(token: string): 'good' | 'expired' | 'unknown'
  /** A value that nobody can guess, for cookies. */
  secret(label: string): string
  now(): number
}

const pendingMs = 10 * 60_000
export const scopes = 'ATP_READ ATP_WRITE CONNECT_READ CONNECT_WRITE DI_API_READ GHS_SAMD GHS_UPLOAD'.split(' ')

export function createAuthState(options: SimulatorOptions, { garminGuid }: Pick<Identity, 'garminGuid'>): AuthState {
  const now = options.clock ?? Date.now
  const ticketMs = (options.ticketSeconds ?? 60) * 1000
  const expiresInS = options.accessTokenSeconds ?? 86_399
  const salt = `${options.seed ?? 7} ${now()}`
  let counter = 0
  const secret = (label: string) => Buffer.from(digest(salt, label, counter++)).toString('base64url')

  const sessions = new Map<string, SsoSession>()
  const tickets = new Map<string, Ticket>()
  const oauth1Tokens = new Map<string, Oauth1Token>()
  const families = new Set<Family>()
  const access = new Map<string, { readonly expiresAt: number; expired: boolean; readonly family: Family }>()
  const inbox: Mail[] = []
  const counts = { logins: 0, exchanges: 0, refreshes: 0 }

  function pairFor(family: Family): TokenPair {
    const issuedAtS = Math.floor(now() / 1000)
    const jti = uuidFrom(salt, 'jti', counter++)
    const claims = { issuedAtS, expiresAtS: issuedAtS + expiresInS, clientId: family.clientId, jti, scope: scopes }
    const token = accessToken({ ...claims, garminGuid })
    family.current = refreshToken(uuidFrom(salt, 'refresh', counter++), garminGuid)
    family.access.add(token)
    access.set(token, { expiresAt: now() + expiresInS * 1000, expired: false, family })
    return { access: token, refresh: family.current, expiresInS, jti }
  }

  function end(family: Family): void {
    family.alive = false
    for (const token of family.access) access.delete(token)
  }

  return {
    inbox,
    counts,
    blockedUntil: 0,
    now,
    secret,
    openSession(userAgent) {
      const id = secret('session')
      sessions.set(id, { userAgent, pending: null })
      return id
    },
    session: (id) => (id === undefined ? null : (sessions.get(id) ?? null)),
    sendCode(session, search, service, method) {
      const code = String(100_000 + (Buffer.from(digest(salt, 'code', counter++)).readUInt32BE(0) % 900_000))
      const sentTo = method === 'phone' ? '*******4321' : masked(options.email ?? defaults.email)
      const triesLeft = options.mfaTries ?? 5
      if (session) session.pending = { code, search, method, service, expiresAt: now() + pendingMs, triesLeft }
      inbox.push({ code, sentTo, at: now() })
      options.onCode?.(code, sentTo)
    },
    issueTicket(service, userAgent) {
      // ST-<6 or 7 digits>-<20 letters or digits>-sso (AUTH 2.5)
      const letters = secret('ticket')
        .replace(/[^A-Za-z0-9]/g, '')
        .padEnd(20, '7')
        .slice(0, 20)
      const value = `ST-${String(100_000 + tickets.size)}-${letters}-sso`
      tickets.set(value, { service, userAgent, expiresAt: now() + ticketMs, used: false })
      counts.logins++
      return value
    },
    ticket: (value) => tickets.get(value) ?? null,
    openFamily(clientId) {
      const family: Family = { clientId, current: '', old: new Set(), access: new Set(), alive: true }
      families.add(family)
      counts.exchanges++
      return pairFor(family)
    },
    rotate(refresh, clientId) {
      for (const family of families) {
        if (!family.alive || family.clientId !== clientId) continue
        if (family.old.has(refresh)) {
          if (options.reuseKillsFamily) end(family)
          return 'reused'
        }
        if (family.current !== refresh) continue
        family.old.add(refresh)
        counts.refreshes++
        return pairFor(family)
      }
      return 'unknown'
    },
    issueOauth1(mfa) {
      const mfaToken = mfa
        ? `MFA-${counter}-${secret('mfa')
            .replace(/[^A-Za-z0-9]/g, '')
            .slice(0, 20)}-cas`
        : null
      const made = { token: uuidFrom(salt, 'oauth1', counter++), secret: secret('oauth1'), mfaToken }
      oauth1Tokens.set(made.token, made)
      return made
    },
    oauth1: (token) => oauth1Tokens.get(token) ?? null,
    revokeOauth1: () => oauth1Tokens.clear(),
    checkAccess(token) {
      const known = access.get(token)
      if (!known) return 'unknown'
      return known.expired || known.expiresAt <= now() ? 'expired' : 'good'
    },
    expireAccessTokens() {
      for (const known of access.values()) known.expired = true
    },
    signOutEverywhere() {
      for (const family of families) end(family)
    },
  }
}

export const defaults = { email: 'lena@example.com', password: 'correct horse' } as const

/** `us*****@example.com`, as the recorded answer writes it. */
function masked(email: string): string {
  const [name = '', host = ''] = email.split('@')
  return `${name.slice(0, 2)}*****@${host}`
}
