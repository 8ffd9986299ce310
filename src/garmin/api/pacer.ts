import { type Clock, fail, type Instant, toInstant, toRfc3339 } from '../../domain/index.ts'
import type { ApiEvent, Pace, PaceState } from '../types.ts'

export interface PacerOptions {
  /** Null = no pacing; a pause that Garmin asked for holds all the same. */
  readonly pace: Pace | null
  readonly state: PaceState | null
  readonly clock: Clock
  readonly maxWaitMs: number
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>
  readonly onEvent: (event: ApiEvent) => void
}

/** Token bucket of one account: `burst` requests at once, then `perSecond`, halved at each 429, slowly back. */
export interface Pacer {
  /** Resolves when the next request may leave; first come, first served. @throws garmin.rate-limited, interrupted */
  take(signal: AbortSignal): Promise<void>
  /** A 429 for a request sent at `sentAt`: half the rate, and nothing leaves before `until`. */
  slowDown(until: Instant, sentAt: Instant): void
  /** A request went well. */
  recover(): void
  /** How long until the next request may leave; 0 = now. */
  waitMs(): number
  state(): PaceState
}

const lowestFactor = 1 / 16
/** Back at the full rate after about a hundred good requests. */
const recovery = 0.005
/** Shorter waits are the pace itself and nothing to tell. */
const toldFromMs = 1000

export function createPacer(options: PacerOptions): Pacer {
  const { pace, clock, maxWaitMs, sleep, onEvent } = options
  const now = clock()
  let { allowance, at, factor, notBefore } = startState(pace, pace ? options.state : null, now)
  let slowedAt = -1
  let queue: Promise<void> = Promise.resolve()

  function refill(): void {
    const now = clock()
    // A clock that went back gives nothing and takes nothing.
    const seconds = Math.max(0, now - at) / 1000
    if (pace) allowance = Math.min(pace.burst, allowance + seconds * pace.perSecond * factor)
    at = now
  }

  /** How long until the next request may leave, and why; 0 = now. */
  function waitMs(): { ms: number; reason: 'pace' | 'rate-limited' } {
    refill()
    if (notBefore !== null && notBefore > at) return { ms: notBefore - at, reason: 'rate-limited' }
    notBefore = null
    if (!pace || allowance >= 1) return { ms: 0, reason: 'pace' }
    return { ms: Math.ceil(((1 - allowance) / (pace.perSecond * factor)) * 1000), reason: 'pace' }
  }

  async function takeNext(signal: AbortSignal): Promise<void> {
    // Looked at again after each sleep: a 429 of another request may have come meanwhile.
    for (;;) {
      if (signal.aborted) throw fail('interrupted')
      const { ms, reason } = waitMs()
      if (ms === 0) break
      const until = toInstant(clock() + ms)
      if (reason === 'rate-limited' && ms > maxWaitMs) throw limited(until)
      if (reason === 'rate-limited' || ms >= toldFromMs) onEvent({ type: 'wait', until, reason })
      await sleep(ms, signal)
    }
    if (pace) allowance -= 1
  }

  return {
    take(signal) {
      const mine = queue.then(() => takeNext(signal))
      // One who gives up does not hold up those behind.
      queue = mine.catch(() => undefined)
      return mine
    },
    slowDown(until, sentAt) {
      refill()
      if (notBefore === null || until > notBefore) notBefore = until
      // Several answers of one episode count once.
      if (sentAt <= slowedAt) return
      slowedAt = at
      factor = Math.max(factor / 2, lowestFactor)
      allowance = Math.min(allowance, 1)
    },
    waitMs: () => waitMs().ms,
    recover() {
      factor = Math.min(1, factor + recovery)
    },
    state() {
      refill()
      return { allowance, at, factor, notBefore: notBefore !== null && notBefore > at ? notBefore : null }
    },
  }
}

/** `garmin.rate-limited` with the time when trying again is polite. */
export function limited(until: Instant) {
  return fail('garmin.rate-limited', { retryAt: until, until: ` until ${toRfc3339(until)}` })
}

function startState(pace: Pace | null, kept: PaceState | null, now: Instant): PaceState {
  if (!kept) return { allowance: pace?.burst ?? 0, at: now, factor: 1, notBefore: null }
  const factor = Math.min(1, Math.max(kept.factor, lowestFactor))
  return { ...kept, factor, at: toInstant(Math.min(kept.at, now)) }
}
