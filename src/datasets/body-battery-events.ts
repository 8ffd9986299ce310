import { defineDataset } from '../domain/index.ts'
import { toBodyEvents } from './reading/body-events.ts'
import { dayListForm } from './reading/day-form.ts'
import { bodyEventTable } from './tables/index.ts'

const name = 'body_battery_events'

export const bodyBatteryEvents = defineDataset({
  name,
  title: 'Body battery events',
  group: 'health',
  settlesAfterDays: 3,
  insteadOf: 'wellness_fit',
  filledBy: 'daily_summary',
  tables: [bodyEventTable],
  replaces: ['body_event'],
  version: 1,
  source: 'DATA section 5, L; in the daily summary: R',
  forms: [
    dayListForm({
      dataset: name,
      gate: 'daily_summary',
      path: (day) => `/wellness-service/wellness/bodyBattery/events/${day}`,
      read: (events, day) => ({ rows: { body_event: toBodyEvents(events, day) } }),
    }),
  ],
})
