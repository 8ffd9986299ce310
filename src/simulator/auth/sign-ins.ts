import type { PendingMfa } from './codes.ts'

/** What the `SESSION` cookie stands for. */
export interface SsoSession {
  readonly id: string
  readonly userAgent: string
  /** Form token of the page that was shown last; null before the first. */
  csrf: string | null
  pending: PendingMfa | null
}

/** Attempts to log in with one client id (AUTH 10.1: limits are counted for each pair). */
export interface LoginCount {
  readonly email: string
  /** Empty for the widget, which has none. */
  readonly clientId: string
  count: number
}

/** Who is at the door of SSO: sessions, browsers that are signed in, and passes from one page to the next. */
export interface SignIns {
  openSession(userAgent: string): SsoSession
  session(id: string | undefined): SsoSession | null
  /** A form token, good until the next one. */
  newCsrf(session: SsoSession): string
  /** A ticket-granting cookie: whoever holds it is signed in (AUTH 1.6). */
  grant(): string
  isGranted(value: string | undefined): boolean
  /** Ends every SSO session; tokens stay good. */
  revokeGrants(): void
  /** Ten letters that lead from the code to the ticket, once. */
  passFor(service: string): string
  /** The service of such a pass; null for one that is unknown or was used. */
  takePass(pass: string): string | null
  countLogin(email: string, clientId: string): LoginCount
  readonly logins: readonly LoginCount[]
}

export function createSignIns(secret: (label: string) => string): SignIns {
  const sessions = new Map<string, SsoSession>()
  const passes = new Map<string, string>()
  const grants = new Set<string>()
  const logins: LoginCount[] = []
  const hex = (label: string) => Buffer.from(secret(label), 'base64url').toString('hex')
  return {
    openSession(userAgent) {
      const session: SsoSession = { id: secret('session'), userAgent, csrf: null, pending: null }
      sessions.set(session.id, session)
      return session
    },
    session: (id) => (id === undefined ? null : (sessions.get(id) ?? null)),
    newCsrf(session) {
      // 100 hexadecimal characters, as recorded.
      session.csrf = `${hex('csrf')}${hex('csrf')}`.slice(0, 100)
      return session.csrf
    },
    grant() {
      const value = `TGT-${secret('castgc')}`
      grants.add(value)
      return value
    },
    isGranted: (value) => value !== undefined && grants.has(value),
    revokeGrants: () => grants.clear(),
    passFor(service) {
      const pass = hex('pass').slice(0, 10)
      passes.set(pass, service)
      return pass
    },
    takePass(pass) {
      const service = passes.get(pass) ?? null
      passes.delete(pass)
      return service
    },
    countLogin(email, clientId) {
      const same = email.toLowerCase()
      let found = logins.find((one) => one.email === same && one.clientId === clientId)
      if (!found) {
        found = { email: same, clientId, count: 0 }
        logins.push(found)
      }
      found.count++
      return found
    },
    logins,
  }
}
