import { z } from '@hono/zod-openapi'
import { errorCode, instant, localDate } from './common.ts'
import { syncJob } from './sync.ts'

/** One event of an account. `status` and `needs` come first, and again whenever they became different. */
export const accountEvent = z
  .discriminatedUnion('type', [
    z.object({
      type: z.literal('status'),
      signed_in: z.boolean(),
      running_job: syncJob.nullable().openapi({ description: 'Or the next one that waits.' }),
      last_job: syncJob.nullable().openapi({ description: 'The newest job that has ended.' }),
      next_run: instant.nullable(),
      data_version: z.int(),
    }),
    z.object({
      type: z.literal('data-changed'),
      tables: z.array(z.string()).nullable().openapi({ description: 'Null = any.' }),
      days: z.object({ from: localDate, to: localDate }).nullable().openapi({ description: 'Null = any.' }),
    }),
    z.object({ type: z.literal('job'), job: syncJob }),
    z.object({
      type: z.literal('needs'),
      needs: z.array(z.object({ code: errorCode, until: instant.nullable() })).openapi({
        description: 'What waits for a person or for Garmin; `status` says more of each.',
      }),
    }),
    z.object({ type: z.literal('session-ended'), session_id: z.string() }),
  ])
  .openapi('AccountEvent')

export type AccountEventJson = z.infer<typeof accountEvent>
