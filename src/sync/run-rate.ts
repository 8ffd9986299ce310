import type { Instant } from '../domain/index.ts'

/** Rates are those of the last half minute: a first sync changes its character on the way. */
const windowMs = 30_000
/** A rate is told once it has shown itself. */
const surelyAfterMs = 1_000
const timeAfterMs = 5_000
const timeAfterItems = 10

/** How fast a run is, of late. */
export function createRate() {
  let samples: { at: number; requests: number; items: number }[] = []
  const grown = (what: 'requests' | 'items') => (samples.at(-1)?.[what] ?? 0) - (samples[0]?.[what] ?? 0)
  const spanMs = () => (samples.at(-1)?.at ?? 0) - (samples[0]?.at ?? 0)
  return {
    note(at: Instant, requests: number, items: number): void {
      const last = samples.at(-1)
      // A few looks a second are enough.
      if (last !== undefined && samples.length > 1 && at - last.at < 250) samples.pop()
      samples.push({ at, requests, items })
      samples = samples.filter((sample) => at - sample.at <= windowMs)
    },
    /** Null while it is not known; one decimal. */
    requestsPerSecond(): number | null {
      return spanMs() < surelyAfterMs ? null : Math.round((10_000 * grown('requests')) / spanMs()) / 10
    },
    /** Null while it cannot be told. */
    secondsFor(items: number): number | null {
      if (items <= 0 || spanMs() < timeAfterMs || grown('items') < timeAfterItems) return null
      return Math.ceil((items * spanMs()) / grown('items') / 1000)
    },
  }
}
