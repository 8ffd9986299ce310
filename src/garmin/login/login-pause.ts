import { type Clock, type Failure, fail, type Instant, isFailure, toInstant } from '../../domain/index.ts'
import type { LoginPauseStore } from '../types.ts'

const hourMs = 3_600_000
const firstPauseMs = 2 * hourMs
const longestPauseMs = 24 * hourMs

/** The cool-down of one account after a login 429: durable, and longer each time, since trying earlier prolongs it. */
export interface LoginPauses {
  /** Null = a sign-in is permitted now. */
  until(accountKey: string): Promise<Instant | null>
  /** Runs one piece of a sign-in. @throws auth.login-limited with `retryAt`: during a pause before anything is sent, or when Garmin asks for one now. */
  guard<T>(accountKey: string, work: () => Promise<T>): Promise<T>
  /** A success resets it. */
  clear(accountKey: string): Promise<void>
}

export function createLoginPauses(store: LoginPauseStore, clock: Clock): LoginPauses {
  async function until(key: string): Promise<Instant | null> {
    const pause = await store.get(key)
    return pause && pause.until > clock() ? pause.until : null
  }

  /** max(Retry-After, 2 h doubling to 24 h), PRODUCT section 5. */
  async function begin(key: string, retryAfterMs: number): Promise<Instant> {
    const last = await store.get(key)
    const ownMs = last ? Math.min(Math.max(firstPauseMs, 2 * last.lastMs), longestPauseMs) : firstPauseMs
    const end = toInstant(clock() + Math.max(ownMs, retryAfterMs))
    await store.set(key, { until: end, lastMs: ownMs })
    return end
  }

  return {
    until,
    clear: (key) => store.clear(key),
    async guard(key, work) {
      const retryAt = await until(key)
      if (retryAt !== null) throw fail('auth.login-limited', { retryAt })
      try {
        return await work()
      } catch (failure) {
        if (!isFailure(failure, 'auth.login-limited')) throw failure
        const given = failure.data.retryAfterMs
        throw fail('auth.login-limited', { retryAt: await begin(key, typeof given === 'number' ? given : 0) })
      }
    },
  }
}

/** A limit that begins no pause of ours, with the time after which another try is worth it. */
export function limitedAt(failure: Failure, now: Instant): Failure {
  const given = failure.data.retryAfterMs
  return fail('auth.login-limited', {
    retryAt: toInstant(now + Math.max(firstPauseMs, typeof given === 'number' ? given : 0)),
  })
}
