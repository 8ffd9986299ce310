import { defineTable } from '../../domain/index.ts'

export const heartRateDayTable = defineTable({
  name: 'heart_rate_day',
  key: ['date'],
  time: 'date',
  about: 'What the heart rate samples of a day come to; the samples are a series.',
  columns: {
    date: 'date',
    hr_min: 'int',
    hr_max: 'int',
    hr_avg: 'real',
    hr_resting: 'int',
    hr_resting_7d: 'int',
    sample_count: 'int',
    gap_count: 'int',
    day_start_utc: 'instant',
    day_end_utc: 'instant',
    offset_start_s: 'int',
  },
  notes: {
    hr_avg: 'Mean of the samples.',
    sample_count: 'Samples with a value.',
    gap_count: 'Samples that Garmin lists without a value.',
  },
})

export const stressDayTable = defineTable({
  name: 'stress_day',
  key: ['date'],
  time: 'date',
  about: 'What the stress samples of a day come to (0 to 100); the samples are a series.',
  columns: {
    date: 'date',
    stress_avg: 'int',
    stress_max: 'int',
    sample_count: 'int',
    gap_count: 'int',
    day_start_utc: 'instant',
    day_end_utc: 'instant',
    offset_start_s: 'int',
  },
  notes: {
    sample_count: 'Samples with a value.',
    gap_count: 'Samples without one: off the wrist, too much motion; the series keeps which.',
  },
})

export const bodyBatteryDayTable = defineTable({
  name: 'body_battery_day',
  key: ['date'],
  time: 'date',
  about: 'What the body battery samples of a day come to (0 to 100); the samples are a series.',
  columns: {
    date: 'date',
    bb_high: 'int',
    bb_low: 'int',
    bb_first: 'int',
    bb_last: 'int',
    sample_count: 'int',
    gap_count: 'int',
  },
  notes: { sample_count: 'Samples with a value.' },
})
