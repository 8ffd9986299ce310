import { createTable } from './create-table.ts'
import type { Migration } from './types.ts'

/** Answers that have come and are not read yet, while the next question is on its way already. */
export const arrivals: Migration = {
  version: 8,
  name: 'arrivals',
  up: (db, dialect) =>
    createTable(db, dialect, {
      name: 'arrival',
      key: ['user_id', 'dataset', 'form', 'request_key'],
      columns: {
        user_id: 'integer',
        dataset: 'text',
        form: 'text',
        request_key: 'text',
        target: 'text!',
        arrived_at: 'integer!',
        status: 'integer!',
        body_text: 'text',
        body_bytes: 'bytes',
        tries: 'integer!',
      },
    }),
}
