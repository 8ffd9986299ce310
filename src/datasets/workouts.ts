import { defineDataset, type Json, type ReadItem } from '../domain/index.ts'
import { without } from './reading/answer.ts'
import type { Fields } from './reading/fields.ts'
import { listForm } from './reading/list-form.ts'
import { workoutTable } from './tables/index.ts'
import { toWorkoutRow } from './workout-rows.ts'

const name = 'workouts'
/** About the author's profile, not the workout. */
const noise = new Set(['author', 'ownerId'])

export const workouts = defineDataset({
  name,
  title: 'Workouts',
  group: 'workouts',
  settlesAfterDays: 0,
  tables: [workoutTable],
  version: 1,
  source: 'DATA section 7, P',
  forms: [listForm({ name: 'list', dataset: name, path: '/workout-service/workouts', limit: 100, toItem })],
})

function toItem(workout: Fields, json: Json): ReadItem[] {
  const workoutId = workout.id('workoutId')
  if (workoutId === null) {
    workout.note('a workout without workoutId')
    return []
  }
  const { description, ...row } = toWorkoutRow(workout, workoutId)
  // Some lists leave the description to the details: then it is not emptied here.
  const kept = workout.raw('description') === undefined ? row : { ...row, description }
  return [{ item: workoutId, day: null, content: without(json, noise), rows: { workout: [kept] } }]
}
