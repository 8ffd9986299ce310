import { addDays, daysBetween, eachDay, type LocalDate, toEpochDay } from '../../domain/index.ts'
import type { LifeControl } from './life.ts'
import type { ActivityTruth } from './types.ts'
import type { WorkoutTruth } from './workouts.ts'

type Looked = Pick<LifeControl, 'activities' | 'firstDay' | 'today' | 'workouts'>

/** A workout of the library on a day: done, missed or still to come. */
export interface ScheduledTruth {
  readonly id: number
  readonly workout: WorkoutTruth
  readonly date: LocalDate
  /** What it was done with. */
  readonly activity: ActivityTruth | null
}

/** Workouts are planned this many days ahead. */
const plannedAheadDays = 14

/**
 * Days with a workout: those on which one was done, every fourth Tuesday before today on which it was not, and the Tuesdays
 * and Thursdays to come; oldest first.
 */
export function scheduleOf(life: Looked): readonly ScheduledTruth[] {
  const workouts = life.workouts()
  const today = life.today()
  const at = (date: LocalDate, workout: WorkoutTruth | undefined, activity: ActivityTruth | null): ScheduledTruth[] =>
    workout === undefined ? [] : [{ id: 1_510_000_000 + toEpochDay(date), workout, date, activity }]
  const done = life
    .activities()
    .filter(({ workoutId }) => workoutId !== null)
    .flatMap((activity) =>
      at(
        activity.date,
        workouts.find(({ id }) => id === activity.workoutId),
        activity,
      ),
    )
  const doneOn = new Set(done.map(({ date }) => date))
  const missed: ScheduledTruth[] = []
  for (const date of eachDay(life.firstDay, addDays(today, -1)))
    if (toEpochDay(date) % 28 === 12 && !doneOn.has(date)) missed.push(...at(date, workouts[1], null))
  const ahead: ScheduledTruth[] = []
  for (const date of eachDay(addDays(today, 1), addDays(today, plannedAheadDays))) {
    const weekday = new Date(`${date}T00:00:00Z`).getUTCDay()
    if (weekday === 2 || weekday === 4) ahead.push(...at(date, workouts[weekday === 2 ? 0 : 3], null))
  }
  return [...done, ...missed, ...ahead].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
}

export interface EventTruth {
  readonly id: number
  readonly uuid: string
  readonly name: string
  readonly date: LocalDate
  readonly startsAt: string
  readonly distanceM: number
  readonly activity: ActivityTruth | null
}

/** The triathlon of each year, on the second Sunday of August, also the next one to come. */
export function eventsOf(life: Looked): readonly EventTruth[] {
  const events: EventTruth[] = []
  for (let year = Number(life.firstDay.slice(0, 4)); year <= Number(life.today().slice(0, 4)) + 1; year++) {
    const first = `${year}-08-08` as LocalDate
    const date = addDays(first, (7 - new Date(`${first}T00:00:00Z`).getUTCDay()) % 7)
    if (date < life.firstDay) continue
    const done = life.activities().find((activity) => activity.date === date && activity.legs.length > 0) ?? null
    events.push({
      id: 610_000 + year,
      uuid: `0a0b0c0d-0e0f-4a1b-8c2d-00000000${year}`,
      name: `Seedorf-Triathlon ${year}`,
      date,
      startsAt: '09:00',
      distanceM: 51_500,
      activity: done,
    })
  }
  return events
}

export interface PlanTruth {
  readonly id: number
  readonly name: string
  readonly kind: 'phased' | 'fbt-adaptive'
  readonly start: LocalDate
  readonly end: LocalDate
  readonly weeks: number
  readonly status: 'Scheduled' | 'Completed'
  readonly tasks: readonly { readonly date: LocalDate; readonly week: number; readonly workout: WorkoutTruth }[]
}

/** One plan of twelve weeks that ends three weeks from now. */
export function plansOf(life: Looked): readonly PlanTruth[] {
  const end = addDays(life.today(), 20)
  const start = addDays(end, -83)
  if (start < life.firstDay) return []
  const [easy, hard] = [life.workouts()[2], life.workouts()[0]]
  const tasks: PlanTruth['tasks'][number][] = []
  for (const date of eachDay(start, end)) {
    const dayOfPlan = daysBetween(start, date)
    const workout = dayOfPlan % 7 === 1 ? easy : dayOfPlan % 7 === 4 ? hard : undefined
    if (workout !== undefined) tasks.push({ date, week: Math.floor(dayOfPlan / 7) + 1, workout })
  }
  return [
    {
      id: 44_000_001,
      name: 'Halbmarathon – Stufe 2',
      kind: 'phased',
      start,
      end,
      weeks: 12,
      status: 'Scheduled',
      tasks,
    },
  ]
}

/** What the person wrote into their calendar. */
export interface NoteTruth {
  readonly id: number
  readonly date: LocalDate
  readonly title: string
  readonly text: string
}

export function notesOf(life: Looked): readonly NoteTruth[] {
  const notes: NoteTruth[] = []
  for (const date of eachDay(life.firstDay, life.today()))
    if (toEpochDay(date) % 61 === 30)
      notes.push({ id: 71_000_000 + toEpochDay(date), date, title: 'Müde', text: 'Nur locker – „Knie“ beobachten' })
  return notes
}
