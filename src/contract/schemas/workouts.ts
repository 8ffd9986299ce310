import { z } from '@hono/zod-openapi'
import { id, instant, localDate, pageOf, rowOf } from './common.ts'

const columns = {
  workout_id: id,
  name: z.string().nullable(),
  sport: z.string().nullable(),
  est_s: z.number().nullable(),
  est_m: z.number().nullable(),
  updated: instant.nullable(),
}

/** A step as `workout_step` has it; `steps` are those that a repeat repeats, in order. */
export type WorkoutStepJson = {
  step_path: string
  kind: string | null
  steps: WorkoutStepJson[]
  [column: string]: unknown
}
const step: z.ZodType<WorkoutStepJson> = z
  .looseObject({
    step_path: z.string(),
    kind: z.string().nullable(),
    get steps(): z.ZodArray<typeof step> {
      return z.array(step)
    },
  })
  .openapi('WorkoutStep')

export const workout = rowOf({
  ...columns,
  steps: z
    .array(step)
    .optional()
    .openapi({ description: 'In order, those inside a repeat within it. In a list only with `steps=true`.' }),
}).openapi('Workout')
export const workouts = pageOf(workout).openapi('Workouts')
export const workoutDetail = rowOf({
  ...columns,
  steps: z
    .array(step)
    .openapi({ description: 'In order; those inside a repeat are within it. `3.1` is the first of `3`.' }),
  schedule: z.array(rowOf({})).openapi({
    description: 'Days for which it was or is planned, newest first; `done_activity_id` says what it was done with.',
  }),
}).openapi('WorkoutDetail')

export const workoutSchedule = z
  .object({
    from: localDate,
    to: localDate,
    items: z.array(
      z.object({
        schedule_id: z.string(),
        date: localDate,
        workout_id: id.nullable().openapi({ description: 'Null for workouts of the adaptive coach.' }),
        title: z.string().nullable(),
        sport: z.string().nullable(),
        est_s: z.number().nullable(),
        done_activity_id: id.nullable(),
        done_s: z
          .number()
          .nullable()
          .openapi({ description: 'How long the activity took; null where it is not here.' }),
        plan: z.string().nullable().openapi({ description: 'Name of the training plan.' }),
        is_rest_day: z.boolean(),
        is_race: z.boolean(),
      }),
    ),
  })
  .openapi('WorkoutSchedule')

export type ScheduledWorkoutJson = z.infer<typeof workoutSchedule>['items'][number]
export type WorkoutJson = z.infer<typeof workout>
export type WorkoutDetailJson = z.infer<typeof workoutDetail>
