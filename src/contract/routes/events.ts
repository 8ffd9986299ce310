import { createRoute, z } from '@hono/zod-openapi'
import { operations } from '../operations.ts'
import { accountEvent } from '../schemas/events.ts'
import { failure, withSession } from './define.ts'

/** Only what came after this id. */
export const lastEventId = z.object({
  'last-event-id': z
    .string()
    .regex(/^\d{1,15}$/, 'must be the id of an event')
    .optional()
    .openapi({ description: 'Only what came after it.' }),
})

export const events = createRoute({
  ...operations.events,
  operationId: 'events',
  tags: ['status'],
  summary: 'What happens to the account, as it happens',
  description:
    'Server-sent events. `event` is the type, `data` an AccountEvent; ids grow, also over restarts, and `status` and `needs` bear the id of the last event before them. Who was away for too long is told that any data may have changed. Ends after `session-ended`. An `error` event holds a Problem.',
  security: withSession,
  request: { headers: lastEventId },
  responses: {
    200: { description: 'The stream.', content: { 'text/event-stream': { schema: accountEvent } } },
    default: failure,
  },
})
