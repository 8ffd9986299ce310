import { type Signal, useSignal } from '@preact/signals'
import { type Failure, toFailure } from '../../../src/domain/index.ts'

export interface Action {
  readonly busy: Signal<boolean>
  readonly problem: Signal<Failure | null>
  /** Runs one thing at a time; what goes wrong is kept. Gives whether it went well. */
  run(work: () => Promise<unknown>): Promise<boolean>
}

/** Something that a row does. */
export function useAction(): Action {
  const busy = useSignal(false)
  const problem = useSignal<Failure | null>(null)
  return {
    busy,
    problem,
    run: async (work) => {
      busy.value = true
      problem.value = null
      try {
        await work()
        return true
      } catch (thrown) {
        problem.value = toFailure(thrown)
        return false
      } finally {
        busy.value = false
      }
    },
  }
}
