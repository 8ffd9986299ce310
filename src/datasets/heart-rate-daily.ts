import { defineDataset } from '../domain/index.ts'
import { besideSteps, dailyStats, statsForm } from './reading/daily-stats.ts'
import { dailySummaryTable } from './tables/index.ts'

const name = 'heart_rate_daily'

export const heartRateDaily = defineDataset({
  ...dailyStats,
  name,
  title: 'Resting heart rate',
  onlyWhile: besideSteps,
  tables: [dailySummaryTable],
  source: 'DATA section 4, L',
  forms: [
    statsForm({
      dataset: name,
      path: '/usersummary-service/stats/heartRate/daily',
      gate: 'daily_summary',
      table: 'daily_summary',
      toRow: (values) => ({
        hr_resting: values.int('restingHR'),
      }),
    }),
  ],
})
