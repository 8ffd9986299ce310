import { createHash, randomUUID, randomBytes as systemRandom } from 'node:crypto'
import {
  fail,
  type Instant,
  isFailure,
  redacted,
  type Secret,
  sessionStatus,
  toInstant,
  type UserId,
  type UserSession,
} from '../../domain/index.ts'
import type { StoredSession } from '../../store/index.ts'
import { createAccessTokens } from './access-token.ts'
import type { Accounts } from './accounts.ts'
import type { ApiServices } from './types.ts'

/** An access token lives an hour: long enough that a sync needs no refresh, short enough to lose. */
const accessMs = 3_600_000
const refreshMs = 30 * 86_400_000
/** The owner's own session is renewed when less than this is left, so that a command that starts now can end. */
const renewMs = 10 * 60_000
const touchEveryMs = 60_000
/** A cookie's end moves at most once a day. */
const prolongEveryMs = 86_400_000

/** A session that may act, and the account it acts for. */
export interface ActiveSession {
  readonly row: StoredSession
  readonly userId: UserId
}

type Needs = Pick<ApiServices, 'store' | 'clock' | 'keys' | 'randomBytes'>

/** Sessions of our clients: issued, refreshed, checked, ended. The store knows refresh tokens by their hash only. */
export function createSessions(services: Needs, accounts: Accounts) {
  const { store, clock, randomBytes = systemRandom } = services
  const accessTokens = createAccessTokens(services.keys.jwt)
  const newRefreshToken = () => Buffer.from(randomBytes(32)).toString('base64url')

  /** The session as it is shown; with `refreshToken`, as it is issued. */
  const show = async ({ row, userId }: ActiveSession, refreshToken?: string): Promise<UserSession> => ({
    session_id: row.session_id,
    user_id: userId,
    access_token: refreshToken === undefined ? redacted : await accessTokens.issue(claimsOf(row)),
    refresh_token: refreshToken ?? redacted,
    expires_at: row.expires_at,
    mfa_enabled: row.mfa_enabled,
    created_at: row.created_at,
    last_used_at: row.last_used_at,
    status: sessionStatus(row, clock()),
    token_id: row.token_id,
  })

  /** New tokens for a session whose refresh token is still the one with that hash; null when it is not. */
  const rotate = async (row: StoredSession): Promise<{ row: StoredSession; refreshToken: string } | null> => {
    const refreshToken = newRefreshToken()
    const next = { refresh_hash: hashOf(refreshToken), ...lifeFrom(clock()) }
    if (!(await store.sessions.rotate(row.session_id, row.refresh_hash, next))) return null
    return { row: { ...row, ...next, previous_refresh_hash: row.refresh_hash }, refreshToken }
  }

  const create = async (userId: UserId, kind: StoredSession['kind'], mfaEnabled: boolean) => {
    const refreshToken = newRefreshToken()
    const now = clock()
    const life = kind === 'browser' ? cookieLifeFrom(now) : lifeFrom(now)
    const row: StoredSession = {
      session_id: randomUUID(),
      user_id: userId,
      token_id: randomUUID(),
      refresh_hash: hashOf(refreshToken),
      previous_refresh_hash: null,
      ...life,
      mfa_enabled: mfaEnabled,
      created_at: now,
      ended_at: null,
      kind,
      label: null,
    }
    await store.sessions.create(row)
    return { row, refreshToken }
  }

  const rowsOf = async (userId: UserId): Promise<StoredSession[]> => {
    const lists = await Promise.all((await accounts.idsOf(userId)).map((id) => store.sessions.list(id)))
    return lists.flat()
  }

  const findLocal = async (userId: UserId) =>
    (await rowsOf(userId)).find((row) => row.kind === 'local' && row.ended_at === null) ?? null

  const mfaEnabled = async (userId: UserId) => (await store.accounts.find(userId))?.mfa_enabled ?? false

  return {
    /** A session for a new client, with its tokens. The home's owner has one for all commands. */
    issue: async (userId: UserId, kind: StoredSession['kind']): Promise<UserSession> => {
      const local = kind === 'local' ? await findLocal(userId) : null
      const issued = local === null ? null : await rotate(local)
      const { row, refreshToken } = issued ?? (await create(userId, kind, await mfaEnabled(userId)))
      return show({ row, userId }, refreshToken)
    },

    /** The owner's own session, opened by itself. Nothing is written while it has some time left. */
    local: async (userId: UserId): Promise<ActiveSession> => {
      const row = await findLocal(userId)
      if (row === null) return { row: (await create(userId, 'local', await mfaEnabled(userId))).row, userId }
      if (row.expires_at - clock() >= renewMs) return { row, userId }
      const renewed = await rotate(row).catch(unlessStoreTrouble)
      // Another command was faster: what it wrote is as good.
      return { row: renewed?.row ?? (await store.sessions.find(row.session_id)) ?? row, userId }
    },

    /** A token for the owner's own session. Its hour counts from now, so that it is good whether or not a write was. */
    tokenOf: ({ row }: ActiveSession): Promise<string> =>
      accessTokens.issue({ ...claimsOf(row), expiresAt: toInstant(clock() + accessMs) }),

    /** Notes the use of a session, at most once a minute. */
    touch: async ({ row }: ActiveSession): Promise<void> => {
      const now = clock()
      if (now - row.last_used_at >= touchEveryMs)
        await store.sessions.touch(row.session_id, now).catch(unlessStoreTrouble)
    },

    /** @throws auth.session-needed for a token that is not ours or over, and for a session that has ended */
    authenticate: async (token: string): Promise<ActiveSession> => {
      const claims = await accessTokens.read(token)
      const row = claims === null ? null : await store.sessions.find(claims.sessionId)
      if (claims === null || row === null || row.ended_at !== null || row.user_id !== claims.userId)
        throw fail('auth.session-needed')
      if (claims.expiresAt <= clock()) throw fail('auth.session-needed')
      return { row, userId: await accounts.resolve(row.user_id) }
    },

    /**
     * By what a browser's cookie holds. It does not rotate: two pages of one browser ask at the same time, and the later
     * one would look like a thief. Its life counts from its use.
     * @throws auth.session-needed
     */
    authenticateCookie: async (secret: Secret): Promise<ActiveSession> => {
      const row = await store.sessions.findByRefreshHash(hashOf(secret.open()))
      const now = clock()
      if (row === null || row.kind !== 'browser' || row.ended_at !== null || row.refresh_expires_at <= now)
        throw fail('auth.session-needed')
      if (row.refresh_expires_at - now < refreshMs - prolongEveryMs)
        await store.sessions
          .rotate(row.session_id, row.refresh_hash, { refresh_hash: row.refresh_hash, ...cookieLifeFrom(now) })
          .catch(unlessStoreTrouble)
      return { row, userId: await accounts.resolve(row.user_id) }
    },

    /** Rotates both tokens. A refresh token that was used before ends the session. @throws auth.session-needed */
    refresh: async (refreshToken: Secret): Promise<UserSession> => {
      const hash = hashOf(refreshToken.open())
      const row = await store.sessions.findByRefreshHash(hash)
      if (row === null || row.kind === 'browser' || row.ended_at !== null || row.refresh_expires_at <= clock())
        throw fail('auth.session-needed')
      const rotated = row.refresh_hash === hash ? await rotate(row) : null
      if (rotated === null) {
        await store.sessions.end(row.session_id, clock())
        throw fail('auth.session-needed')
      }
      return show({ row: rotated.row, userId: await accounts.resolve(row.user_id) }, rotated.refreshToken)
    },

    show,

    rows: rowsOf,

    /** @throws auth.session-not-found */
    name: async (userId: UserId, sessionId: string, label: string | null): Promise<ActiveSession> => {
      const row = (await rowsOf(userId)).find((one) => one.session_id === sessionId)
      if (row === undefined) throw fail('auth.session-not-found', { value: sessionId })
      await store.sessions.name(sessionId, label)
      return { row: { ...row, label }, userId }
    },

    /**
     * Ends a session of the account. The sealed pair goes with the last one that was good, and with the owner's own.
     * @throws auth.session-not-found
     */
    end: async (userId: UserId, sessionId: string): Promise<UserSession> => {
      const rows = await rowsOf(userId)
      const row = rows.find((one) => one.session_id === sessionId)
      if (row === undefined) throw fail('auth.session-not-found', { value: sessionId })
      const now = clock()
      if (row.ended_at === null) await store.sessions.end(sessionId, now)
      const left = rows.filter((one) => one !== row && one.ended_at === null && one.refresh_expires_at > now)
      if (row.kind === 'local' || left.length === 0) await store.tokens.delete(userId)
      return show({ row: { ...row, ended_at: row.ended_at ?? now }, userId })
    },
  }
}
export type Sessions = ReturnType<typeof createSessions>

function lifeFrom(now: Instant) {
  return {
    expires_at: toInstant(now + accessMs),
    refresh_expires_at: toInstant(now + refreshMs),
    last_used_at: now,
  }
}

/** What a cookie carries is no token that is handed on, so it needs no short life beside the long one. */
function cookieLifeFrom(now: Instant) {
  const end = toInstant(now + refreshMs)
  return { expires_at: end, refresh_expires_at: end, last_used_at: now }
}

function claimsOf(row: StoredSession) {
  return { sessionId: row.session_id, userId: row.user_id, expiresAt: row.expires_at }
}

/** What was fetched must be readable on a full disk too, so what is only noted may fail there. */
function unlessStoreTrouble(failure: unknown): null {
  if (isFailure(failure) && failure.code.startsWith('store.')) return null
  throw failure
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
