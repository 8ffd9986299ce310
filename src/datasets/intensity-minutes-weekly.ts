import { defineDataset } from '../domain/index.ts'
import { dailyStats } from './reading/daily-stats.ts'
import { get } from './reading/forms.ts'
import { weeklyForm } from './reading/weekly-stats.ts'
import { performanceTable } from './tables/index.ts'

const name = 'intensity_minutes_weekly'

/** Brings nothing that the days do not, so it is off until it is named. */
export const intensityMinutesWeekly = defineDataset({
  ...dailyStats,
  name,
  title: 'Intensity minutes by the week',
  everyDays: 7,
  optIn: 'costly',
  tables: [performanceTable],
  source: 'DATA section 4, R',
  forms: [
    weeklyForm(
      name,
      ({ start, end }) => get(`/usersummary-service/stats/im/weekly/${start}/${end}`),
      // Recorded: the sums of the days, vigorous minutes not doubled.
      (row) => [
        { metric: 'moderate_week', unit: 'min', value: row.level('moderateValue') },
        { metric: 'vigorous_week', unit: 'min', value: row.level('vigorousValue') },
        { metric: 'intensity_goal_week', unit: 'min', value: row.level('weeklyGoal') },
      ],
    ),
  ],
})
