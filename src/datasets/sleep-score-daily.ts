import { defineDataset } from '../domain/index.ts'
import { dailyStats, statsForm } from './reading/daily-stats.ts'
import { sleepTable } from './tables/index.ts'

const name = 'sleep_score_daily'

/** Brings nothing that the nights do not, so it is off until it is named. */
export const sleepScoreDaily = defineDataset({
  ...dailyStats,
  name,
  title: 'Sleep score',
  everyDays: 7,
  optIn: 'costly',
  tables: [sleepTable],
  source: 'DATA section 4, R',
  forms: [
    statsForm({
      dataset: name,
      path: '/wellness-service/stats/daily/sleep/score',
      gate: 'daily_summary',
      table: 'sleep',
      toRow: (values) => ({ score: values.int('value') }),
    }),
  ],
})
