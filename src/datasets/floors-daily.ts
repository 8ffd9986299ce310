import { defineDataset } from '../domain/index.ts'
import { besideSteps, dailyStats, statsForm } from './reading/daily-stats.ts'
import { dailySummaryTable } from './tables/index.ts'

const name = 'floors_daily'

export const floorsDaily = defineDataset({
  ...dailyStats,
  name,
  title: 'Floors',
  onlyWhile: besideSteps,
  tables: [dailySummaryTable],
  source: 'DATA section 4, L',
  forms: [
    statsForm({
      dataset: name,
      path: '/usersummary-service/stats/floors/daily',
      gate: 'daily_summary',
      table: 'daily_summary',
      toRow: (values) => ({
        // Whole floors, where the summary of a day has fractions (SCHEMA-HINTS section 5.5).
        floors_up: values.real('wellnessFloorsAscended'),
        floors_down: values.real('wellnessFloorsDescended'),
      }),
    }),
  ],
})
