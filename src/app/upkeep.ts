import { type DatasetDefinition, fail, type Instant, type UserId } from '../domain/index.ts'
import type { Store } from '../store/index.ts'
import { type Decode, type Rebuilt, rebuild, type Verified, verify } from '../sync/index.ts'

/** What only the machine's owner may do with what is kept, and what needs no Garmin. */
export interface Upkeep {
  /** Every table anew from what is kept. @throws sync.busy, store.damaged, account.not-found */
  rebuild(wish: UpkeepWish): Promise<readonly (Rebuilt & Whose)[]>
  /** Every hash checked. @throws sync.busy, account.not-found */
  verify(wish: UpkeepWish & { readonly deep: boolean }): Promise<readonly (Verified & Whose)[]>
}

export interface UpkeepWish {
  /** Null = every account. */
  readonly userId: string | null
  readonly signal: AbortSignal
  readonly onProgress?: (userId: string, answers: number) => void
}
interface Whose {
  readonly user_id: string
}

export interface UpkeepOptions {
  readonly store: Store
  readonly catalogue: readonly DatasetDefinition[]
  readonly everything: readonly DatasetDefinition[]
  readonly decode: Decode
  readonly clock: () => Instant
}

/** Each account in turn, under the lock that a sync of it would hold. */
export function createUpkeep(open: () => Promise<UpkeepOptions>): Upkeep {
  async function forEach<T>(wish: UpkeepWish, work: (options: UpkeepOptions, userId: UserId) => Promise<T>) {
    const options = await open()
    const accounts = (await options.store.accounts.list()).map((account) => account.user_id)
    const wanted = wish.userId === null ? accounts : accounts.filter((userId) => userId === wish.userId)
    if (wish.userId !== null && wanted.length === 0) throw fail('account.not-found', { value: wish.userId })
    const done: (T & Whose)[] = []
    for (const userId of wanted) {
      const lock = await options.store.locks.tryLock(`sync-${userId}`)
      if (lock === null) throw fail('sync.busy')
      try {
        done.push({ user_id: userId, ...(await work(options, userId)) })
      } finally {
        await lock.release()
      }
    }
    return done
  }
  return {
    rebuild: (wish) =>
      forEach(wish, (options, userId) =>
        rebuild(options, userId, {
          takeOver: true,
          signal: wish.signal,
          onProgress: (answers) => wish.onProgress?.(userId, answers),
        }),
      ),
    verify: (wish) => forEach(wish, (options, userId) => verify(options, userId, wish)),
  }
}
