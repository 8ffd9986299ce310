import { type Answer, defineDataset, type LocalDate, type Reading } from '../domain/index.ts'
import { monthRequest, readMonth } from './calendar-month.ts'
import { toReading } from './reading/answer.ts'
import { type Fields, toFieldsList } from './reading/fields.ts'
import { graphqlList, graphqlRequest } from './reading/graphql.ts'
import { dayIn } from './reading/times.ts'
import { type Planned, toScheduleItems } from './schedule-items.ts'
import { workoutScheduleTable } from './tables/index.ts'

const name = 'workout_schedule'
const field = 'workoutScheduleSummariesScalar'
/** Together about a month, which the gateway answers at once (RANGES section 2). */
const [backDays, aheadDays] = [7, 24]

/** The past comes from the calendar, month by month; asked for itself is the week behind and what lies ahead. */
export const workoutSchedule = defineDataset({
  name,
  title: 'Planned workouts',
  group: 'workouts',
  settlesAfterDays: 1,
  trailingDays: backDays,
  filledBy: 'calendar',
  tables: [workoutScheduleTable],
  mirrors: 'workout_schedule',
  version: 1,
  source: 'DATA section 7, L; range: RANGES section 2',
  forms: [
    {
      name: 'range',
      per: { kind: 'range', maxDays: backDays + aheadDays, aheadDays, gate: 'calendar' },
      request: (target) =>
        target.kind === 'range' ? graphqlRequest(field, { startDate: target.start, endDate: target.end }) : null,
      read,
    },
    {
      // A request for each entry of the schedule would be the other way; a month of the calendar holds them all.
      name: 'calendar',
      per: { kind: 'range', maxDays: 31, align: 'month', aheadDays, gate: 'calendar' },
      request: monthRequest,
      read: (answer, target) => {
        const notes = new Set<string>()
        return toReading(readMonth(answer, target, name, notes).schedule, notes)
      },
    },
  ],
})

function read(answer: Answer): Reading {
  const notes = new Set<string>()
  const planned = toFieldsList(graphqlList(answer, name, field, notes), name, notes).flatMap((entry) => {
    const day = dayIn(entry, 'scheduleDate')
    const row = day === null ? null : toRow(entry, day)
    if (row === null) entry.note('a planned workout without scheduleDate or id')
    return day === null || row === null ? [] : [{ day, row }]
  })
  return toReading(toScheduleItems(planned, 2), notes)
}

function toRow(entry: Fields, day: LocalDate): Planned['row'] | null {
  const uuid = entry.text('workoutUuid')
  const id = entry.id('scheduledWorkoutId') ?? entry.id('workoutScheduleId')
  const schedule_id = id ?? (uuid ? `${uuid} ${day}` : null)
  if (schedule_id === null) return null
  return {
    schedule_id,
    date: day,
    workout_id: entry.id('workoutId'),
    workout_uuid: uuid,
    name: entry.text('workoutName'),
    sport: entry.text('workoutType'),
    done_activity_id: entry.id('associatedActivityId'),
    plan_id: entry.id('trainingPlanId'),
    is_rest_day: entry.flag('isRestDay'),
    is_race: entry.flag('race'),
  }
}
