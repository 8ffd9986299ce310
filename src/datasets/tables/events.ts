import { defineTable } from '../../domain/index.ts'

export const napTable = defineTable({
  name: 'nap',
  key: ['date', 'start_utc'],
  time: 'date',
  about: 'Naps, as the watch found them or the person entered them.',
  columns: {
    date: 'date',
    start_utc: 'instant',
    end_utc: 'instant',
    offset_s: 'int',
    seconds: 'int',
    source: 'int',
    feedback: 'text',
    device_id: 'id',
  },
  notes: {
    offset_s: 'Local time minus UTC at the start.',
    seconds: 'Asleep, which may be less than from start to end.',
    source: 'Code that Garmin gives; its meaning is not known.',
  },
})

export const bodyEventTable = defineTable({
  name: 'body_event',
  key: ['date', 'start_utc', 'type'],
  time: 'date',
  about: 'What charged or drained the body battery: sleep, naps, activities, recovery.',
  columns: {
    date: 'date',
    start_utc: 'instant',
    type: 'text',
    end_utc: 'instant',
    offset_s: 'int',
    duration_s: 'int',
    impact: 'int',
    feedback: 'text',
    short_feedback: 'text',
    activity_id: 'id',
    activity_name: 'text',
    activity_type: 'text',
    device_id: 'id',
  },
  notes: {
    type: 'SLEEP, NAP, ACTIVITY, RECOVERY, …',
    offset_s: 'Local time minus UTC at the start.',
    impact: 'Change of the body battery, negative where it was drained.',
    activity_id: 'The activity that it was, where it was one.',
  },
})

export const dayEventTable = defineTable({
  name: 'day_event',
  key: ['date', 'start_utc', 'type'],
  time: 'date',
  about: 'Movement that the watch noticed by itself.',
  columns: { date: 'date', start_utc: 'instant', type: 'text', end_utc: 'instant', offset_s: 'int', duration_s: 'int' },
  notes: { type: 'As Garmin words it.', offset_s: 'Local time minus UTC at the start.' },
})
