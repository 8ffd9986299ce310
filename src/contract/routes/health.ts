import { createRoute, z } from '@hono/zod-openapi'
import { operations } from '../operations.ts'
import { dayWord, paging } from '../schemas/common.ts'
import { healthDay as dayDocument, healthRows } from '../schemas/health.ts'
import { failure, json, withSession } from './define.ts'

const tags = ['health']

export const healthDay = createRoute({
  ...operations.healthDay,
  operationId: 'healthDay',
  tags,
  summary: 'Everything of one day, with the state of each part',
  security: withSession,
  request: { params: z.object({ day: dayWord }) },
  responses: { 200: json(dayDocument, 'The day; parts without data are null.'), default: failure },
})

export const healthTable = createRoute({
  ...operations.healthTable,
  operationId: 'healthTable',
  tags,
  summary: 'Rows of a table, newest first: health, gear, records, goals, calendar and what else the account holds',
  security: withSession,
  request: {
    params: z.object({ table: z.string().max(100) }),
    query: z.strictObject({ ...paging, from: dayWord.optional(), to: dayWord.optional() }),
  },
  responses: { 200: json(healthRows, 'A page.'), default: failure },
})
