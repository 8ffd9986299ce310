import { defineDataset } from '../domain/index.ts'
import { besideMetrics, dailyStats, statsForm } from './reading/daily-stats.ts'
import { respirationDayTable } from './tables/index.ts'

const name = 'respiration_daily'

export const respirationDaily = defineDataset({
  ...dailyStats,
  name,
  title: 'Breaths a minute',
  onlyWhile: besideMetrics,
  tables: [respirationDayTable],
  source: 'DATA section 4, L',
  forms: [
    statsForm({
      dataset: name,
      path: '/usersummary-service/stats/respiration/daily',
      // 32 are refused (RANGES section 1).
      maxDays: 31,
      gate: 'daily_summary',
      table: 'respiration_day',
      toRow: (values) => ({
        resp_waking_avg: breaths(values.real('avgWakingRespiration')),
        resp_sleep_avg: breaths(values.real('avgSleepRespiration')),
      }),
    }),
  ],
})

/** −1 and −2 mean "no measurement" (SCHEMA-HINTS section 5.1). */
function breaths(value: number | null): number | null {
  return value === null || value < 0 ? null : value
}
