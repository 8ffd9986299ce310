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

/** Something that waits for a person. */
const need = z.object({
  code: errorCode.openapi({ description: 'Why, as a code of the error table.' }),
  title: z.string(),
  detail: z.string(),
  action: z.enum(['sign-in', 'jobs', 'none']),
  until: instant.nullable().openapi({ description: 'When it ends, or becomes pressing, by itself.' }),
})

const life = {
  as_of: instant.nullable().openapi({ description: 'Last upload of a device, as Garmin says; null where it did not.' }),
  time_zone: z.string().nullable().openapi({ description: 'IANA name, where an answer named one.' }),
  offset_s: z.int().nullable().openapi({ description: 'Local time minus UTC at the newest day with data.' }),
  units: z.string().nullable().openapi({ description: '`metric`, `statute_us`, …: what the person looks at.' }),
  first_day_of_week: z.string().nullable(),
  waiting_until: instant.nullable().openapi({ description: 'Garmin asked for a pause until then.' }),
  needs: z.array(need).openapi({ description: 'What waits for a person, most urgent first.' }),
  data_version: z.int().openapi({ description: 'Grows with everything that is kept of the account.' }),
  version: z.string(),
  demo: z.boolean().openapi({ description: 'The person is invented: everything is played on this machine.' }),
}

/** What every page shows of the state of things. */
export const dashboardStatus = z.object({
  signed_in: z.boolean(),
  last_job: syncJob.nullable().openapi({ description: 'The newest job that has ended.' }),
  running_job: syncJob.nullable(),
  next_run: instant.nullable().openapi({ description: 'Null while nothing is scheduled.' }),
  ...life,
})

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
    ...life,
  })
  .openapi('Status')

export type CoverageJson = z.infer<typeof coverage>
export type GapJson = z.infer<typeof gap>
export type DashboardStatusJson = z.infer<typeof dashboardStatus>
export type StatusJson = z.infer<typeof status>
