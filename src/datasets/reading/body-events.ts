import type { LocalDate, Row } from '../../domain/index.ts'
import type { Fields } from './fields.ts'
import { offsetSeconds } from './times.ts'

/**
 * Body battery events of a day. The same list comes with the day's summary, with the report, and on its own; the range
 * form of the summary names start and duration otherwise (DATA section 5 `body_battery_events`; daily-summary.json,
 * graphql-shapes.json).
 */
export function toBodyEvents(events: readonly Fields[], day: LocalDate): Row[] {
  const rows: Row[] = []
  for (const listed of events) {
    // The service of its own wraps the event and adds what belongs to it.
    const event = listed.raw('event') === undefined ? listed : listed.object('event')
    const start = event.instant('eventStartTimeGmt')
    const type = event.text('eventType')
    if (start === null || type === null) {
      event.note('an event without start or type')
      continue
    }
    const ms = event.real('durationInMilliseconds') ?? event.real('durationInMillis')
    const shift = event.real('timezoneOffset')
    rows.push({
      date: day,
      start_utc: start,
      type,
      end_utc: ms === null || ms < 0 ? null : start + Math.round(ms),
      // Milliseconds here, minutes in naps (SCHEMA-HINTS section 2).
      offset_s:
        shift === null ? offsetSeconds(event, 'eventStartTimeLocal', 'eventStartTimeGmt') : Math.round(shift / 1000),
      duration_s: ms === null || ms < 0 ? null : Math.round(ms / 1000),
      impact: event.int('bodyBatteryImpact'),
      feedback: event.text('feedbackType'),
      short_feedback: event.text('shortFeedback'),
      ...known('activity_id', listed.id('activityId')),
      ...known('activity_name', listed.text('activityName')),
      ...known('activity_type', listed.text('activityType')),
      device_id: event.id('deviceId') ?? listed.id('deviceId'),
    })
  }
  return rows
}

/** What one form of the list leaves out keeps what another brought. */
function known(column: string, value: string | null): Row {
  return value === null ? {} : { [column]: value }
}
