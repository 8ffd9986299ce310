import { type Answer, defineDataset, type Reading, type Target } from '../domain/index.ts'
import { objectOf, toReading, unexpected, without } from './reading/answer.ts'
import { workoutStepTable, workoutTable } from './tables/index.ts'
import { toStepRows, toWorkoutRow } from './workout-rows.ts'

const name = 'workout_detail'
/** About the author's profile, not the workout. */
const noise = new Set(['author', 'ownerId'])

export const workoutDetail = defineDataset({
  name,
  title: 'Workout steps',
  group: 'workouts',
  settlesAfterDays: 0,
  tables: [workoutStepTable, workoutTable],
  replaces: ['workout_step'],
  version: 1,
  source: 'DATA section 7, P',
  forms: [
    {
      name: 'item',
      // The list's row tells when it was edited.
      per: { kind: 'item', of: 'workouts', whenChanged: true },
      request: (target) =>
        target.kind === 'item'
          ? { method: 'GET', path: `/workout-service/workout/${encodeURIComponent(target.id)}`, expects: 'json' }
          : null,
      read,
    },
  ],
})

function read(answer: Answer, target: Target): Reading {
  if (target.kind !== 'item') throw unexpected(name, 'not asked for a workout')
  const notes = new Set<string>()
  const workout = objectOf(answer, name, notes)
  if (workout === null) return toReading([], notes)
  const workoutId = workout.id('workoutId')
  if (workoutId === null) throw unexpected(name, 'no workoutId')
  if (workoutId !== target.id) throw unexpected(name, 'another workout than the one asked for')
  const rows = {
    // What the details leave out stays as the list said it.
    workout: [knownOnly(toWorkoutRow(workout, workoutId))],
    workout_step: toStepRows(workout, workoutId),
  }
  const content = without(answer.json ?? null, noise)
  return toReading([{ item: target.id, day: null, content, rows }], notes)
}

function knownOnly(row: ReturnType<typeof toWorkoutRow>) {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null))
}
