import { z } from '@hono/zod-openapi'
import { authenticationToken, userSession } from './auth.ts'
import { errorCode, id, instant, localDate, pageOf } from './common.ts'
import { syncJob } from './sync.ts'

/** Counts of days or items; `provisional` is how many of the others are not settled. */
export const coverage = z
  .object({
    dataset: z.string(),
    first_day: localDate.nullable(),
    last_day: localDate.nullable(),
    present: z.int(),
    empty: z.int(),
    provisional: z.int(),
    failed: z.int(),
    missing: z.int(),
  })
  .openapi('Coverage')
export const coverageList = pageOf(coverage).openapi('CoverageList')

/** A day or item that is not there though it should be. */
export const gap = z
  .object({
    dataset: z.string(),
    item: z.string(),
    day: localDate.nullable(),
    state: z.enum(['failed', 'missing']),
    reason: z.string().nullable(),
  })
  .openapi('Gap')
export const gaps = pageOf(gap).openapi('Gaps')

export const status = z
  .object({
    account: z.object({
      user_id: id,
      display_name: z.string().nullable(),
      full_name: z.string().nullable(),
      region: z.enum(['com', 'cn']),
      proven: z.boolean().openapi({
        description: 'False from a sign-in at which Garmin could not be asked who this is, to the next use.',
      }),
    }),
    signed_in: z.boolean(),
    sign_in_needed_reason: errorCode.nullable(),
    session: userSession,
    token: authenticationToken.nullable(),
    access_until: instant.nullable().openapi({ description: 'End of the access token, which is renewed before.' }),
    refresh_until: instant.nullable().openapi({
      description: 'End of the sign-in at Garmin unless it is renewed before; null where Garmin did not say.',
    }),
    next_login_at: instant.nullable().openapi({ description: 'No sign-in leaves this machine before; null = now.' }),
    last_job: syncJob.nullable().openapi({ description: 'The newest job that has ended.' }),
    running_job: syncJob.nullable(),
    datasets: z.array(coverage),
    next_run: instant.nullable().openapi({ description: 'Null while nothing is scheduled.' }),
  })
  .openapi('Status')

export type CoverageJson = z.infer<typeof coverage>
export type GapJson = z.infer<typeof gap>
export type StatusJson = z.infer<typeof status>
