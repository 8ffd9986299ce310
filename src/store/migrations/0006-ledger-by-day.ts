import type { Migration } from './types.ts'

/**
 * A page looks at ten years of a dataset, or at half a year of all of them, and wants to know of each day only what state it
 * is in: the indexes hold that, so that the wide rows themselves are left alone (15 ms → 3 ms, and 10 → 1).
 */
export const ledgerByDay: Migration = {
  version: 6,
  name: 'states of days by index',
  up: async (db) => {
    await db.schema.dropIndex('ledger_day').execute()
    await db.schema
      .createIndex('ledger_day')
      .on('ledger')
      .columns(['user_id', 'day', 'dataset', 'state', 'settled'])
      .execute()
    // Counts of states come in the order of this index, one after the other, without a sort (105 ms → 19).
    await db.schema
      .createIndex('ledger_state')
      .on('ledger')
      .columns(['user_id', 'dataset', 'state', 'settled', 'day'])
      .execute()
  },
}
