import { defineTable } from '../../domain/index.ts'

export const menstrualCycleTable = defineTable({
  name: 'menstrual_cycle',
  key: ['start_date'],
  time: 'start_date',
  about: 'One row a cycle.',
  columns: {
    start_date: 'date',
    period_days: 'int',
    cycle_days: 'int',
    predicted_cycle_days: 'int',
    fertile_start: 'date',
    fertile_days: 'int',
    is_predicted: 'bool',
    details: 'json',
  },
  notes: { details: 'The cycle as Garmin gives it.', is_predicted: 'Not begun yet: Garmin expects it.' },
})

export const menstrualDayTable = defineTable({
  name: 'menstrual_day',
  key: ['date'],
  time: 'date',
  about: 'What the person noted of a day of the cycle.',
  columns: {
    date: 'date',
    phase: 'text',
    flow: 'text',
    symptoms: 'json',
    moods: 'json',
    note: 'text',
    details: 'json',
  },
  notes: { details: 'The day as Garmin gives it.' },
})

export const pregnancyTable = defineTable({
  name: 'pregnancy',
  key: ['item'],
  time: null,
  about: 'The pregnancy that the person has entered.',
  columns: { item: 'text', due_date: 'date', start_date: 'date', details: 'json' },
  notes: { item: 'Always `account`: there is one.', details: 'As Garmin gives it.' },
})

export const nutritionDayTable = defineTable({
  name: 'nutrition_day',
  key: ['date'],
  time: 'date',
  about: 'What was eaten on a day.',
  columns: {
    date: 'date',
    kcal: 'real',
    kcal_goal: 'real',
    carbs_g: 'real',
    protein_g: 'real',
    fat_g: 'real',
    meals: 'json',
  },
  notes: { meals: 'Meals and foods as Garmin gives them; null where only sums are known.' },
})

export const lifestyleEntryTable = defineTable({
  name: 'lifestyle_entry',
  key: ['date', 'behaviour'],
  time: 'date',
  about: 'What the person noted of their habits on a day.',
  columns: { date: 'date', behaviour: 'text', category: 'text', status: 'text', amount: 'real', details: 'json' },
  notes: { status: 'YES or NO.', details: 'Amounts by kind, as Garmin gives them.' },
})
