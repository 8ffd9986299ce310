import { defineDataset, type Json, type ReadItem } from '../domain/index.ts'
import { listOf, toReading, without } from './reading/answer.ts'
import { type Fields, toFieldsList } from './reading/fields.ts'
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
  forms: [
    {
      name: 'list',
      per: { kind: 'page', limit: 100 },
      request: (target) =>
        target.kind !== 'page'
          ? null
          : {
              method: 'GET',
              path: '/workout-service/workouts',
              query: { start: target.start, limit: target.limit },
              expects: 'json',
            },
      read: (answer) => {
        const notes = new Set<string>()
        const list = listOf(answer, name)
        const items = list.flatMap((json) => toFieldsList([json], name, notes).flatMap((row) => toItem(row, json)))
        return toReading(items, notes, list.length)
      },
    },
  ],
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
