import { setImmediate as nextTurn } from 'node:timers/promises'

/** Less than anybody notices, and long enough that a turn of the loop costs nothing beside it. */
const mostMs = 8

/**
 * Called between the steps of long work in a process that answers others as well: lets them have a turn once so much time has
 * gone by. A driver that works at once never gives way by itself, however often it is awaited.
 */
export function createBreather(now: () => number = () => performance.now()): () => Promise<void> {
  let since = now()
  return async () => {
    if (now() - since < mostMs) return
    await nextTurn()
    since = now()
  }
}
