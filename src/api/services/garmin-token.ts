import {
  type AuthenticationToken,
  expiresIn,
  fail,
  redacted,
  type Secret,
  toRfc3339,
  type UserId,
} from '../../domain/index.ts'
import { sealSession } from '../../garmin/index.ts'
import type { ActiveSession } from './sessions.ts'
import type { ApiServices } from './types.ts'

/** Two clients that refresh at once want one refresh. */
const freshMs = 10_000

type Needs = Pick<ApiServices, 'store' | 'tokenSource' | 'clock' | 'loginPausedUntil'>

/** The credential towards Garmin as sessions see it: all of an account draw on its one sealed pair. */
export function createGarminToken({ store, tokenSource, clock, loginPausedUntil }: Needs) {
  /** @throws auth.sign-in-needed, auth.session-over */
  const load = async (userId: UserId) => {
    const stored = await store.tokens.load(userId)
    if (stored === null) throw fail('auth.sign-in-needed')
    if (stored.over) throw fail('auth.session-over')
    return stored
  }
  const view = async ({ row, userId }: ActiveSession): Promise<AuthenticationToken> => {
    const { tokens, createdAt, lastUsedAt } = await load(userId)
    const key = (await store.accounts.find(userId))?.account_key ?? null
    return {
      token_id: row.token_id,
      user_id: userId,
      access_token: redacted,
      token_type: 'Bearer',
      expires_in: expiresIn(tokens, clock()),
      scope: tokens.scope,
      created_at: createdAt,
      last_used_at: lastUsedAt,
      mfa_verified: tokens.mfaVerified,
      refreshed_at: tokens.receivedAt,
      sign_in_until: tokens.refreshExpiresAt,
      cooldown_until: key === null ? null : await loginPausedUntil(key),
    }
  }
  return {
    view,
    /** When the pair ends by our own clock, as texts; null where there is no pair that is good. */
    ends: async (userId: UserId) => {
      const stored = await store.tokens.load(userId).catch(() => null)
      const tokens = stored === null || stored.over ? null : stored.tokens
      return {
        access_until: toRfc3339(tokens?.expiresAt ?? null),
        refresh_until: toRfc3339(tokens?.refreshExpiresAt ?? null),
      }
    },
    /** @throws auth.sign-in-needed, auth.session-over */
    check: async (userId: UserId): Promise<void> => {
      await load(userId)
    },
    /** The pair for another machine. @throws auth.sign-in-needed, auth.session-over */
    seal: async (userId: UserId, passphrase: Secret): Promise<string> =>
      sealSession((await load(userId)).tokens, passphrase),
    /** Renews the pair now, unless that was just done. @throws auth.session-over, garmin.* */
    refresh: async (session: ActiveSession, signal: AbortSignal): Promise<AuthenticationToken> => {
      await load(session.userId)
      const source = await tokenSource(session.userId)
      await source.refresh({ unlessWithinMs: freshMs, signal })
      return view(session)
    },
  }
}
export type GarminToken = ReturnType<typeof createGarminToken>
