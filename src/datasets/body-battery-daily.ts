import { defineDataset } from '../domain/index.ts'
import { besideMetrics, dailyStats, statsForm } from './reading/daily-stats.ts'
import { dailySummaryTable } from './tables/index.ts'

const name = 'body_battery_daily'

export const bodyBatteryDaily = defineDataset({
  ...dailyStats,
  name,
  title: 'Body battery, highest and lowest',
  onlyWhile: besideMetrics,
  tables: [dailySummaryTable],
  source: 'DATA section 4, L',
  forms: [
    statsForm({
      dataset: name,
      path: '/usersummary-service/stats/bodybattery/daily',
      gate: 'daily_summary',
      table: 'daily_summary',
      toRow: (values) => ({
        bb_low: values.level('lowBodyBattery'),
        bb_high: values.level('highBodyBattery'),
      }),
    }),
  ],
})
