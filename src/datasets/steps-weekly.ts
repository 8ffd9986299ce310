import { defineDataset } from '../domain/index.ts'
import { dailyStats } from './reading/daily-stats.ts'
import { get } from './reading/forms.ts'
import { weeklyForm, weeksIn } from './reading/weekly-stats.ts'
import { performanceTable } from './tables/index.ts'

const name = 'steps_weekly'

/** Brings nothing that the days do not, so it is off until it is named. */
export const stepsWeekly = defineDataset({
  ...dailyStats,
  name,
  title: 'Steps by the week',
  everyDays: 7,
  optIn: 'costly',
  tables: [performanceTable],
  source: 'DATA section 4, R',
  forms: [
    weeklyForm(
      name,
      (range) => get(`/usersummary-service/stats/steps/weekly/${range.end}/${weeksIn(range)}`),
      (row) => {
        const values = row.object('values')
        return [
          { metric: 'steps_week', unit: 'steps', value: values.level('totalSteps') },
          { metric: 'distance_week', unit: 'm', value: values.real('totalDistance') },
        ]
      },
    ),
  ],
})
