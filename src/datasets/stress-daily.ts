import { defineDataset } from '../domain/index.ts'
import { besideMetrics, dailyStats, statsForm } from './reading/daily-stats.ts'
import { dailySummaryTable } from './tables/index.ts'

const name = 'stress_daily'

export const stressDaily = defineDataset({
  ...dailyStats,
  name,
  title: 'Stress by level',
  onlyWhile: besideMetrics,
  tables: [dailySummaryTable],
  source: 'DATA section 4, R',
  forms: [
    statsForm({
      dataset: name,
      path: '/usersummary-service/stats/stress/daily',
      gate: 'daily_summary',
      table: 'daily_summary',
      toRow: (values) => ({
        stress_avg: values.level('overallStressLevel'),
        stress_rest_s: values.int('restStressDuration'),
        stress_low_s: values.int('lowStressDuration'),
        stress_medium_s: values.int('mediumStressDuration'),
        stress_high_s: values.int('highStressDuration'),
      }),
    }),
  ],
})
