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

const bounds = { day_start_utc: 'instant', day_end_utc: 'instant', offset_start_s: 'int' } as const

export const respirationDayTable = defineTable({
  name: 'respiration_day',
  key: ['date'],
  time: 'date',
  about: 'What the respiration samples of a day come to, in breaths a minute; the samples are a series.',
  columns: {
    date: 'date',
    resp_min: 'real',
    resp_max: 'real',
    resp_waking_avg: 'real',
    resp_sleep_avg: 'real',
    resp_latest: 'real',
    sample_count: 'int',
    gap_count: 'int',
    ...bounds,
  },
  notes: {
    sample_count: 'Samples with a value.',
    gap_count: 'Samples without one; the series keeps why.',
    resp_sleep_avg: 'Of the night that ended on this day.',
  },
})

export const spo2DayTable = defineTable({
  name: 'spo2_day',
  key: ['date'],
  time: 'date',
  about: 'What the blood oxygen samples of a day come to, in percent; the samples are a series.',
  columns: {
    date: 'date',
    spo2_avg: 'real',
    spo2_min: 'int',
    spo2_latest: 'int',
    spo2_7d_avg: 'real',
    spo2_sleep_avg: 'int',
    sample_count: 'int',
    ...bounds,
  },
  notes: { spo2_7d_avg: 'Mean of the last seven days.', sample_count: 'Hours and single measurements with a value.' },
})

export const stepsDayTable = defineTable({
  name: 'steps_day',
  key: ['date'],
  time: 'date',
  about: 'What the step buckets of a day come to; the buckets are a series.',
  columns: { date: 'date', steps: 'int', pushes: 'int', bucket_count: 'int', bucket_s: 'int' },
  notes: { steps: 'Sum of the buckets.', pushes: 'Of a wheelchair.', bucket_s: 'How long a bucket is.' },
})

export const floorsDayTable = defineTable({
  name: 'floors_day',
  key: ['date'],
  time: 'date',
  about: 'What the floor buckets of a day come to; the buckets are a series.',
  columns: { date: 'date', floors_up: 'int', floors_down: 'int', bucket_count: 'int', bucket_s: 'int', ...bounds },
  notes: { floors_up: 'Whole floors, so less than the summary has in fractions.', bucket_s: 'How long a bucket is.' },
})

export const intensityDayTable = defineTable({
  name: 'intensity_day',
  key: ['date'],
  time: 'date',
  about: 'What the buckets of intensity minutes of a day come to; the buckets are a series.',
  columns: {
    date: 'date',
    minutes_doubled: 'int',
    moderate_min: 'int',
    vigorous_min: 'int',
    bucket_count: 'int',
    bucket_s: 'int',
    ...bounds,
  },
  notes: {
    minutes_doubled: 'Sum of the buckets, in which a vigorous minute counts twice.',
    vigorous_min: 'Not doubled.',
    bucket_s: 'How long a bucket is.',
  },
})
