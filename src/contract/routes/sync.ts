import { createRoute, z } from '@hono/zod-openapi'
import { operations } from '../operations.ts'
import { paging } from '../schemas/common.ts'
import * as schema from '../schemas/sync.ts'
import { failure, json, jsonBody, withSession } from './define.ts'
import { lastEventId } from './events.ts'

const tags = ['sync']
const params = z.object({ job_id: z.string() })

export const syncStart = createRoute({
  ...operations.syncStart,
  operationId: 'syncStart',
  tags,
  summary: 'Fetch what is new',
  security: withSession,
  request: { body: jsonBody(schema.syncBody) },
  responses: {
    200: json(schema.syncJob, 'The job under way, or waiting, that brings what was asked for.'),
    202: json(schema.syncJob, 'A new job.'),
    default: failure,
  },
})

export const syncPlan = createRoute({
  ...operations.syncPlan,
  operationId: 'syncPlan',
  tags,
  summary: 'What a sync would ask Garmin for, without asking',
  security: withSession,
  request: { body: jsonBody(schema.syncBody) },
  responses: { 200: json(schema.syncPlan, 'Requests in the order in which they would be sent.'), default: failure },
})

export const syncJobs = createRoute({
  ...operations.syncJobs,
  operationId: 'syncJobs',
  tags,
  summary: 'Jobs, newest first',
  security: withSession,
  request: { query: z.strictObject(paging) },
  responses: { 200: json(schema.syncJobs, 'A page.'), default: failure },
})

export const syncJob = createRoute({
  ...operations.syncJob,
  operationId: 'syncJob',
  tags,
  summary: 'One job',
  security: withSession,
  request: { params },
  responses: { 200: json(schema.syncJob, 'As it is now.'), default: failure },
})

export const syncCancel = createRoute({
  ...operations.syncCancel,
  operationId: 'syncCancel',
  tags,
  summary: 'Stop a job at its next item',
  security: withSession,
  request: { params },
  responses: { 200: json(schema.syncJob, 'As it is now; it may take a moment to stop.'), default: failure },
})

export const syncEvents = createRoute({
  ...operations.syncEvents,
  operationId: 'syncEvents',
  tags,
  summary: 'Events of a job as they come',
  description:
    'Server-sent events. `event` is the type, `id` grows by one, `data` is a JobEvent. Ends after the `done` event. At most four a second. An `error` event holds a Problem.',
  security: withSession,
  request: {
    params,
    headers: lastEventId,
  },
  responses: {
    200: { description: 'The stream.', content: { 'text/event-stream': { schema: schema.jobEvent } } },
    default: failure,
  },
})

export const syncItems = createRoute({
  ...operations.syncItems,
  operationId: 'syncItems',
  tags,
  summary: 'Days and items that failed in a job, why, and what has become of them',
  security: withSession,
  request: { params, query: z.strictObject({ state: z.enum(['failed']).default('failed'), ...paging }) },
  responses: { 200: json(schema.jobItems, 'A page.'), default: failure },
})
