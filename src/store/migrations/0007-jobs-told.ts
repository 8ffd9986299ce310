import { createTable } from './create-table.ts'
import type { Migration } from './types.ts'

/** What pages tell of runs: their names, how fast they are, what failed in them, and what happens to an account, in order. */
export const jobsTold: Migration = {
  version: 7,
  name: 'jobs told',
  up: async (db, dialect) => {
    await db.schema.alterTable('sync_job').addColumn('title', dialect.types.text).execute()
    await db.schema.alterTable('sync_job').addColumn('live', dialect.types.text).execute()
    await createTable(db, dialect, {
      name: 'job_failure',
      key: ['job_id', 'dataset', 'item'],
      references: { columns: ['job_id'], table: 'sync_job', key: ['job_id'] },
      columns: {
        job_id: 'text',
        dataset: 'text',
        item: 'text',
        day: 'text',
        code: 'text!',
        detail: 'text',
        at: 'integer!',
      },
    })
    await createTable(db, dialect, {
      name: 'account_event',
      key: ['user_id', 'id'],
      columns: { user_id: 'integer', id: 'integer', at: 'integer!', data: 'text!' },
    })
  },
}
