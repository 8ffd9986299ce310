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

export const activityLaps = createRoute({
  ...operations.activityLaps,
  operationId: 'activityLaps',
  tags,
  summary: 'Laps of an activity, lengths of the pool and sets, as its file has them',
  security: withSession,
  request: { params },
  responses: { 200: json(schema.activityLaps, 'Empty lists where the file holds none.'), default: failure },
})

export const activityStreams = createRoute({
  ...operations.activityStreams,
  operationId: 'activityStreams',
  tags,
  summary: 'What the device recorded from moment to moment, in columns',
  security: withSession,
  request: {
    params,
    query: z.strictObject({
      part: z
        .enum(schema.streamParts)
        .optional()
        .openapi({ default: 'record', description: 'Records, beat to beat times, heart rate of a strap, or events.' }),
      points: z
        .string()
        .regex(/^\d{1,6}$/, 'must be a whole number from 2 to 100000')
        .transform(Number)
        .refine((value) => value >= 2 && value <= 100_000, 'must be a whole number from 2 to 100000')
        .optional()
        .openapi({
          type: 'integer',
          minimum: 2,
          maximum: 100_000,
          description: 'At most so many: of each bucket the lowest and the highest value stay. Default: all.',
        }),
      by: z.enum(['time', 'distance']).optional().openapi({ default: 'time', description: 'What the buckets divide.' }),
      channels: z
        .string()
        .min(1)
        .max(2000)
        .optional()
        .openapi({ description: 'Names with commas between them, such as `hr_bpm,power_w`. Default: all.' }),
    }),
  },
  responses: { 200: json(schema.activityStreams, 'No columns where there is no file.'), default: failure },
})
