import { createRoute, z } from '@hono/zod-openapi'
import { operations } from '../operations.ts'
import { dayWord, paging } from '../schemas/common.ts'
import { healthDay as dayDocument, healthRows, healthIntraday as intraday, intradayMetrics } from '../schemas/health.ts'
import { bucketSizes, metrics as metricList, healthSeries as series, timeline } from '../schemas/metrics.ts'
import { failure, json, withSession } from './define.ts'

const tags = ['health']

export const metrics = createRoute({
  ...operations.metrics,
  operationId: 'metrics',
  tags,
  summary: 'What is measured by day: title, unit, first and last day of each metric',
  security: withSession,
  responses: { 200: json(metricList, 'All of them, those that people look at first.'), default: failure },
})

/** Before `health/{table}`, whose path it fits as well. */
export const healthSeries = createRoute({
  ...operations.healthSeries,
  operationId: 'healthSeries',
  tags,
  summary: 'Metrics over a span, by day, week or month, with the runs of days that hold nothing and why',
  security: withSession,
  request: {
    query: z.strictObject({
      metrics: z.string().min(1).max(1000).optional().openapi({
        description: 'Ids with commas between them, at most 16. Default: the first eight of `metrics`.',
        example: 'sleep.total_s,daily_summary.steps',
      }),
      from: dayWord.optional().openapi({ description: 'Default: a year ago.' }),
      to: dayWord.optional(),
      every: z.enum(bucketSizes).optional().openapi({ description: 'Default: day.' }),
    }),
  },
  responses: { 200: json(series, 'Columns, one value a bucket.'), default: failure },
})

export const healthTimeline = createRoute({
  ...operations.healthTimeline,
  operationId: 'healthTimeline',
  tags,
  summary: 'A day from midnight to midnight: samples, sleep stages, events, and where each comes from',
  security: withSession,
  request: {
    params: z.object({ day: dayWord }),
    query: z.strictObject({
      channels: z
        .string()
        .max(500)
        .optional()
        .openapi({ description: 'Names with commas between them; default: those that a day is drawn from.' }),
    }),
  },
  responses: { 200: json(timeline, 'The day on the bounds that Garmin draws for it.'), default: failure },
})

export const healthDay = createRoute({
  ...operations.healthDay,
  operationId: 'healthDay',
  tags,
  summary: 'Everything of one day, with the state of each part',
  security: withSession,
  request: { params: z.object({ day: dayWord }) },
  responses: { 200: json(dayDocument, 'The day; parts without data are null.'), default: failure },
})

export const healthIntraday = createRoute({
  ...operations.healthIntraday,
  operationId: 'healthIntraday',
  tags,
  summary: 'Samples of many days by hour of the local day',
  security: withSession,
  request: {
    query: z.strictObject({
      metric: z.enum(intradayMetrics),
      by: z.literal('hour').optional().openapi({ description: 'The only one so far, and the default.' }),
      from: dayWord.optional().openapi({ description: 'Default: ten years before the last day.' }),
      to: dayWord.optional().openapi({ description: 'Default: today.' }),
    }),
  },
  responses: { 200: json(intraday, 'Mean, least and greatest value of each hour.'), default: failure },
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
