import { defineDataset, type LocalDate, type Row } from '../domain/index.ts'
import { dayListForm } from './reading/day-form.ts'
import type { Fields } from './reading/fields.ts'
import { durationMs, offsetSeconds } from './reading/times.ts'
import { dayEventTable } from './tables/index.ts'

const name = 'day_events'

export const dayEvents = defineDataset({
  name,
  title: 'Movement noticed by the watch',
  group: 'health',
  settlesAfterDays: 3,
  insteadOf: 'wellness_fit',
  tables: [dayEventTable],
  replaces: ['day_event'],
  version: 1,
  source: 'DATA section 5, L; names of the keys: P',
  forms: [
    dayListForm({
      dataset: name,
      gate: 'heart_rate_samples',
      path: () => '/wellness-service/wellness/dailyEvents',
      query: (day) => ({ calendarDate: day }),
      read: (events, day) => ({ rows: { day_event: events.flatMap((event) => toRow(event, day)) } }),
    }),
  ],
})

/** Nobody recorded an event: its bounds may have either of the two names that such services use. */
function toRow(event: Fields, day: LocalDate): Row[] {
  const [gmt, local] =
    event.raw('startTimestampGMT') === undefined
      ? ['startTimeGMT', 'startTimeLocal']
      : ['startTimestampGMT', 'startTimestampLocal']
  const start = event.instant(gmt)
  const type = typeof event.raw('activityType') === 'string' ? event.text('activityType') : event.text('eventType')
  if (start === null) {
    event.note('an event without start')
    return []
  }
  const ms = durationMs(event, 'duration', 60_000)
  const end = event.instant('endTimestampGMT') ?? event.instant('endTimeGMT')
  return [
    {
      date: day,
      start_utc: start,
      type: type ?? 'unknown',
      end_utc: end ?? (ms === null ? null : start + ms),
      offset_s: offsetSeconds(event, local, gmt),
      duration_s: ms === null ? null : Math.round(ms / 1000),
    },
  ]
}
