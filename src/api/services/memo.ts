import type { UserId } from '../../domain/index.ts'
import type { Store } from '../../store/index.ts'

/** Accounts of which something is remembered; a server of many keeps what was asked for last. */
const mostKept = 500

/**
 * What was made of an account's data, for as long as nothing more is kept of it: counting ten years of days takes longer
 * than a page may take, and between two runs comes to the same.
 */
export function createMemo({ store }: { readonly store: Pick<Store, 'dataVersion'> }) {
  const kept = new Map<string, { version: number; value: Promise<unknown> }>()
  /** `also` is what the value depends on besides: the day, the question. */
  return async <T>(userId: UserId, name: string, also: string, make: () => Promise<T>): Promise<T> => {
    const version = await store.dataVersion(userId)
    const key = `${userId} ${name} ${also}`
    const known = kept.get(key)
    if (known?.version === version) return known.value as Promise<T>
    const value = make()
    kept.delete(key)
    kept.set(key, { version, value })
    const oldest = kept.keys().next()
    if (kept.size > mostKept && !oldest.done) kept.delete(oldest.value)
    // What could not be made is made again for the next one who asks.
    value.catch(() => kept.delete(key))
    return value
  }
}
export type Memo = ReturnType<typeof createMemo>
