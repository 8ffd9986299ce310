import type { Clock, Instant } from '../domain/index.ts'
import { type JobView, type ProgressView, progressBlock, progressLine } from './job-text.ts'
import type { Output } from './output.ts'

/** Rates are those of the last half minute: a first sync changes its character on the way. */
const rateWindowMs = 30_000
/** The remaining time is told from a rate that has shown itself, not from the first second's. */
const surelyAfterSeconds = 8
const surelyAfterItems = 10
const blockEveryMs = 500
const lineEveryMs = 5_000
/** A wait is long and says the same: fewer lines. */
const waitLineEveryMs = 30_000

export interface Progress {
  update(job: JobView): void
  waiting(until: Instant, reason: string): void
  /** Says how far it is; called by a timer, and by tests. */
  tick(): void
  end(): void
}

/** Shows a run on stderr: a live block on a terminal, a line every few seconds elsewhere, nothing where data only is wanted. */
export function createProgress(output: Output, clock: Clock): Progress {
  let job: JobView | null = null
  let waiting: ProgressView['waiting'] = null
  let samples: { at: Instant; requests: number; items: number }[] = []
  let nextLineAt = clock() + lineEveryMs
  const silent = output.block === null && (output.quiet || output.json)

  const view = (): ProgressView | null => {
    if (job === null) return null
    const oldest = samples[0]
    const latest = samples.at(-1)
    const seconds = oldest && latest ? (latest.at - oldest.at) / 1000 : 0
    const grown = (what: 'requests' | 'items') => (oldest && latest ? latest[what] - oldest[what] : 0)
    return {
      job,
      waiting,
      requestsPerSecond: seconds < 1 ? null : grown('requests') / seconds,
      itemsPerSecond:
        seconds < surelyAfterSeconds || grown('items') < surelyAfterItems ? null : grown('items') / seconds,
    }
  }
  const tick = () => {
    const now = clock()
    const seen = view()
    if (seen === null || silent) return
    if (output.block) return output.block(progressBlock(seen, now, output.errColors, output.errWidth()))
    if (now < nextLineAt) return
    nextLineAt = now + (waiting && waiting.until > now ? waitLineEveryMs : lineEveryMs)
    output.note(progressLine(seen, now))
  }
  const timer = setInterval(tick, output.block ? blockEveryMs : lineEveryMs)
  return {
    update(next) {
      const now = clock()
      job = next
      samples.push({ at: now, requests: next.requests, items: next.processed_items })
      samples = samples.filter((sample) => now - sample.at <= rateWindowMs)
    },
    waiting(until, reason) {
      waiting = { until, reason }
      // The pace makes many short waits; only a long one is news.
      if (until - clock() >= lineEveryMs) nextLineAt = Math.min(nextLineAt, clock())
      tick()
    },
    tick,
    end() {
      clearInterval(timer)
      output.block?.([])
    },
  }
}
