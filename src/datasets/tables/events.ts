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

export const healthSnapshotTable = defineTable({
  name: 'health_snapshot',
  key: ['uuid'],
  time: 'date',
  about: 'Health snapshots: two minutes of sitting still, measured on purpose.',
  columns: {
    uuid: 'text',
    date: 'date',
    name: 'text',
    start_utc: 'instant',
    end_utc: 'instant',
    offset_s: 'int',
    hr_avg: 'real',
    hr_min: 'real',
    hr_max: 'real',
    resp_avg: 'real',
    resp_min: 'real',
    resp_max: 'real',
    stress_avg: 'real',
    stress_min: 'real',
    stress_max: 'real',
    spo2_avg: 'real',
    spo2_min: 'real',
    spo2_max: 'real',
    rmssd_ms: 'real',
    sdrr_ms: 'real',
    note: 'text',
  },
  notes: {
    offset_s: 'Local time minus UTC at the start.',
    rmssd_ms: 'Heart rate variability: differences of successive beats.',
    sdrr_ms: 'Heart rate variability: spread of all beats.',
  },
})

export const healthSnapshotSamplesTable = defineTable({
  name: 'health_snapshot_samples',
  key: ['uuid'],
  time: 'start_utc',
  about: 'Samples of a health snapshot, one a second.',
  columns: {
    uuid: 'text',
    start_utc: 'instant',
    sample_count: 'int',
    times_ms: 'json',
    heart_rate: 'json',
    stress: 'json',
    spo2: 'json',
    respiration: 'json',
  },
  notes: {
    times_ms:
      'Milliseconds after the start, as many as there are samples; null in the others where nothing was measured.',
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
