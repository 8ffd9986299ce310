import { defineTable } from '../../domain/index.ts'

export const deviceTable = defineTable({
  name: 'device',
  key: ['device_id'],
  time: null,
  about: 'Watches, scales and other devices of the account.',
  columns: {
    device_id: 'id',
    name: 'text',
    part_number: 'text',
    firmware: 'text',
    category: 'text',
    primary_training: 'bool',
    last_upload_utc: 'instant',
  },
  notes: { last_upload_utc: 'Last time it sent data to Garmin, as far as it was the last device to do so.' },
})
