import { z } from '@hono/zod-openapi'
import { id, instant, pageOf, rowOf } from './common.ts'

const columns = {
  workout_id: id,
  name: z.string().nullable(),
  sport: z.string().nullable(),
  est_s: z.number().nullable(),
  est_m: z.number().nullable(),
  updated: instant.nullable(),
}

export const workout = rowOf(columns).openapi('Workout')
export const workouts = pageOf(workout).openapi('Workouts')
export const workoutDetail = rowOf({
  ...columns,
  steps: z.array(rowOf({})).openapi({ description: 'Steps in order; `step_path` is `3`, or `3.1` inside a repeat.' }),
  schedule: z.array(rowOf({})).openapi({
    description: 'Days for which it was or is planned, newest first; `done_activity_id` says what it was done with.',
  }),
}).openapi('WorkoutDetail')

export type WorkoutJson = z.infer<typeof workout>
export type WorkoutDetailJson = z.infer<typeof workoutDetail>
