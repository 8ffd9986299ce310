import {
  type Answer,
  type GarminRequest,
  isLocalDate,
  type Json,
  type LocalDate,
  type ReadItem,
  type Row,
  type Target,
} from '../domain/index.ts'
import { objectOf, unexpected, without } from './reading/answer.ts'
import { type Fields, toFieldsList } from './reading/fields.ts'
import { type Planned, toScheduleItems } from './schedule-items.ts'

/** The month of a window; Garmin counts months from 0 (DATA section 7). */
export function monthRequest(target: Target): GarminRequest | null {
  if (target.kind !== 'range') return null
  const [year, month] = target.start.split('-').map(Number)
  const path = `/calendar-service/year/${year}/month/${(month ?? 1) - 1}`
  return { method: 'GET', path, expects: 'json' }
}

/** Say nothing of the day: they come and go with Garmin's releases, or tell of pictures. */
const noise = new Set(['autoCalcCalories', 'shareable', 'noOfSplits', 'subscribed', 'imageUrl'])

/** A month as items of the days that were asked for; others of the neighbouring months are left to their own. */
export function readMonth(
  answer: Answer,
  target: Target,
  dataset: string,
  notes: Set<string>,
): { readonly calendar: ReadItem[]; readonly schedule: ReadItem[] } {
  const month = objectOf(answer, dataset, notes)
  // Not "an empty month": what the answer lacks counts as deleted, so it has to say so with a list.
  if (month === null || !Array.isArray(month.raw('calendarItems'))) throw unexpected(dataset, 'no calendarItems')
  const byDay = new Map<LocalDate, { content: Json[]; rows: Map<string, Row> }>()
  const planned: Planned[] = []
  for (const json of month.array('calendarItems')) {
    for (const entry of toFieldsList([json], `${dataset}.calendarItems`, notes)) {
      const day = dayOf(entry)
      const [type, id] = [entry.text('itemType'), idOf(entry)]
      if (day === null || !type || id === null) {
        entry.note('an item without date, itemType or id')
        continue
      }
      if (target.kind === 'range' && (day < target.start || day > target.end)) continue
      const known = byDay.get(day) ?? { content: [], rows: new Map<string, Row>() }
      known.content.push(without(json, noise))
      known.rows.set(`${type} ${id}`, toRow(entry, type, id, day))
      byDay.set(day, known)
      const workout = type === 'workout' || type === 'fbtAdaptiveWorkout' ? toPlanned(entry, id, day) : null
      if (workout !== null) planned.push(workout)
    }
  }
  const calendar = [...byDay].map(([day, { content, rows }]) => ({
    item: day,
    day,
    content,
    rows: { calendar_item: [...rows.values()] },
  }))
  return { calendar, schedule: toScheduleItems(planned, 1) }
}

function dayOf(entry: Fields): LocalDate | null {
  const text = entry.text('date')?.slice(0, 10)
  return isLocalDate(text) ? text : null
}

/** Workouts of the adaptive coach have a UUID in place of a number (DATA section 7). */
function idOf(entry: Fields): string | null {
  const value = entry.raw('id')
  if (typeof value === 'string' && value !== '') return value
  return (value === undefined || value === null ? null : entry.id('id')) ?? (entry.text('workoutUuid') || null)
}

function toRow(entry: Fields, item_type: string, item_id: string, date: LocalDate): Row {
  return {
    item_type,
    item_id,
    date,
    title: entry.text('title'),
    start_local: entry.text('startTimestampLocal'),
    activity_type_id: entry.int('activityTypeId'),
    workout_id: entry.id('workoutId'),
    sport: entry.text('sportTypeKey'),
    duration: entry.real('duration'),
    distance: entry.real('distance'),
    kcal: entry.int('calories'),
    weight_g: entry.real('weight'),
    plan_id: entry.id('trainingPlanId'),
    event_uuid: entry.text('shareableEventUuid'),
    is_race: entry.flag('isRace'),
  }
}

function toPlanned(entry: Fields, id: string, day: LocalDate): Planned {
  const [workoutId, uuid] = [entry.id('workoutId'), entry.text('workoutUuid')]
  return {
    day,
    row: {
      schedule_id: workoutId === null && uuid ? `${uuid} ${day}` : id,
      date: day,
      workout_id: workoutId,
      workout_uuid: uuid,
      name: entry.text('title'),
      sport: entry.text('sportTypeKey'),
      plan_id: entry.id('trainingPlanId'),
      is_race: entry.flag('isRace'),
    },
  }
}
