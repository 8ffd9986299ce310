import { defineTable } from '../../domain/index.ts'

export const deviceDayTable = defineTable({
  name: 'device_day',
  key: ['date'],
  time: 'date',
  about: 'What the watch itself counted on a day, beside what Garmin says in daily_summary.',
  columns: {
    date: 'date',
    steps: 'int',
    distance_m: 'real',
    active_s: 'real',
    kcal_active: 'int',
    kcal_resting: 'int',
    moderate_min: 'int',
    vigorous_min: 'int',
    intensity_min: 'int',
    ascent_m: 'real',
    descent_m: 'real',
    hr_resting: 'int',
    hr_resting_7d: 'int',
    by_activity: 'json',
  },
  notes: {
    steps: 'Of walking and running.',
    kcal_resting: 'What the body uses at rest in a whole day.',
    intensity_min: 'Moderate minutes and twice the vigorous ones.',
    by_activity: 'The same by kind of activity: walking, running, cycling, …',
  },
})

export const deviceNightTable = defineTable({
  name: 'device_night',
  key: ['date'],
  time: 'date',
  about:
    'What the watch itself says of a night, under the day of waking, beside what Garmin says in sleep and hrv_night.',
  columns: {
    date: 'date',
    score: 'int',
    scores: 'json',
    awakenings: 'int',
    avg_stress: 'real',
    hrv_last_night_avg: 'real',
    hrv_last_night_5min_high: 'real',
    hrv_weekly_avg: 'real',
    hrv_baseline_low_upper: 'real',
    hrv_balanced_low: 'real',
    hrv_balanced_upper: 'real',
    hrv_status: 'text',
    skin_temp_c: 'real',
    skin_temp_dev_c: 'real',
    skin_temp_dev_7d_c: 'real',
  },
  notes: {
    scores: 'Parts of the score under the names of the FIT profile, which not everybody reads in the same way.',
    hrv_last_night_avg: 'Milliseconds, as all that begin with hrv_.',
    hrv_status: 'NONE, POOR, LOW, UNBALANCED, BALANCED, or a number that is new.',
  },
})

export const deviceNapTable = defineTable({
  name: 'device_nap',
  key: ['start_utc'],
  time: 'date',
  about: 'Naps as the watch has them, beside what Garmin says in nap.',
  columns: {
    date: 'date',
    start_utc: 'instant',
    end_utc: 'instant',
    offset_start_s: 'int',
    offset_end_s: 'int',
    is_deleted: 'bool',
    feedback_code: 'int',
    source_code: 'int',
    updated_utc: 'instant',
  },
  notes: {
    date: 'The day on which it began.',
    offset_start_s: 'Local time minus UTC.',
    is_deleted: 'Taken back by the person.',
  },
})
