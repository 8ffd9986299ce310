import { createRoute, z } from '@hono/zod-openapi'
import { operations } from '../operations.ts'
import { paging } from '../schemas/common.ts'
import * as schema from '../schemas/status.ts'
import { failure, json, withSession } from './define.ts'

const tags = ['status']
const dataset = z.string().min(1).max(100).optional().openapi({ description: 'Only this one.' })

export const status = createRoute({
  ...operations.status,
  operationId: 'status',
  tags,
  summary: 'Account, sign-in, last run and what is covered',
  security: withSession,
  responses: { 200: json(schema.status, 'As it is now.'), default: failure },
})

export const coverage = createRoute({
  ...operations.coverage,
  operationId: 'coverage',
  tags,
  summary: 'What is there, what is empty at the source, what failed and what was never asked, by dataset',
  security: withSession,
  request: { query: z.strictObject({ dataset }) },
  responses: { 200: json(schema.coverageList, 'One row for each dataset.'), default: failure },
})

export const coverageGaps = createRoute({
  ...operations.coverageGaps,
  operationId: 'coverageGaps',
  tags,
  summary: 'Days and items that failed or were never asked',
  security: withSession,
  request: { query: z.strictObject({ dataset, ...paging }) },
  responses: { 200: json(schema.gaps, 'A page, newest day first within a dataset.'), default: failure },
})
