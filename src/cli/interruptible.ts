import { fail } from '../domain/index.ts'
import type { Interrupts } from './interrupts.ts'

/** Work on this machine that Ctrl-C stops at its next step. */
export function interruptible<T>(interrupts: Interrupts, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const stop = new AbortController()
  return interrupts.during(
    () => stop.abort(fail('interrupted')),
    () => work(stop.signal),
  )
}
