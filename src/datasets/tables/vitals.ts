import { defineTable } from '../../domain/index.ts'

export const hydrationTable = defineTable({
  name: 'hydration',
  key: ['date'],
  time: 'date',
  about: 'What was drunk on a day, in millilitres.',
  columns: {
    date: 'date',
    intake_ml: 'real',
    goal_ml: 'real',
    sweat_loss_ml: 'real',
    activity_intake_ml: 'real',
    daily_avg_ml: 'real',
    last_entry_local: 'text',
  },
  notes: { last_entry_local: 'Wall clock of the newest entry, as Garmin writes it.' },
})

export const bloodPressureTable = defineTable({
  name: 'blood_pressure',
  key: ['version'],
  time: 'date',
  about: 'One row a measurement.',
  columns: {
    version: 'id',
    date: 'date',
    at_utc: 'instant',
    offset_s: 'int',
    systolic: 'int',
    diastolic: 'int',
    pulse: 'int',
    source: 'text',
    category: 'text',
    note: 'text',
  },
  notes: {
    version: 'Garmin’s number of the measurement; its time in milliseconds where Garmin gives none.',
    systolic: 'Millimetres of mercury, as diastolic.',
    pulse: 'Beats a minute.',
    offset_s: 'Local time minus UTC at the measurement.',
  },
})

export const healthStatusTable = defineTable({
  name: 'health_status',
  key: ['date', 'metric'],
  time: 'date',
  about: 'Vital signs of a night beside what is usual for the person.',
  columns: {
    date: 'date',
    metric: 'text',
    value: 'real',
    status: 'text',
    baseline_low: 'real',
    baseline_high: 'real',
  },
  notes: {
    metric: 'HR (bpm), HRV (ms), RESPIRATION (breaths a minute), SPO2 (%), SKIN_TEMP_C (deviation, °C), …',
    status: 'Where the value lies: IN_RANGE, OUT_OF_RANGE, …, in Garmin’s words.',
  },
})
