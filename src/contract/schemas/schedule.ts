import { z } from '@hono/zod-openapi'
import { instant } from './common.ts'

const wallTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write it as 03:30')
  .openapi({ example: '03:30' })

const wishes = {
  enabled: z.boolean(),
  every_min: z.int().min(5).max(1440).openapi({ description: 'Minutes from one look for news to the next.' }),
  nightly_at: wallTime.openapi({ description: 'When everything is looked over again, on the clock of `zone`.' }),
  quiet_from: wallTime.nullable().openapi({ description: 'No looks for news from here to `quiet_to`.' }),
  quiet_to: wallTime.nullable(),
  zone: z.string().min(1).max(64).openapi({ description: 'IANA time zone.', example: 'Europe/Berlin' }),
}

/** What is left out stays as it is. */
export const scheduleBody = z.strictObject(wishes).partial().openapi('ScheduleChange')

export const schedule = z
  .object({
    ...wishes,
    next_run: instant
      .nullable()
      .openapi({ description: 'Null while nothing runs by itself: no server, switched off, or no sign-in.' }),
    next_kind: z.enum(['probe', 'nightly']).nullable(),
    waits_for: z
      .enum(['sign-in', 'garmin'])
      .nullable()
      .openapi({ description: 'What it waits for besides the time: a sign-in, or the end of a limit at Garmin.' }),
  })
  .openapi('Schedule')

export type ScheduleJson = z.infer<typeof schedule>
