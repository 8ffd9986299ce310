import { createRoute, z } from '@hono/zod-openapi'
import { operations } from '../operations.ts'
import * as schema from '../schemas/activities.ts'
import { dayWord, flag, paging } from '../schemas/common.ts'
import { failure, json, withSession } from './define.ts'

const tags = ['activities']
const params = z.object({ activity_id: z.string().max(40) })

const amount = (description: string) =>
  z
    .string()
    .regex(/^\d{1,9}(\.\d{1,3})?$/, 'must be a number such as 20000')
    .transform(Number)
    .optional()
    .openapi({ type: 'number', minimum: 0, description })

export const activities = createRoute({
  ...operations.activities,
  operationId: 'activities',
  tags,
  summary: 'Activities, newest first or as asked, with what all that match come to',
  security: withSession,
  request: {
    query: z.strictObject({
      ...paging,
      deleted: flag.optional().openapi({ type: 'boolean', description: 'Those that are gone at Garmin, too.' }),
      from: dayWord.optional(),
      to: dayWord.optional(),
      type: z.string().min(1).max(400).optional().openapi({
        description: 'A `type_key`, or several with commas between them. Types below it in Garmin’s tree belong to it.',
      }),
      q: z.string().max(200).optional().openapi({
        description: 'Words in name, place, type or note, all of them, whatever their case and accents.',
      }),
      min_m: amount('Metres at least.'),
      max_m: amount('Metres at most.'),
      min_s: amount('Seconds at least, with the timer running.'),
      max_s: amount('Seconds at most.'),
      has_original: flag.optional().openapi({ type: 'boolean', description: 'With a file here, or without.' }),
      sort: z
        .enum([...schema.activitySorts, ...schema.activitySorts.map((name) => `-${name}` as const)])
        .optional()
        .openapi({ default: '-start_utc', description: 'A field, with `-` from the largest down. Nulls last.' }),
    }),
  },
  responses: { 200: json(schema.activities, 'A page.'), default: failure },
})

const span = {
  from: dayWord.optional(),
  to: dayWord.optional(),
}

export const activityTotals = createRoute({
  ...operations.activityTotals,
  operationId: 'activityTotals',
  tags,
  summary: 'What activities come to by week, month or year, and by type',
  security: withSession,
  request: {
    query: z.strictObject({ by: z.enum(schema.totalPeriods).optional().openapi({ default: 'month' }), ...span }),
  },
  responses: { 200: json(schema.activityTotals, 'Sums.'), default: failure },
})

export const activityTypes = createRoute({
  ...operations.activityTypes,
  operationId: 'activityTypes',
  tags,
  summary: 'The types of activity that there are, most frequent first',
  security: withSession,
  responses: { 200: json(schema.activityTypes, 'Types.'), default: failure },
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
  summary: 'The original file of an activity as the device wrote it, or one made of what is kept',
  security: withSession,
  request: {
    params,
    query: z.strictObject({
      as: z.enum(['gpx', 'tcx', 'csv']).optional().openapi({
        description: 'Made here from the records that are kept. Default: the bytes as they came.',
      }),
    }),
  },
  responses: {
    200: {
      description: 'The unzipped bytes; `content-disposition` names the file.',
      content: Object.fromEntries(
        ['application/octet-stream', 'application/gpx+xml', 'application/vnd.garmin.tcx+xml', 'text/csv'].map(
          (type) => [type, { schema: z.string().openapi({ format: 'binary' }) }],
        ),
      ),
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
      channels: z.string().min(1).max(2000).optional().openapi({
        description: 'Names with commas between them, such as `hr_bpm,power_w,track`. Default: all but `track`.',
      }),
    }),
  },
  responses: { 200: json(schema.activityStreams, 'No columns where there is no file.'), default: failure },
})
