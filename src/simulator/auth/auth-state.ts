import type { Identity } from '../life/index.ts'
import type { Mail, SimulatorOptions } from '../types.ts'
import { type Account, createAccount } from './account.ts'
import { type Codes, createCodes } from './codes.ts'
import { digest, uuidFrom } from './jwt.ts'
import { createSignIns, type LoginCount, type SignIns } from './sign-ins.ts'
import { createTokenFamilies, letters, type Oauth1Token, type TokenFamilies } from './tokens.ts'

/** What tests may do to the signed-in state from Garmin's side. */
export interface AuthControl {
  /** Whose account it is; how it wants codes and where it lives can be changed. */
  readonly account: Account
  /** A code that the person's authenticator app shows now and that was not used yet. */
  authenticatorCode(): string
  /**
   * A service ticket. `userAgent` is the program that has to exchange it, null for anyone; `door` ends its name: `sso`
   * for the JSON doors, `cas` for the widget (AUTH 2.5).
   */
  issueTicket(service: string, userAgent: string | null, door: 'sso' | 'cas'): string
  /** Every access token is expired from now on; refresh tokens stay good. */
  expireAccessTokens(): void
  /** Signed out everywhere: no token of any kind is good any more, and no browser is signed in. */
  signOutEverywhere(): void
  /** An OAuth1 session as the older tools hold one (AUTH section 6); `mfa` says whether it comes with an MFA token. */
  issueOauth1(mfa: boolean): Oauth1Token
  /** Every OAuth1 token is dead from now on; bearers stay good. */
  revokeOauth1(): void
  /** Sign-ins, exchanges and refreshes that succeeded. */
  readonly counts: { logins: number; exchanges: number; refreshes: number }
  /** Attempts to log in, by e-mail and client id. */
  readonly logins: readonly LoginCount[]
}

export interface Ticket {
  readonly service: string
  /** Null for one that a browser got: another program takes it on. */
  readonly userAgent: string | null
  readonly expiresAt: number
  used: boolean
}

export interface AuthState
  extends AuthControl,
    Omit<SignIns, 'logins'>,
    Pick<Codes, 'begin' | 'sendAgain' | 'isRight'>,
    Pick<TokenFamilies, 'openFamily' | 'rotate' | 'checkAccess'> {
  readonly inbox: Mail[]
  /** No login before this moment is welcome, after a 429. */
  blockedUntil: number
  ticket(value: string): Ticket | null
  oauth1(token: string): Oauth1Token | null
  /** A value that nobody can guess, for cookies. */
  secret(label: string): string
  now(): number
}

export function createAuthState(options: SimulatorOptions, identity: Pick<Identity, 'garminGuid'>): AuthState {
  const now = options.clock ?? Date.now
  const ticketMs = (options.ticketSeconds ?? 60) * 1000
  const salt = `${options.seed ?? 7} ${now()}`
  let counter = 0
  const secret = (label: string) => Buffer.from(digest(salt, label, counter++)).toString('base64url')
  const uuid = (label: string) => uuidFrom(salt, label, counter++)
  const number = () => String(100_000 + (Buffer.from(digest(salt, 'code', counter++)).readUInt32BE(0) % 900_000))

  const inbox: Mail[] = []
  const account = createAccount(options, identity)
  const codes = createCodes(options, account, { now, number, inbox })
  const signIns = createSignIns(secret)
  const families = createTokenFamilies({
    garminGuid: identity.garminGuid,
    expiresInS: options.accessTokenSeconds ?? 86_399,
    reuseKillsFamily: options.reuseKillsFamily ?? false,
    now,
    uuid,
  })
  const tickets = new Map<string, Ticket>()
  const oauth1Tokens = new Map<string, Oauth1Token>()
  const counts = Object.assign(families.counts, { logins: 0 })

  return {
    ...codes,
    ...signIns,
    ...families,
    account,
    inbox,
    counts,
    blockedUntil: 0,
    now,
    secret,
    authenticatorCode: codes.ofAuthenticator,
    issueTicket(service, userAgent, door) {
      // ST-<6 or 7 digits>-<20 letters or digits>-sso (AUTH 2.5)
      const value = `ST-${String(100_000 + tickets.size)}-${letters(secret('ticket'))}-${door}`
      tickets.set(value, { service, userAgent, expiresAt: now() + ticketMs, used: false })
      counts.logins++
      return value
    },
    ticket: (value) => tickets.get(value) ?? null,
    issueOauth1(mfa) {
      const mfaToken = mfa ? `MFA-${counter}-${letters(secret('mfa'))}-cas` : null
      const made = { token: uuid('oauth1'), secret: secret('oauth1'), mfaToken }
      oauth1Tokens.set(made.token, made)
      return made
    },
    oauth1: (token) => oauth1Tokens.get(token) ?? null,
    revokeOauth1: () => oauth1Tokens.clear(),
    signOutEverywhere() {
      families.end()
      signIns.revokeGrants()
    },
  }
}
