import { type Instant, isFailure, type UserId } from '../../../domain/index.ts'
import type { OriginalRef } from '../../../store/index.ts'
import type { ApiServices } from '../types.ts'

/** So many files are remembered as read; a file is read once more after that. */
const remembered = 1000

/**
 * When the bytes of a file were last read and found to be what the hash says: now, unless this process did so before. Null for
 * a file that is missing or is not what its name says. A watch's file takes a millisecond or two.
 */
export function createVerified({ store, clock }: Pick<ApiServices, 'store' | 'clock'>) {
  const known = new Map<string, Instant>()
  return async (userId: UserId, { sha256, extension }: OriginalRef): Promise<Instant | null> => {
    const key = `${userId}/${sha256}.${extension}`
    const before = known.get(key)
    if (before !== undefined) return before
    try {
      await store.originals.read(userId, sha256, extension)
    } catch (failure) {
      if (isFailure(failure, 'store.damaged')) return null
      throw failure
    }
    const at = clock()
    known.set(key, at)
    for (const oldest of [...known.keys()].slice(0, Math.max(0, known.size - remembered))) known.delete(oldest)
    return at
  }
}
