import { addDays, addMonths, type LocalDate } from '../../domain/index.ts'
import { bareInteger } from '../json-text.ts'
import { type EventTruth, eventsOf, notesOf, type ScheduledTruth, scheduleOf } from '../life/index.ts'
import { badRequest, json, type Reply } from '../reply.ts'
import type { Service, ServiceRequest, World } from '../routing.ts'

/** The calendar of a month; months count from 0 (DATA section 7, evidence P: field names are peers'). */
export const calendar: Service = {
  name: 'calendar',
  host: 'connectapi',
  routes: [{ method: 'GET', path: '/calendar-service/year/{year}/month/{month}', answer: month }],
}

function month({ vars }: ServiceRequest, world: World): Reply {
  const [year, index] = [Number(vars.year), Number(vars.month)]
  if (!Number.isInteger(year) || year < 1990 || !Number.isInteger(index) || index < 0 || index > 11)
    return badRequest('Invalid year or month')
  const first = `${year}-${String(index + 1).padStart(2, '0')}-01` as LocalDate
  const after = addMonths(first, 1)
  const { life } = world
  const inside = ({ date }: { readonly date: LocalDate }) => date >= first && date < after
  const items = [
    ...life.activities().filter(inside).map(activityItem),
    ...scheduleOf(life).filter(inside).map(workoutItem),
    ...life.weighIns().filter(inside).map(weightItem),
    ...eventsOf(life).filter(inside).map(eventItem),
    ...notesOf(life)
      .filter(inside)
      .map((note) => ({ ...nothing, id: note.id, itemType: 'note', title: note.title, date: note.date })),
  ].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
  return json({
    year,
    month: index,
    startDayOfMonth: new Date(`${first}T00:00:00Z`).getUTCDay(),
    numOfDaysInMonth: Number(addDays(after, -1).slice(8)),
    numOfDaysInPrevMonth: Number(addDays(first, -1).slice(8)),
    calendarItems: items,
  })
}

const nothing = {
  groupId: null,
  trainingPlanId: null,
  activityTypeId: null,
  wellnessActivityUuid: null,
  title: null as string | null,
  duration: null as number | null,
  distance: null as number | null,
  calories: null as number | null,
  startTimestampLocal: null as string | null,
  weight: null as number | null,
  workoutId: null as number | null,
  sportTypeKey: null as string | null,
  isRace: false,
}

/** Durations in milliseconds and distances in centimetres, as peers found them. */
function activityItem(activity: ReturnType<World['life']['activities']>[number]) {
  return {
    ...nothing,
    id: bareInteger(activity.id),
    itemType: 'activity',
    activityTypeId: activity.sport.typeId,
    title: activity.name,
    date: activity.date,
    duration: Math.round(activity.timerS * 1000),
    distance: activity.distanceM === null ? null : Math.round(activity.distanceM * 100),
    calories: activity.kcal,
    startTimestampLocal: new Date(activity.startUtc + activity.offsetS * 1000).toISOString().slice(0, 21),
  }
}

function workoutItem({ id, workout, date }: ScheduledTruth) {
  return {
    ...nothing,
    id,
    itemType: 'workout',
    title: workout.name,
    date,
    workoutId: workout.id,
    sportTypeKey: workout.sport.key,
  }
}

function weightItem(weighIn: ReturnType<World['life']['weighIns']>[number]) {
  return { ...nothing, id: weighIn.samplePk, itemType: 'weight', date: weighIn.date, weight: weighIn.weightG }
}

function eventItem(event: EventTruth) {
  const { id, name, date } = event
  return { ...nothing, id, itemType: 'event', title: name, date, isRace: true, shareableEventUuid: event.uuid }
}
