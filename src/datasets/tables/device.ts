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

export const deviceSettingTable = defineTable({
  name: 'device_setting',
  key: ['device_id', 'name'],
  time: null,
  about: 'Settings of a device one by one: alarms, units, activity tracking.',
  columns: { device_id: 'id', name: 'text', value: 'text' },
  notes: {
    name: 'Garmin’s name in small letters, parts joined by dots.',
    value: 'As text; lists as JSON. Alarms are minutes since local midnight.',
  },
})

export const deviceSolarTable = defineTable({
  name: 'device_solar',
  key: ['device_id', 'at_utc'],
  time: 'at_utc',
  about: 'What the solar panel of a device gathered.',
  columns: { device_id: 'id', at_utc: 'instant', offset_s: 'int', utilization_pct: 'real', gain_ms: 'int' },
  notes: {
    offset_s: 'Local time minus UTC.',
    utilization_pct: 'How much of the light that the panel can use there was.',
    gain_ms: 'Time of activity that it added.',
  },
})
