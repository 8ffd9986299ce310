import type { AccountEventData, Instant } from '../domain/index.ts'
import { toId } from './database.ts'
import type { Dialect } from './dialects/types.ts'
import type { AccountEventStore } from './types.ts'

/** Who was away for longer is told that everything may have changed. */
const kept = 1000
const forgottenEvery = 200

/** What happens to an account, in order; ids grow by one and never begin anew. */
export function createAccountEvents({ db, isDuplicate }: Dialect): AccountEventStore {
  const add: AccountEventStore['add'] = async (userId, at, data) => {
    try {
      await db.transaction().execute(async (transaction) => {
        const last = await transaction
          .selectFrom('account_event')
          .select((eb) => eb.fn.max('id').as('id'))
          .where('user_id', '=', toId(userId))
          .executeTakeFirst()
        const id = (last?.id ?? 0) + 1
        await transaction
          .insertInto('account_event')
          .values({ user_id: toId(userId), id, at, data: JSON.stringify(data) })
          .execute()
        if (id % forgottenEvery === 0)
          await transaction
            .deleteFrom('account_event')
            .where('user_id', '=', toId(userId))
            .where('id', '<=', id - kept)
            .execute()
      })
    } catch (thrown) {
      // Another process was faster with the same number; somebody gets on at every round.
      if (isDuplicate(thrown)) return add(userId, at, data)
      throw thrown
    }
  }
  return {
    add,
    after: async (userId, id, limit) => {
      const rows = await db
        .selectFrom('account_event')
        .select(['id', 'at', 'data'])
        .where('user_id', '=', toId(userId))
        .where('id', '>', id)
        .orderBy('id')
        .limit(limit)
        .execute()
      return rows.map(({ id, at, data }) => ({ id, at: at as Instant, data: JSON.parse(data) as AccountEventData }))
    },
    ends: async (userId) => {
      const row = await db
        .selectFrom('account_event')
        .select((eb) => [eb.fn.min('id').as('oldest'), eb.fn.max('id').as('newest')])
        .where('user_id', '=', toId(userId))
        .executeTakeFirst()
      return row?.oldest == null || row.newest == null ? null : { oldest: row.oldest, newest: row.newest }
    },
  }
}
