import { createRoute } from '@hono/zod-openapi'
import { operations } from '../operations.ts'
import * as schema from '../schemas/schedule.ts'
import { failure, json, jsonBody, withSession } from './define.ts'

const tags = ['sync']

export const schedule = createRoute({
  ...operations.schedule,
  operationId: 'schedule',
  tags,
  summary: 'When the account is kept current by itself',
  security: withSession,
  responses: { 200: json(schema.schedule, 'As it is now.'), default: failure },
})

export const scheduleChange = createRoute({
  ...operations.scheduleChange,
  operationId: 'scheduleChange',
  tags,
  summary: 'Change when the account is kept current by itself',
  security: withSession,
  request: { body: jsonBody(schema.scheduleBody) },
  responses: { 200: json(schema.schedule, 'As it is from now on.'), default: failure },
})
