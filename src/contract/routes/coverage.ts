import { createRoute, z } from '@hono/zod-openapi'
import { operations } from '../operations.ts'
import { dayWord } from '../schemas/common.ts'
import * as schema from '../schemas/coverage.ts'
import { failure, json, withSession } from './define.ts'

const tags = ['status']
const span = {
  from: dayWord.optional().openapi({ description: 'Default: where the history begins.' }),
  to: dayWord.optional().openapi({ description: 'Default: today.' }),
}

export const coverageDays = createRoute({
  ...operations.coverageDays,
  operationId: 'coverageDays',
  tags,
  summary: 'The state of each day over all datasets',
  security: withSession,
  request: { query: z.strictObject(span) },
  responses: { 200: json(schema.coverageDays, 'In columns.'), default: failure },
})

export const coverageRuns = createRoute({
  ...operations.coverageRuns,
  operationId: 'coverageRuns',
  tags,
  summary: 'The ledger of every dataset, as runs of days and months of items',
  security: withSession,
  request: { query: z.strictObject(span) },
  responses: { 200: json(schema.coverageRuns, 'One entry for each dataset.'), default: failure },
})

export const coverageShow = createRoute({
  ...operations.coverageShow,
  operationId: 'coverageShow',
  tags,
  summary: 'The ledger of one dataset, as runs of days or months of items',
  security: withSession,
  request: { params: z.object({ dataset: z.string() }), query: z.strictObject(span) },
  responses: { 200: json(schema.coverageDataset, 'From its beginning, unless asked otherwise.'), default: failure },
})

export const coverageGapRuns = createRoute({
  ...operations.coverageGapRuns,
  operationId: 'coverageGapRuns',
  tags,
  summary: 'What is missing or failed, put together by days, with what fetching it costs',
  security: withSession,
  responses: { 200: json(schema.gapRuns, 'Newest first.'), default: failure },
})
