import { sql } from 'kysely'
import type { Migration } from './types.ts'

/** What the planner must know of an item has a column of its own; before, the one such word stood where reasons stand. */
export const ledgerMarks: Migration = {
  version: 2,
  name: 'ledger marks',
  up: async (db, dialect) => {
    await db.schema.alterTable('ledger').addColumn('marks', dialect.types.text).execute()
    await sql`update ledger set marks = reason, reason = null where dataset = 'activity_list' and reason = 'manual'`.execute(
      db,
    )
  },
}
