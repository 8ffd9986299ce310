import {
  type Clock,
  fail,
  type GarminTokens,
  type Instant,
  isFailure,
  needsRefresh,
  toInstant,
  toRfc3339,
} from '../../domain/index.ts'
import { createHttp, type HttpOptions } from '../http/http.ts'
import type { GarminLocation, TokenSource, TokenStore, WithLock } from '../types.ts'
import type { OAuthConsumer } from './legacy.ts'
import { createRenewal } from './renewal.ts'
import { createSharedWork } from './shared-work.ts'

export interface TokenSourceOptions {
  readonly location: GarminLocation
  /** The sealed pair of one account. */
  readonly store: TokenStore
  readonly withLock: WithLock
  /** One name for an account, the same in all processes. */
  readonly lockName: string
  readonly clock: Clock
  readonly userAgent: string
  readonly headers?: HttpOptions['headers']
  readonly clientIds?: readonly string[] | null
  /** For sessions taken over from OAuth1 tools; null = none is configured. */
  readonly consumer?: OAuthConsumer | null
  readonly timeouts?: HttpOptions['timeouts']
}

type Stored = NonNullable<Awaited<ReturnType<TokenStore['load']>>>

const firstPauseMs = 60_000
/** Other processes wait for the lock meanwhile. */
const longestRefreshMs = 60_000
const longestPauseMs = 30 * 60_000

/**
 * The account's access token, refreshed in time: one refresh at a time in this process and, by the lock, in all of
 * them; written durably before it is used; the old pair is kept whatever happens, until Garmin says that it is over.
 */
export function createTokenSource(options: TokenSourceOptions): TokenSource {
  const { store, clock, withLock, lockName } = options
  const refreshing = createSharedWork<GarminTokens>()
  let sent = 0
  /** While the old token is still good, trouble with an early refresh is not repeated at every request. */
  let calmUntil = 0
  let calmMs = 0

  async function load(): Promise<Stored> {
    const stored = await store.load()
    if (!stored) throw fail('auth.sign-in-needed')
    if (stored.over) throw fail('auth.session-over')
    return stored
  }

  /** Refreshes under the lock, unless the pair stored by then is no longer the one that was found wanting. */
  async function refreshLocked(version: number, allGone: AbortSignal, unlessWithinMs: number): Promise<GarminTokens> {
    const work = async () => {
      const stored = await load()
      if (stored.version !== version) return stored.tokens
      const pause = await store.pause()
      // Again under the lock: between a new pair and its mark another process may have looked.
      if (isRefreshedWithin(stored.tokens, pause, unlessWithinMs)) return stored.tokens
      if (pause && pause.until > clock()) throw limited(pause.until)
      if (stored.tokens.refreshToken.open() === '' && stored.tokens.legacy === undefined) {
        await store.markOver(version)
        throw fail('auth.session-over')
      }
      // A store that cannot be written has to be noticed before Garmin rotates the token, not after.
      await store.setPause({ until: clock(), lastMs: pause?.lastMs ?? 0 })
      if (allGone.aborted) throw fail('interrupted')
      const next = await askForNext(stored, pause?.lastMs ?? 0)
      const kept = await store.replace(next, version)
      // A pause that ended at the receipt marks a pair that came by a refresh and not by a sign-in.
      await store.setPause({ until: next.receivedAt, lastMs: 0 })
      // Somebody signed in anew meanwhile: theirs is the pair in force.
      return kept ? next : (await load()).tokens
    }
    return withLock(lockName, work, allGone)
  }

  async function askForNext(stored: Stored, lastPauseMs: number): Promise<GarminTokens> {
    const { userAgent, headers, timeouts, clientIds, consumer } = options
    const http = createHttp({
      origin: options.location.origin,
      userAgent,
      headers,
      timeouts: { totalMs: longestRefreshMs, ...timeouts },
    })
    try {
      sent++
      return await createRenewal({ http, clock, clientIds, consumer }).refresh(stored.tokens)
    } catch (failure) {
      if (isFailure(failure, 'auth.session-over')) await store.markOver(stored.version)
      if (!isFailure(failure, 'garmin.rate-limited')) throw failure
      const given = failure.data.retryAfterMs
      const ms = typeof given === 'number' ? Math.max(given, 1000) : doubled(lastPauseMs)
      const until = toInstant(clock() + ms)
      await store.setPause({ until, lastMs: typeof given === 'number' ? lastPauseMs : ms })
      throw limited(until)
    } finally {
      await http.close()
    }
  }

  /** Many callers, one refresh of that version. */
  function refreshFrom(version: number, signal: AbortSignal | undefined, unlessWithinMs = 0): Promise<GarminTokens> {
    return refreshing.run(version, (allGone) => refreshLocked(version, allGone, unlessWithinMs), signal)
  }

  /** It came by a refresh, not by a sign-in, less than so long ago. */
  function isRefreshedWithin(tokens: GarminTokens, pause: { until: Instant } | null, ms: number): boolean {
    return Math.abs(clock() - tokens.receivedAt) < ms && pause?.until === tokens.receivedAt
  }

  return {
    async access(signal) {
      const { tokens, version } = await load()
      const now = clock()
      if (!needsRefresh(tokens, now)) return tokens.accessToken
      const good = tokens.expiresAt > now
      if (good && now < calmUntil) return tokens.accessToken
      try {
        const next = await refreshFrom(version, signal)
        calmMs = 0
        return next.accessToken
      } catch (failure) {
        if (!good || !isTrouble(failure)) throw failure
        calmMs = doubled(calmMs)
        calmUntil = now + calmMs
        return tokens.accessToken
      }
    },

    async refresh({ refused, unlessWithinMs = 0, signal } = {}) {
      const { tokens, version } = await load()
      if (refused && refused.open() !== tokens.accessToken.open()) return tokens
      if (unlessWithinMs > 0 && isRefreshedWithin(tokens, await store.pause(), unlessWithinMs)) return tokens
      return refreshFrom(version, signal, unlessWithinMs)
    },

    get requests() {
      return sent
    },

    idle: () => refreshing.idle(),
  }
}

function doubled(lastMs: number): number {
  return Math.min(Math.max(firstPauseMs, 2 * lastMs), longestPauseMs)
}

function limited(until: Instant) {
  return fail('garmin.rate-limited', { retryAt: until, until: ` until ${toRfc3339(until)}` })
}

/** Nothing that concerns the pair in hand: it is as good as before. */
function isTrouble(failure: unknown): boolean {
  if (!isFailure(failure)) return false
  return failure.code.startsWith('garmin.') || ['auth.client-refused', 'auth.wrong-region'].includes(failure.code)
}
