import type { UserId } from './ids.ts'
import type { Instant } from './instant.ts'

export type SessionStatus = 'active' | 'expired' | 'ended'

/**
 * One signed-in client of ours (a CLI on a laptop, a browser). `access_token` is a short-lived JWT for our API,
 * `refresh_token` is opaque and rotates; both are `[redacted]` except in the answer that issues them.
 */
export interface UserSession {
  readonly session_id: string
  readonly user_id: UserId
  readonly access_token: string
  readonly refresh_token: string
  /** End of the access token; after it the session is `expired` until its client refreshes it. */
  readonly expires_at: Instant
  /** The account is known to ask for a code at sign-in. */
  readonly mfa_enabled: boolean
  readonly created_at: Instant
  readonly last_used_at: Instant
  readonly status: SessionStatus
  /** The one AuthenticationToken of this session. */
  readonly token_id: string
}

/** A session is active until `expires_at`, expired after it, and ended for good once it was ended. */
export function sessionStatus(session: { expires_at: Instant; ended_at: Instant | null }, now: Instant): SessionStatus {
  if (session.ended_at !== null) return 'ended'
  return now < session.expires_at ? 'active' : 'expired'
}
