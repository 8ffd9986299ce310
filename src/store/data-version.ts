import { type Kysely, sql } from 'kysely'
import type { UserId } from '../domain/index.ts'
import type { Database } from './database.ts'
import type { Dialect } from './dialects/types.ts'

const key = 'data_version'

/** One more, in the transaction that writes, so that whoever sees the new data sees the new number. */
export async function raiseDataVersion(transaction: Kysely<Database>, userId: UserId): Promise<void> {
  await transaction
    .insertInto('state')
    .values({ scope: userId, key, value: '1' })
    .onConflict((conflict) =>
      conflict
        .columns(['scope', 'key'])
        .doUpdateSet({ value: sql<string>`cast(cast(state.value as integer) + 1 as text)` }),
    )
    .execute()
}

/** 0 while nothing was kept. */
export async function readDataVersion({ db }: Dialect, userId: UserId): Promise<number> {
  const row = await db
    .selectFrom('state')
    .select('value')
    .where('scope', '=', userId)
    .where('key', '=', key)
    .executeTakeFirst()
  return Number(row?.value ?? 0)
}
