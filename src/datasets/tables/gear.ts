import { defineTable } from '../../domain/index.ts'

export const gearTable = defineTable({
  name: 'gear',
  key: ['gear_uuid'],
  time: null,
  about: 'Shoes, bikes and other gear.',
  columns: {
    gear_uuid: 'text',
    gear_pk: 'id',
    type: 'text',
    make: 'text',
    model: 'text',
    custom_name: 'text',
    status: 'text',
    begin_date: 'date',
    end_date: 'date',
    max_m: 'real',
    total_m: 'real',
    total_activities: 'int',
    created_utc: 'instant',
    updated_utc: 'instant',
  },
  notes: {
    custom_name: 'What the person calls it.',
    status: '`active`, `retired`, …',
    max_m: 'Distance after which it is to be replaced; null where none is set.',
    total_m: 'What its activities add up to, or Garmin’s own total where the dataset `gear_stats` is on.',
  },
})

export const gearDefaultTable = defineTable({
  name: 'gear_default',
  key: ['gear_uuid', 'activity_type_id'],
  time: null,
  about: 'Which gear is taken for which kind of activity unless the person chooses otherwise.',
  columns: { gear_uuid: 'text', activity_type_id: 'int', is_default: 'bool' },
})

export const activityGearTable = defineTable({
  name: 'activity_gear',
  key: ['gear_uuid', 'activity_id'],
  time: null,
  about: 'Which activity was done with which gear.',
  columns: { gear_uuid: 'text', activity_id: 'id' },
})
