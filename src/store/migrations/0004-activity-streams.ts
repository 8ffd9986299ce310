import { createTable } from './create-table.ts'
import type { Migration } from './types.ts'

/** Records, beats and events of an activity's file: a block for each time axis, columns inside it. */
export const activityStreams: Migration = {
  version: 4,
  name: 'activity streams',
  up: (db, dialect) =>
    createTable(db, dialect, {
      name: 'activity_stream',
      key: ['user_id', 'activity_id', 'part'],
      wide: true,
      columns: {
        user_id: 'integer',
        activity_id: 'integer',
        part: 'text',
        row_count: 'integer!',
        data: 'bytes!',
        changed_at: 'integer!',
      },
    }),
}
