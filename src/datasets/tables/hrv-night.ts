import { defineTable } from '../../domain/index.ts'

export const hrvNightTable = defineTable({
  name: 'hrv_night',
  key: ['date'],
  time: 'date',
  about: 'Heart rate variability of a night, in milliseconds, under the day of waking.',
  columns: {
    date: 'date',
    last_night_avg: 'int',
    last_night_5min_high: 'int',
    weekly_avg: 'int',
    baseline_low_upper: 'int',
    balanced_low: 'int',
    balanced_upper: 'int',
    status: 'text',
    feedback: 'text',
    created_utc: 'instant',
  },
  notes: {
    baseline_low_upper: 'Null for the first three weeks of a watch, as the two that follow.',
    status: 'NONE, LOW, UNBALANCED, BALANCED, POOR, or what Garmin invents next.',
  },
})
