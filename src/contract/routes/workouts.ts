import { createRoute, z } from '@hono/zod-openapi'
import { operations } from '../operations.ts'
import { paging } from '../schemas/common.ts'
import * as schema from '../schemas/workouts.ts'
import { failure, json, withSession } from './define.ts'

const tags = ['workouts']

export const workouts = createRoute({
  ...operations.workouts,
  operationId: 'workouts',
  tags,
  summary: 'Workouts, last changed first',
  security: withSession,
  request: { query: z.strictObject(paging) },
  responses: { 200: json(schema.workouts, 'A page.'), default: failure },
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
