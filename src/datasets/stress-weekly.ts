import { defineDataset } from '../domain/index.ts'
import { dailyStats } from './reading/daily-stats.ts'
import { get } from './reading/forms.ts'
import { weeklyForm, weeksIn } from './reading/weekly-stats.ts'
import { performanceTable } from './tables/index.ts'

const name = 'stress_weekly'

/** Brings nothing that the days do not, so it is off until it is named. */
export const stressWeekly = defineDataset({
  ...dailyStats,
  name,
  title: 'Stress by the week',
  everyDays: 7,
  optIn: 'costly',
  tables: [performanceTable],
  source: 'DATA section 4, R',
  forms: [
    weeklyForm(
      name,
      (range) => get(`/usersummary-service/stats/stress/weekly/${range.end}/${weeksIn(range)}`),
      (row) => [{ metric: 'stress_week_avg', unit: 'score', value: row.level('value') }],
    ),
  ],
})
