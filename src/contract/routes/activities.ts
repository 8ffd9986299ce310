import { createRoute, z } from '@hono/zod-openapi'
import { operations } from '../operations.ts'
import * as schema from '../schemas/activities.ts'
import { dayWord, flag, paging } from '../schemas/common.ts'
import { failure, json, withSession } from './define.ts'

const tags = ['activities']
const params = z.object({ activity_id: z.string().max(40) })

export const activities = createRoute({
  ...operations.activities,
  operationId: 'activities',
  tags,
  summary: 'Activities, newest first',
  security: withSession,
  request: {
    query: z.strictObject({
      ...paging,
      deleted: flag.optional().openapi({ type: 'boolean', description: 'Those that are gone at Garmin, too.' }),
      from: dayWord.optional(),
      to: dayWord.optional(),
      type: z.string().min(1).max(100).optional().openapi({ description: 'A `type_key`.' }),
    }),
  },
  responses: { 200: json(schema.activities, 'A page.'), default: failure },
})

export const activity = createRoute({
  ...operations.activity,
  operationId: 'activity',
  tags,
  summary: 'One activity with its sessions, zones, gear and originals',
  security: withSession,
  request: { params },
  responses: { 200: json(schema.activityDetail, 'The activity.'), default: failure },
})

export const activityFile = createRoute({
  ...operations.activityFile,
  operationId: 'activityFile',
  tags,
  summary: 'The original file of an activity, as the device wrote it',
  security: withSession,
  request: { params },
  responses: {
    200: {
      description: 'The unzipped bytes; `content-disposition` names the file.',
      content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } },
    },
    default: failure,
  },
})
