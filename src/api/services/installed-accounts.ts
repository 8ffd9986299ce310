import { fail, type UserId } from '../../domain/index.ts'
import type { Account } from '../../store/index.ts'
import type { Accounts } from './accounts.ts'
import type { ApiServices } from './types.ts'

/** The accounts of this installation for a person who has several, and which of them is meant. */
export function createInstalledAccounts({ store }: Pick<ApiServices, 'store'>, accounts: Accounts) {
  const toShow = async (account: Account, current: UserId | null) => {
    const pair = await store.tokens.load(account.user_id).catch(() => null)
    return {
      user_id: account.user_id,
      display_name: account.display_name,
      full_name: account.full_name,
      region: account.region,
      signed_in: pair !== null && !pair.over,
      current: account.user_id === current,
    }
  }
  const list = async () => {
    const current = await accounts.current()
    return Promise.all((await accounts.list()).map((account) => toShow(account, current)))
  }
  /** @throws account.not-found */
  const show = async (userId: UserId) => {
    const resolved = await accounts.resolve(userId)
    const found = (await list()).find((account) => account.user_id === resolved)
    if (found === undefined) throw fail('account.not-found', { value: userId })
    return found
  }
  return {
    list,
    show,
    /** @throws account.not-found */
    switchTo: async (userId: UserId) => {
      await accounts.setCurrent((await show(userId)).user_id)
      return show(userId)
    },
  }
}
export type InstalledAccounts = ReturnType<typeof createInstalledAccounts>
