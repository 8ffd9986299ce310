import type { Trouble } from './verdict.ts'

export interface Attempt {
  readonly trouble: Trouble
  /** How often this request met this kind of trouble, this time included. */
  readonly times: number
  readonly retryAfterMs: number | null
  /** Sent again it does no harm: reads, and the read-only GraphQL query. */
  readonly repeatable: boolean
  /** What this request has waited for the edge so far. */
  readonly waitedMs: number
  /** Longest single wait; the edge gets no more than this altogether. */
  readonly maxWaitMs: number
  /** 0 to 1. */
  readonly random: number
}

/** Wait and send again, or give up; `ms` of a give-up is when trying again would be polite. */
export interface Decision {
  readonly again: boolean
  readonly ms: number
}

/** AUTH 9: up to three tries of a read. */
const maxFaults = 3
/** A server that says "in a second" for ever is told good-bye. */
const maxRefusals = 10
const firstLimitMs = 30_000

/** Pure rule of when a request is sent again, by kind of trouble. */
export function decideRetry(attempt: Attempt): Decision {
  const { trouble, times, retryAfterMs, maxWaitMs } = attempt
  const doubling = 2 ** (times - 1)
  // Up to a quarter more, so that many waiters do not come back in one moment.
  const jitter = 1 + attempt.random / 4
  if (trouble === 'rate-limited') {
    const ms = retryAfterMs === null ? firstLimitMs * doubling * jitter : Math.max(retryAfterMs, 1000)
    return { again: ms <= maxWaitMs && times < maxRefusals, ms }
  }
  if (trouble === 'edge') {
    const left = maxWaitMs - attempt.waitedMs
    const ms = Math.min(retryAfterMs ?? firstLimitMs * doubling * jitter, left)
    return { again: ms >= 1000 && times < maxRefusals, ms }
  }
  const ms = retryAfterMs ?? 1000 * doubling * jitter
  return { again: attempt.repeatable && times < maxFaults && ms <= maxWaitMs, ms }
}
