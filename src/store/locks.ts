import { setTimeout as sleep } from 'node:timers/promises'
import { Failure, fail } from '../domain/index.ts'
import type { Dialect } from './dialects/types.ts'
import type { LockStore } from './types.ts'

const firstWaitMs = 10
const longestWaitMs = 200

/** Locks that are freed at their holder's death, with a wait for one's turn. */
export function createLocks({ tryLock }: Dialect): LockStore {
  return {
    tryLock,
    lock: async (name, { timeoutMs, signal }) => {
      let waitMs = firstWaitMs
      for (let waitedMs = 0; ; waitedMs += waitMs, waitMs = Math.min(longestWaitMs, waitMs * 2)) {
        if (signal?.aborted) throw reasonOf(signal)
        const held = await tryLock(name)
        if (held !== null) return held
        if (waitedMs >= timeoutMs) throw fail('store.locked', { name })
        await sleep(Math.min(waitMs, timeoutMs), undefined, signal === undefined ? {} : { signal }).catch(
          () => undefined /* aborted: told at the top of the next round */,
        )
      }
    },
  }
}

function reasonOf(signal: AbortSignal): Failure {
  return signal.reason instanceof Failure ? signal.reason : fail('interrupted')
}
