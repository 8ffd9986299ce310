import { createTable } from './create-table.ts'
import type { Migration } from './types.ts'

/** What is to be told to other programs, until it is, and for a while after so that nothing is told twice. */
export const webhookDeliveries: Migration = {
  version: 5,
  name: 'webhook deliveries',
  up: async (db, dialect) => {
    await createTable(db, dialect, {
      name: 'webhook_delivery',
      key: ['hook', 'event_id'],
      columns: {
        hook: 'text',
        event_id: 'text',
        body: 'text!',
        created_at: 'integer!',
        attempts: 'integer!',
        due_at: 'integer',
        ended_at: 'integer',
        last_status: 'integer',
      },
    })
    await db.schema.createIndex('webhook_delivery_due').on('webhook_delivery').columns(['due_at']).execute()
  },
}
