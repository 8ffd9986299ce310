import { type Clock, fail, toInstant } from '../../domain/index.ts'

/** A sliding window of tries for each key, in memory: it only has to outlast whoever tries. */
export interface AttemptLimit {
  /** Counts a try. @throws request.too-many with the moment from which the next one is possible */
  take(key: string): void
  /** What came of it was fine: the key starts anew. */
  clear(key: string): void
}

interface Options {
  readonly clock: Clock
  /** So many tries within `windowMs`. */
  readonly most: number
  readonly windowMs: number
}

/** More keys than this are not remembered at once; a flood of them pushes out the oldest. */
const mostKeys = 10_000

export function createAttemptLimit({ clock, most, windowMs }: Options): AttemptLimit {
  const tries = new Map<string, number[]>()
  return {
    take: (key) => {
      const now = clock()
      const recent = (tries.get(key) ?? []).filter((at) => now - at < windowMs)
      const [oldest] = recent
      if (recent.length >= most && oldest !== undefined)
        throw fail('request.too-many', { retryAt: toInstant(oldest + windowMs) })
      // Deleted first, so that the map's order is that of the last try.
      tries.delete(key)
      tries.set(key, [...recent, now])
      for (const old of tries.keys()) {
        if (tries.size <= mostKeys) break
        tries.delete(old)
      }
    },
    clear: (key) => void tries.delete(key),
  }
}
