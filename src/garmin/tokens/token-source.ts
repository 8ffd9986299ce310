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
import { abortable } from '../sleep.ts'
import type { GarminLocation, TokenSource, TokenStore, WithLock } from '../types.ts'
import { createDi } from './di.ts'

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
  readonly timeouts?: HttpOptions['timeouts']
}

type Stored = NonNullable<Awaited<ReturnType<TokenStore['load']>>>

/** A refresh that somebody waits for. */
interface UnderWay {
  readonly version: number
  readonly result: Promise<GarminTokens>
  readonly leave: AbortController
  waiting: number
}

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
  let underWay: UnderWay | null = null
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
  async function refreshLocked(version: number, signal: AbortSignal): Promise<GarminTokens> {
    const work = async () => {
      const stored = await load()
      if (stored.version !== version) return stored.tokens
      const pause = await store.pause()
      if (pause && pause.until > clock()) throw limited(pause.until)
      if (stored.tokens.refreshToken.open() === '') {
        await store.markOver(version)
        throw fail('auth.session-over')
      }
      // A store that cannot be written has to be noticed before Garmin rotates the token, not after.
      await store.setPause({ until: clock(), lastMs: pause?.lastMs ?? 0 })
      if (signal.aborted) throw fail('interrupted')
      const next = await askForNext(stored, pause?.lastMs ?? 0)
      const kept = await store.replace(next, version)
      await store.setPause(null)
      // Somebody signed in anew meanwhile: theirs is the pair in force.
      return kept ? next : (await load()).tokens
    }
    return withLock(lockName, work, signal)
  }

  async function askForNext(stored: Stored, lastPauseMs: number): Promise<GarminTokens> {
    const { userAgent, headers, timeouts, clientIds } = options
    const http = createHttp({
      origin: options.location.origin,
      userAgent,
      headers,
      timeouts: { totalMs: longestRefreshMs, ...timeouts },
    })
    try {
      sent++
      return await createDi({ http, clock, clientIds }).refresh(stored.tokens)
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

  function start(version: number): UnderWay {
    const leave = new AbortController()
    const result = refreshLocked(version, leave.signal).finally(() => {
      underWay = null
    })
    return { version, result, leave, waiting: 0 }
  }

  /**
   * Joins the refresh of that version or starts it. A caller that is interrupted goes at once; what has been sent goes
   * on without it, or the session would be lost.
   */
  async function refreshFrom(version: number, signal: AbortSignal | undefined): Promise<GarminTokens> {
    while (underWay && (underWay.version !== version || underWay.leave.signal.aborted))
      await abortable(settled(underWay.result), signal)
    underWay ??= start(version)
    const mine = underWay
    mine.waiting++
    try {
      return await abortable(mine.result, signal)
    } finally {
      mine.waiting--
      if (mine.waiting === 0) mine.leave.abort()
    }
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
      if (Math.abs(clock() - tokens.receivedAt) < unlessWithinMs) return tokens
      return refreshFrom(version, signal)
    },

    get requests() {
      return sent
    },

    async idle() {
      if (underWay) await settled(underWay.result)
    },
  }
}

function doubled(lastMs: number): number {
  return Math.min(Math.max(firstPauseMs, 2 * lastMs), longestPauseMs)
}

function limited(until: Instant) {
  return fail('garmin.rate-limited', { retryAt: until, until: ` until ${toRfc3339(until)}` })
}

/** Waits for the end; how it ended is the matter of those who asked. */
async function settled(work: Promise<unknown>): Promise<void> {
  await work.catch(() => undefined)
}

/** Nothing that concerns the pair in hand: it is as good as before. */
function isTrouble(failure: unknown): boolean {
  if (!isFailure(failure)) return false
  return failure.code.startsWith('garmin.') || ['auth.client-refused', 'auth.wrong-region'].includes(failure.code)
}
