import { defineDataset, type Row } from '../domain/index.ts'
import { objectOf } from './reading/answer.ts'
import { besideMetrics, dailyStats, statsForm } from './reading/daily-stats.ts'
import { toDayItems } from './reading/day-items.ts'
import type { Fields } from './reading/fields.ts'
import { dayForm, get } from './reading/forms.ts'
import { checkDay } from './reading/times.ts'
import { hydrationTable } from './tables/index.ts'

const name = 'hydration_daily'
const gate = 'daily_summary'

/** What was drunk and the goal come with the summary; this stands in for it, and its day form knows sweat as well. */
export const hydrationDaily = defineDataset({
  ...dailyStats,
  name,
  title: 'Hydration',
  onlyWhile: besideMetrics,
  tables: [hydrationTable],
  source: 'DATA section 4, R and P',
  forms: [
    statsForm({
      dataset: name,
      path: '/usersummary-service/stats/hydration/daily',
      gate,
      table: 'hydration',
      toRow: intake,
    }),
    dayForm({
      name: 'day',
      gate,
      request: (day) => get(`/usersummary-service/usersummary/hydration/daily/${day}`),
      read: (answer, notes, asked) => {
        const values = objectOf(answer, name, notes)
        if (values === null) return []
        checkDay(values, name, asked)
        const day = asked ?? values.day('calendarDate')
        if (day === null) return []
        const row = {
          date: day,
          ...intake(values),
          sweat_loss_ml: values.real('sweatLossInML'),
          activity_intake_ml: values.real('activityIntakeInML'),
          daily_avg_ml: values.real('dailyAverageinML'),
          last_entry_local: values.text('lastEntryTimestampLocal'),
        }
        const holds = Object.entries(row).some(([column, value]) => column !== 'date' && value !== null)
        return toDayItems([{ day, content: answer.json ?? null, rows: { hydration: holds ? [row] : [] } }])
      },
    }),
  ],
})

function intake(values: Fields): Row {
  return { intake_ml: values.real('valueInML'), goal_ml: values.real('goalInML') }
}
