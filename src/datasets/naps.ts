import { defineDataset } from '../domain/index.ts'
import { dayListForm } from './reading/day-form.ts'
import { toNaps } from './reading/naps.ts'
import { napTable } from './tables/index.ts'

const name = 'naps'

export const naps = defineDataset({
  name,
  title: 'Naps',
  group: 'health',
  settlesAfterDays: 3,
  insteadOf: 'wellness_fit',
  filledBy: 'sleep',
  tables: [napTable],
  replaces: ['nap'],
  version: 1,
  source: 'DATA section 5, L',
  forms: [
    dayListForm({
      dataset: name,
      gate: 'daily_summary',
      path: (day) => `/sleep-service/sleep/naps/${day}`,
      read: (list, day) => ({ rows: { nap: toNaps(list, day) } }),
    }),
  ],
})
