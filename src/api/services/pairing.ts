import { createHash, randomBytes as systemRandom } from 'node:crypto'
import {
  fail,
  type Instant,
  isObject,
  type Secret,
  toInstant,
  toUserId,
  type UserId,
  type UserSession,
} from '../../domain/index.ts'
import type { Accounts } from './accounts.ts'
import type { GarminToken } from './garmin-token.ts'
import type { Sessions } from './sessions.ts'
import type { ApiServices } from './types.ts'

/** Long enough to type a code at another machine, too short to guess one of 2^60. */
const lifeMs = 60_000
const kind = 'pairing'
/** Without letters and digits that look like others; 32 of them, so that each stands for five bits. */
const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
const length = 12
const lockWaitMs = 10_000

type Needs = Pick<ApiServices, 'store' | 'clock' | 'randomBytes'>

/** One-time codes that give another client a session without another sign-in at Garmin. The store knows their hash. */
export function createPairing(services: Needs, accounts: Accounts, sessions: Sessions, token: GarminToken) {
  const { store, clock, randomBytes = systemRandom } = services

  const take = async (id: string): Promise<UserId | null> => {
    const found = await store.sealed.get(kind, id)
    if (!isObject(found)) return null
    await store.sealed.delete(kind, id)
    return typeof found.until === 'number' && clock() < found.until ? toUserId(found.user_id) : null
  }

  return {
    /** @throws auth.sign-in-needed, auth.session-over: there is nothing to share then */
    offer: async (userId: UserId): Promise<{ code: string; expiresAt: Instant }> => {
      await token.check(userId)
      const letters = Array.from(randomBytes(length), (byte) => alphabet[byte % alphabet.length]).join('')
      const expiresAt = toInstant(clock() + lifeMs)
      await store.sealed.put(kind, idOf(letters), { user_id: userId, until: expiresAt }, expiresAt)
      return { code: letters.replace(/(.{4})(?=.)/g, '$1-'), expiresAt }
    },
    /** @throws auth.pairing-refused for a code that was never given, is used, or is too old */
    redeem: async (code: Secret, browser = false): Promise<UserSession> => {
      const id = idOf(code.open())
      // Two clients with one code: the lock makes one of them the second.
      const held = await store.locks.lock(`${kind}-${id.slice(0, 16)}`, { timeoutMs: lockWaitMs })
      const found = await take(id).finally(() => held.release())
      if (found === null) throw fail('auth.pairing-refused')
      const userId = await accounts.resolve(found)
      await token.check(userId)
      return sessions.issue(userId, browser ? 'browser' : 'login')
    },
  }
}
export type Pairing = ReturnType<typeof createPairing>

function idOf(code: string): string {
  const letters = code.toUpperCase().replace(/[^A-Z0-9]/g, '')
  return createHash('sha256').update(letters).digest('hex')
}
