import { abortable } from '../sleep.ts'

/** One piece of work at a time, shared by all who ask for the same. */
export interface SharedWork<T> {
  /**
   * Joins the work under way for `key`, or starts it once other work has ended. A caller that is interrupted goes at
   * once and the work goes on; `allGone` tells it when nobody waits any more.
   */
  run(key: number, work: (allGone: AbortSignal) => Promise<T>, signal: AbortSignal | undefined): Promise<T>
  /** Resolves when nothing is under way. */
  idle(): Promise<void>
}

interface UnderWay<T> {
  readonly key: number
  readonly result: Promise<T>
  readonly gone: AbortController
  waiting: number
}

export function createSharedWork<T>(): SharedWork<T> {
  let underWay: UnderWay<T> | null = null

  function start(key: number, work: (allGone: AbortSignal) => Promise<T>): UnderWay<T> {
    const gone = new AbortController()
    const result = work(gone.signal).finally(() => {
      underWay = null
    })
    return { key, result, gone, waiting: 0 }
  }

  return {
    async run(key, work, signal) {
      while (underWay && (underWay.key !== key || underWay.gone.signal.aborted))
        await abortable(settled(underWay.result), signal)
      underWay ??= start(key, work)
      const mine = underWay
      mine.waiting++
      try {
        return await abortable(mine.result, signal)
      } finally {
        mine.waiting--
        if (mine.waiting === 0) mine.gone.abort()
      }
    },
    async idle() {
      while (underWay) await settled(underWay.result)
    },
  }
}

/** Waits for the end; how it ended is the matter of those who asked. */
async function settled(work: Promise<unknown>): Promise<void> {
  await work.catch(() => undefined)
}
