import { type Answer, defineDataset, type Json, type ReadItem, type Reading } from '../domain/index.ts'
import { toReading } from './reading/answer.ts'
import { type Fields, toFieldsList } from './reading/fields.ts'
import { graphqlObject, graphqlRequest } from './reading/graphql.ts'
import { dayIn } from './reading/times.ts'
import { eventTable } from './tables/index.ts'

const name = 'upcoming_events'
const field = 'myDayCardEventsScalar'

export const upcomingEvents = defineDataset({
  name,
  title: 'Events to come',
  group: 'workouts',
  settlesAfterDays: 0,
  everyDays: 7,
  tables: [eventTable],
  unproven: true,
  version: 1,
  source: 'DATA section 7, S; no other way of asking is known',
  forms: [
    {
      name: 'my-day',
      per: { kind: 'account', asOf: 'today' },
      // The zone decides which day it is; the day is said as well.
      request: (target) =>
        target.kind === 'account' && target.asOf !== undefined
          ? graphqlRequest(field, { timeZone: 'UTC', date: target.asOf })
          : null,
      read,
    },
  ],
})

function read(answer: Answer): Reading {
  const notes = new Set<string>()
  const events = graphqlObject(answer, name, field, notes).array('eventMyDay')
  const items = events.flatMap((json) => toFieldsList([json], name, notes).flatMap((event) => toItem(event, json)))
  return toReading(items, notes)
}

function toItem(event: Fields, json: Json): ReadItem[] {
  const eventId = event.id('id')
  if (eventId === null) {
    event.note('an event without id')
    return []
  }
  const [target, start] = [event.object('completionTarget'), event.object('locationStartPoint')]
  const [time, custom] = [event.object('eventTimeLocal'), event.object('eventCustomization')]
  const goal = custom.object('customGoal')
  const row = {
    event_id: eventId,
    event_uuid: event.text('shareableEventUuid'),
    name: event.text('eventName'),
    type: event.text('eventType'),
    date: dayIn(event, 'date'),
    start_local: time.text('startTimeHhMm'),
    tz_name: time.text('timeZoneId'),
    target_value: target.real('value'),
    target_unit: target.text('unit'),
    goal_value: goal.real('value'),
    goal_unit: goal.text('unit'),
    start_lat: start.real('lat'),
    start_lon: start.real('lon'),
    is_primary: custom.flag('isPrimaryEvent'),
    is_training: custom.flag('isTrainingEvent'),
    activity_id: custom.id('associatedWithActivityId'),
    plan_id: custom.id('trainingPlanId'),
  }
  return [{ item: eventId, day: null, content: json, rows: { event: [row] } }]
}
