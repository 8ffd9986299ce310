import { defineDataset } from '../domain/index.ts'
import { monthRequest, readMonth } from './calendar-month.ts'
import { toReading } from './reading/answer.ts'
import { calendarItemTable } from './tables/index.ts'

const name = 'calendar'

export const calendar = defineDataset({
  name,
  title: 'Calendar',
  group: 'workouts',
  settlesAfterDays: 1,
  // Past months change when activities do.
  trailingDays: 28,
  everyDays: 7,
  tables: [calendarItemTable],
  mirrors: 'calendar_item',
  unproven: true,
  version: 1,
  source: 'DATA section 7, P',
  forms: [
    {
      name: 'month',
      per: { kind: 'range', maxDays: 31, align: 'month', reach: 'history' },
      request: monthRequest,
      read: (answer, target) => {
        const notes = new Set<string>()
        const { calendar: items, schedule } = readMonth(answer, target, name, notes)
        return { ...toReading(items, notes), also: { workout_schedule: schedule } }
      },
    },
  ],
})
