import { type Clock, fail, type Instant, toInstant } from '../../domain/index.ts'
import { sleep as realSleep } from '../sleep.ts'

export interface BreakerOptions {
  readonly clock: Clock
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>
}

/**
 * One for all accounts of a process: while Garmin itself is in trouble, waiting accounts do not take turns in asking.
 * Opens after many troubles in a row whoever met them, lets one request try after a pause, and closes at the first
 * that goes well.
 */
export interface Breaker {
  /** Resolves when asking makes sense. @throws garmin.unreachable when that is farther away than `maxWaitMs`, interrupted */
  pass(maxWaitMs: number, signal: AbortSignal, onWait: (until: Instant) => void): Promise<void>
  good(): void
  trouble(): void
}

/** More than one run of one account can meet before it gives up by itself: three requests, each sent three times. */
const opensAfter = 10
const firstPauseMs = 30_000
const longestPauseMs = 900_000
const givenUpAfterMs = 60_000

export function createBreaker({ clock, sleep = realSleep }: BreakerOptions): Breaker {
  let inARow = 0
  let openUntil: Instant | null = null
  let pauseMs = firstPauseMs
  let triedAt: Instant | null = null
  return {
    async pass(maxWaitMs, signal, onWait) {
      while (openUntil !== null) {
        const ms = openUntil - clock()
        // One that was stopped in the middle says nothing of how it went.
        if (ms <= 0 && (triedAt === null || clock() - triedAt > givenUpAfterMs)) {
          triedAt = clock()
          return
        }
        // Somebody tries already: what comes of it is known soon.
        const waitMs = Math.max(ms, 1000)
        if (waitMs > maxWaitMs)
          throw fail('garmin.unreachable', { detail: 'many requests in a row failed', retryAt: openUntil })
        onWait(toInstant(clock() + waitMs))
        await sleep(waitMs, signal)
      }
    },
    good() {
      inARow = 0
      openUntil = null
      pauseMs = firstPauseMs
      triedAt = null
    },
    trouble() {
      inARow++
      if (openUntil === null && inARow < opensAfter) return
      openUntil = toInstant(clock() + pauseMs)
      pauseMs = Math.min(longestPauseMs, pauseMs * 2)
      triedAt = null
    },
  }
}
