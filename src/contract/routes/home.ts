import { createRoute, z } from '@hono/zod-openapi'
import { operations } from '../operations.ts'
import { instant, paging } from '../schemas/common.ts'
import * as schema from '../schemas/home.ts'
import { failure, json, withSession } from './define.ts'

const tags = ['home']

export const home = createRoute({
  ...operations.home,
  operationId: 'home',
  tags,
  summary: 'Everything that the first page shows, in one request',
  security: withSession,
  request: {
    query: z.strictObject({
      days: z
        .string()
        .regex(/^\d{1,3}$/, 'must be a whole number from 7 to 90')
        .transform(Number)
        .refine((value) => value >= 7 && value <= 90, 'must be a whole number from 7 to 90')
        .optional()
        .openapi({ type: 'integer', minimum: 7, maximum: 90, default: 28 }),
    }),
  },
  responses: { 200: json(schema.home, 'As it is now.'), default: failure },
})

export const changes = createRoute({
  ...operations.changes,
  operationId: 'changes',
  tags,
  summary: 'What came, became different, or was deleted at Garmin, newest first',
  security: withSession,
  request: {
    query: z.strictObject({
      ...paging,
      since: instant.max(40).optional().openapi({ description: 'RFC 3339; nothing older.' }),
      table: z
        .string()
        .max(100)
        .optional()
        .openapi({ description: 'Only this one; default: those that tell of events.' }),
    }),
  },
  responses: { 200: json(schema.changes, 'A page.'), default: failure },
})

export const revisions = createRoute({
  ...operations.revisions,
  operationId: 'revisions',
  tags,
  summary: 'What a row held before, newest first',
  security: withSession,
  request: { params: z.object({ table: z.string().max(100), key: z.string().min(1).max(300) }) },
  responses: { 200: json(schema.revisions, 'All of them.'), default: failure },
})
