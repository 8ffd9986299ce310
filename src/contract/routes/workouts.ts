import { createRoute, z } from '@hono/zod-openapi'
import { operations } from '../operations.ts'
import { dayWord, flag, paging } from '../schemas/common.ts'
import * as schema from '../schemas/workouts.ts'
import { failure, json, withSession } from './define.ts'

const tags = ['workouts']

export const workouts = createRoute({
  ...operations.workouts,
  operationId: 'workouts',
  tags,
  summary: 'Workouts, last changed first',
  security: withSession,
  request: {
    query: z.strictObject({
      ...paging,
      steps: flag.optional().openapi({ type: 'boolean', description: 'With their steps.' }),
    }),
  },
  responses: { 200: json(schema.workouts, 'A page.'), default: failure },
})

export const workoutSchedule = createRoute({
  ...operations.workoutSchedule,
  operationId: 'workoutSchedule',
  tags,
  summary: 'What is planned on the days of a span, and what it was done with',
  security: withSession,
  request: {
    query: z.strictObject({
      from: dayWord.optional().openapi({ description: 'Default: today.' }),
      to: dayWord
        .optional()
        .openapi({ description: 'Default: thirteen days after `from`. At most 366 days after it.' }),
    }),
  },
  responses: { 200: json(schema.workoutSchedule, 'By day.'), default: failure },
})

export const workout = createRoute({
  ...operations.workout,
  operationId: 'workout',
  tags,
  summary: 'One workout with its steps and the days for which it is planned',
  security: withSession,
  request: { params: z.object({ workout_id: z.string().max(40) }) },
  responses: { 200: json(schema.workoutDetail, 'The workout.'), default: failure },
})
