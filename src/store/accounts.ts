import type { Instant, Region } from '../domain/index.ts'
import { toId } from './database.ts'
import type { Dialect } from './dialects/types.ts'
import { excluded, idText } from './sql.ts'
import type { Account, AccountStore } from './types.ts'

const columns = [
  'region',
  'display_name',
  'full_name',
  'garmin_guid',
  'mfa_enabled',
  'account_key',
  'created_at',
] as const

/** Accounts, oldest first. */
export function createAccounts({ db, durably }: Dialect): AccountStore {
  const read = () =>
    db
      .selectFrom('user_account')
      .select([...columns, idText<Account['user_id']>('user_id').as('id')])
      .orderBy('created_at')
      .orderBy('user_id')
  type Read = Awaited<ReturnType<ReturnType<typeof read>['executeTakeFirstOrThrow']>>
  const toAccount = ({ id, ...row }: Read): Account => ({
    user_id: id,
    ...row,
    region: row.region as Region,
    mfa_enabled: Boolean(row.mfa_enabled),
    created_at: row.created_at as Instant,
  })
  return {
    list: async () => (await read().execute()).map(toAccount),
    find: async (userId) => {
      const row = await read().where('user_id', '=', toId(userId)).executeTakeFirst()
      return row === undefined ? null : toAccount(row)
    },
    save: ({ user_id, ...account }) =>
      durably(async (transaction) => {
        const kept = columns.filter((column) => column !== 'created_at')
        await transaction
          .insertInto('user_account')
          .values({ ...account, user_id: toId(user_id) })
          .onConflict((conflict) => conflict.column('user_id').doUpdateSet(excluded(kept)))
          .execute()
      }),
  }
}
