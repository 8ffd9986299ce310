import type { Kysely } from 'kysely'
import type { Json } from '../domain/index.ts'
import type { Database } from './database.ts'
import type { Dialect } from './dialects/types.ts'
import { excluded } from './sql.ts'
import type { StateStore } from './types.ts'

/** Small values that survive restarts; `null` takes one away. */
export function createState({ db }: Dialect): StateStore {
  return {
    get: async (scope, key) => {
      const row = await db
        .selectFrom('state')
        .select('value')
        .where('scope', '=', scope)
        .where('key', '=', key)
        .executeTakeFirst()
      return row === undefined ? null : JSON.parse(row.value)
    },
    set: (scope, key, value) => setState(db, scope, key, value),
    all: async (scope) => {
      const rows = await db.selectFrom('state').select(['key', 'value']).where('scope', '=', scope).execute()
      return Object.fromEntries(rows.map(({ key, value }) => [key, JSON.parse(value) as Json]))
    },
  }
}

/** Sets one value, within whatever transaction `db` is. */
export async function setState(db: Kysely<Database>, scope: string, key: string, value: Json | null): Promise<void> {
  if (value === null) {
    await db.deleteFrom('state').where('scope', '=', scope).where('key', '=', key).execute()
    return
  }
  await db
    .insertInto('state')
    .values({ scope, key, value: JSON.stringify(value) })
    .onConflict((conflict) => conflict.columns(['scope', 'key']).doUpdateSet(excluded(['value'])))
    .execute()
}
