import { defineTable } from '../../domain/index.ts'

export const heartRateZoneTable = defineTable({
  name: 'heart_rate_zone',
  key: ['sport'],
  time: null,
  about: 'Heart rate zones in force, for all sports (`DEFAULT`) or for one.',
  columns: {
    sport: 'text',
    method: 'text',
    max_hr_bpm: 'int',
    resting_hr_bpm: 'int',
    lactate_hr_bpm: 'int',
    resting_auto: 'bool',
    zone1_bpm: 'int',
    zone2_bpm: 'int',
    zone3_bpm: 'int',
    zone4_bpm: 'int',
    zone5_bpm: 'int',
  },
  notes: {
    method: 'How the zones were drawn: HR_MAX, HR_RESERVE, …',
    resting_auto: 'The resting heart rate follows what the watch measures.',
    zone1_bpm: 'Lower border, as the four that follow.',
  },
})

export const powerZoneTable = defineTable({
  name: 'power_zone',
  key: ['sport'],
  time: null,
  about: 'Power zones in force, by sport.',
  columns: {
    sport: 'text',
    ftp_w: 'real',
    zone1_w: 'real',
    zone2_w: 'real',
    zone3_w: 'real',
    zone4_w: 'real',
    zone5_w: 'real',
    zone6_w: 'real',
    zone7_w: 'real',
  },
  notes: { ftp_w: 'Functional threshold power.', zone1_w: 'Lower border, as the six that follow.' },
})
