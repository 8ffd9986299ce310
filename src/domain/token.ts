import type { UserId } from './ids.ts'
import type { Instant } from './instant.ts'
import type { redacted, Secret } from './secret.ts'

/** Garmin's two worlds: separate users, separate hosts (AUTH section 8). */
export type Region = 'com' | 'cn'
export const regions: readonly Region[] = ['com', 'cn']

/** The credential towards Garmin as it is shown: one for each session, all of an account over one sealed pair. */
export interface AuthenticationToken {
  readonly token_id: string
  readonly user_id: UserId
  readonly access_token: typeof redacted
  readonly token_type: 'Bearer'
  /** Seconds left; 0 when it is over. */
  readonly expires_in: number
  readonly scope: string | null
  readonly created_at: Instant
  readonly last_used_at: Instant
  /** A code was given when it was obtained. */
  readonly mfa_verified: boolean
  /** When the pair in use came from Garmin. */
  readonly refreshed_at: Instant
  /** End of Garmin's refresh token, which it may extend; null where Garmin does not say. */
  readonly sign_in_until: Instant | null
  /** No sign-in with the password leaves before; null = now. */
  readonly cooldown_until: Instant | null
}

/** An OAuth1 session that another tool obtained (AUTH section 6): good for a year, and mints bearers without rotating. */
export interface LegacyGrant {
  readonly oauthToken: Secret
  readonly oauthTokenSecret: Secret
  /** Accounts that ask for a code have one. */
  readonly mfaToken: Secret | null
}

/** The pair that Garmin issued, as it is sealed in the store (AUTH section 5). */
export interface GarminTokens {
  readonly accessToken: Secret
  readonly refreshToken: Secret
  /** The DI client id that obtained them; a refresh must name the same (AUTH 5.2). */
  readonly clientId: string
  readonly region: Region
  readonly scope: string | null
  /** When we received them, by our own clock. */
  readonly receivedAt: Instant
  /** End of the access token by our own clock: receipt plus its life. */
  readonly expiresAt: Instant
  /** Whole life of the access token in seconds, as given at receipt. */
  readonly lifeSeconds: number
  /** End of the refresh token, when Garmin said so. */
  readonly refreshExpiresAt: Instant | null
  readonly mfaVerified: boolean
  /** Where the session came by an import: renewed by this and not by `refreshToken`, which is empty. */
  readonly legacy?: LegacyGrant
}

const quarterHourSeconds = 15 * 60

/** Refresh when less than min(15 min, a fifth of its life) is left, by our own clock. */
export function needsRefresh(tokens: Pick<GarminTokens, 'expiresAt' | 'lifeSeconds'>, now: Instant): boolean {
  const leftSeconds = (tokens.expiresAt - now) / 1000
  return leftSeconds < Math.min(quarterHourSeconds, tokens.lifeSeconds / 5)
}

/** Seconds left, never negative. */
export function expiresIn(tokens: Pick<GarminTokens, 'expiresAt'>, now: Instant): number {
  return Math.max(0, Math.floor((tokens.expiresAt - now) / 1000))
}
