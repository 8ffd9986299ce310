import { defineDataset } from '../domain/index.ts'
import { besideSteps, dailyStats, statsForm } from './reading/daily-stats.ts'
import { dailySummaryTable } from './tables/index.ts'

const name = 'calories_daily'

export const caloriesDaily = defineDataset({
  ...dailyStats,
  name,
  title: 'Calories',
  onlyWhile: besideSteps,
  tables: [dailySummaryTable],
  source: 'DATA section 4, L',
  forms: [
    statsForm({
      dataset: name,
      path: '/usersummary-service/stats/daily',
      query: { statsType: 'CALORIES' },
      gate: 'daily_summary',
      table: 'daily_summary',
      toRow: (values) => ({
        kcal_total: values.int('totalCalories') ?? values.int('totalKilocalories'),
        kcal_active: values.int('activeCalories') ?? values.int('activeKilocalories'),
        kcal_bmr: values.int('restingCalories') ?? values.int('bmrKilocalories'),
      }),
    }),
  ],
})
