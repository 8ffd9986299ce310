import type { Migration } from './types.ts'

/**
 * When the first of several equal answers in a row came: `rebuild` goes through the answers as if they came now, and dates
 * what they bring by this.
 */
export const answerHistory: Migration = {
  version: 3,
  name: 'answer history',
  up: async (db, dialect) => {
    await db.schema.alterTable('raw_answer').addColumn('kept_at', dialect.types.integer).execute()
    await db
      .updateTable('raw_answer')
      .set((eb) => ({ kept_at: eb.ref('asked_at') }))
      .execute()
    await db.schema.createIndex('raw_answer_body').on('raw_answer').columns(['user_id', 'sha256']).execute()
  },
}
