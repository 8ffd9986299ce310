import { defineTable } from '../../domain/index.ts'

export const weightTable = defineTable({
  name: 'weight',
  key: ['sample_pk'],
  time: 'date',
  about: 'One row a weigh-in.',
  columns: {
    sample_pk: 'id',
    date: 'date',
    at_utc: 'instant',
    offset_s: 'int',
    weight_g: 'real',
    bmi: 'real',
    fat_pct: 'real',
    water_pct: 'real',
    bone_g: 'real',
    muscle_g: 'real',
    visceral: 'real',
    physique: 'real',
    metabolic_age: 'real',
    source_type: 'text',
  },
  notes: {
    offset_s: 'Local time minus UTC at the weigh-in.',
    metabolic_age: 'As Garmin gives it: milliseconds.',
    source_type: 'MANUAL, INDEX_SCALE, …',
  },
})
