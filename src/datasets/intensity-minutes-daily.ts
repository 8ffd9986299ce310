import { defineDataset } from '../domain/index.ts'
import { besideSteps, dailyStats, statsForm } from './reading/daily-stats.ts'
import { dailySummaryTable } from './tables/index.ts'

const name = 'intensity_minutes_daily'

export const intensityMinutesDaily = defineDataset({
  ...dailyStats,
  name,
  title: 'Intensity minutes',
  onlyWhile: besideSteps,
  tables: [dailySummaryTable],
  source: 'DATA section 4, R',
  forms: [
    statsForm({
      dataset: name,
      path: '/usersummary-service/stats/im/daily',
      gate: 'daily_summary',
      table: 'daily_summary',
      toRow: (values) => ({
        // Not doubled here, as it is in the buckets within the day (SCHEMA-HINTS section 5.4).
        moderate_min: values.int('moderateValue'),
        vigorous_min: values.int('vigorousValue'),
        intensity_goal_min: values.int('weeklyGoal'),
      }),
    }),
  ],
})
