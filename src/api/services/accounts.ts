import { fail, isId64, toUserId, type UserId } from '../../domain/index.ts'
import type { Account, Store } from '../../store/index.ts'

/**
 * Where a sign-in could not be proven, nobody knows the account's number yet. Until it is known a number of the upper
 * half of the 64-bit range stands for it, made from the account key; Garmin's are far below.
 */
const provisionalFloor = 2n ** 62n

export function provisionalUserId(accountKey: string): UserId {
  return String(provisionalFloor + (BigInt(`0x${accountKey.slice(0, 16)}`) & (provisionalFloor - 1n))) as UserId
}

function isProvisional(userId: UserId): boolean {
  return BigInt(userId) >= provisionalFloor
}

/** Keys of the account's state. */
const unprovenKey = 'unproven'
const provenAsKey = 'proven_as'
const provisionalIdsKey = 'provisional_ids'

/** Of the installation: the account that is meant where none is named. */
const installation = 'installation'
const currentKey = 'current_account'

/** Accounts of this store as the API sees them: numbers that only stood in for one lead to it. */
export function createAccounts(store: Pick<Store, 'accounts' | 'state'>) {
  const resolve = async (userId: UserId): Promise<UserId> => {
    if (!isProvisional(userId)) return userId
    return toUserId(await store.state.get(userId, provenAsKey)) ?? userId
  }
  const list = async (): Promise<Account[]> => {
    const all = await store.accounts.list()
    const real = await Promise.all(all.map(async ({ user_id }) => (await resolve(user_id)) === user_id))
    return all.filter((_, at) => real[at])
  }
  const idsOf = async (userId: UserId): Promise<UserId[]> => {
    const others = await store.state.get(userId, provisionalIdsKey)
    return [userId, ...(Array.isArray(others) ? (others as UserId[]) : [])]
  }
  const current = async (): Promise<UserId | null> => {
    const kept = toUserId(await store.state.get(installation, currentKey))
    const all = await list()
    const [only, ...others] = all
    if (only !== undefined && others.length === 0) return only.user_id
    const resolved = kept === null ? null : await resolve(kept)
    return all.find((account) => account.user_id === resolved)?.user_id ?? null
  }
  return {
    resolve,
    list,
    /** The one chosen with `setCurrent`, else the only one; null where there is none or nobody chose. */
    current,
    setCurrent: (userId: UserId) => store.state.set(installation, currentKey, userId),
    /** The account's number and those that stood in for it. */
    idsOf,
    /** @throws account.not-found */
    get: async (userId: UserId): Promise<Account> => {
      const account = await store.accounts.find(userId)
      if (account === null) throw fail('account.not-found', { value: userId })
      return account
    },
    /** The one named, else the current one. @throws account.not-found, account.ambiguous, auth.sign-in-needed */
    choose: async (user: string | null): Promise<UserId> => {
      const all = await list()
      if (user !== null) {
        const wanted = isId64(user) ? await resolve(user as UserId) : null
        const found = all.find((account) => account.user_id === wanted)
        if (found === undefined) throw fail('account.not-found', { value: user })
        return found.user_id
      }
      if (all.length === 0) throw fail('auth.sign-in-needed')
      const found = await current()
      if (found === null) throw fail('account.ambiguous')
      return found
    },
    isProven: async (userId: UserId): Promise<boolean> => (await store.state.get(userId, unprovenKey)) === null,
    setProven: (userId: UserId, proven: boolean) => store.state.set(userId, unprovenKey, proven ? null : true),
    /** From now on `provisional` means `proven`. */
    alias: async (provisional: UserId, proven: UserId): Promise<void> => {
      const ids = (await idsOf(proven)).filter((id) => id !== proven && id !== provisional)
      await store.state.set(proven, provisionalIdsKey, [...ids, provisional])
      await store.state.set(provisional, provenAsKey, proven)
    },
    isProvisional,
  }
}
export type Accounts = ReturnType<typeof createAccounts>
