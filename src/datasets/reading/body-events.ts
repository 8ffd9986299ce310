import type { Json, LocalDate, ReadItem, Row } from '../../domain/index.ts'
import type { Fields } from './fields.ts'
import { durationMs, givenOffsetSeconds, offsetSeconds } from './times.ts'

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
    const ms = durationMs(event, 'durationInMilliseconds', 1) ?? durationMs(event, 'durationInMillis', 1)
    rows.push({
      date: day,
      start_utc: start,
      type,
      end_utc: ms === null ? null : start + ms,
      // Milliseconds here, minutes in naps (SCHEMA-HINTS section 2).
      offset_s:
        givenOffsetSeconds(event, 'timezoneOffset', 0.001) ??
        offsetSeconds(event, 'eventStartTimeLocal', 'eventStartTimeGmt'),
      duration_s: ms === null ? null : Math.round(ms / 1000),
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

/** The events of a day as an item; the rows are the content, since the forms that bring them differ in keys. */
export function toBodyEventsItem(events: readonly Fields[], day: LocalDate): ReadItem {
  const rows = toBodyEvents(events, day)
  return rows.length === 0
    ? { item: day, day, content: null, rows: {}, reason: 'none' }
    : { item: day, day, content: rows as unknown as Json, rows: { body_event: rows } }
}
