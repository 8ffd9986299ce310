import { z } from '@hono/zod-openapi'
import { id, instant, localDate, pageOf } from './common.ts'
import { stateRun } from './metrics.ts'
import { dashboardStatus } from './status.ts'

const numbers = z.array(z.number().nullable())

/** What came, became different or was found to be gone. */
export const change = z
  .object({
    at: instant,
    kind: z.enum(['added', 'revised', 'deleted']),
    table: z.string(),
    key: z.string().openapi({ description: 'As `revisions/{table}/{key}` takes it: parts with commas between them.' }),
    title: z
      .string()
      .nullable()
      .openapi({ description: 'The name that the thing has, verbatim; null where it has none.' }),
    day: localDate.nullable(),
    field: z.string().nullable().openapi({ description: 'Of what was revised, the column that tells most.' }),
    fields: z.int().openapi({ description: 'How many columns became different at that moment.' }),
    old: z.unknown().openapi({ description: 'What it held before; null for what is new or gone.' }),
    new: z.unknown(),
  })
  .openapi('Change')
export const changes = pageOf(change).openapi('Changes')

export const revisions = pageOf(
  z.object({
    at: instant,
    old: z
      .record(z.string(), z.unknown())
      .openapi({ description: 'Columns that became different, as they were before.' }),
  }),
).openapi('Revisions')

export const night = z.object({
  date: localDate,
  start_utc: instant.nullable(),
  end_utc: instant.nullable(),
  offset_s: z.number().nullable(),
  total_s: z.number().nullable(),
  state: z.enum(['present', 'empty', 'failed', 'missing']),
  settled: z.boolean(),
  columns: z
    .object({ t_s: z.array(z.number()), len_s: z.array(z.number()), stage: z.array(z.string()) })
    .openapi({ description: 'Stretches of one stage each: seconds since `start_utc`, length, stage.' }),
})

/** What is shown of an activity at a glance; all of it is at `activities/{activity_id}`. */
const lastActivity = z.object({
  activity_id: id,
  name: z.string().nullable(),
  type_key: z.string().nullable(),
  start_utc: instant.nullable(),
  offset_s: z.number().nullable(),
  timer_s: z.number().nullable(),
  distance_m: z.number().nullable(),
  avg_speed_mps: z.number().nullable(),
  avg_hr_bpm: z.number().nullable(),
  seen_at: instant.openapi({ description: 'When it was first fetched.' }),
  renamed: z.boolean().openapi({ description: 'It had another name before.' }),
})

export const home = z
  .object({
    as_of: instant
      .nullable()
      .openapi({ description: 'Last upload of a device, as Garmin says; null where it did not.' }),
    today: localDate,
    name: z.string().nullable().openapi({ description: 'What the person is called, verbatim.' }),
    time_zone: z.string().nullable(),
    values: z.record(z.string(), z.number().nullable()).openapi({ description: 'Of today, by metric.' }),
    notes: z
      .object({
        step_goal: z.number().nullable(),
        bb_latest: z.number().nullable(),
        hrv_status: z.string().nullable(),
        balanced_low: z.number().nullable(),
        balanced_upper: z.number().nullable(),
      })
      .openapi({ description: 'What stands beside today’s values.' }),
    days: z.object({
      from: localDate,
      every: z.literal('day'),
      columns: z.record(z.string(), numbers),
      states: z.record(z.string(), z.array(stateRun)),
    }),
    usual: z
      .record(z.string(), z.object({ low: z.number().nullable(), high: z.number().nullable(), n: z.int() }))
      .openapi({
        description: '20th to 80th percentile of the 90 days before today; null below 30 values.',
      }),
    nights: z.array(night),
    load: z.object({
      weeks: z.object({
        from: localDate.openapi({ description: 'A Monday; the last week is the one that runs.' }),
        every: z.literal('week'),
        columns: z.object({
          load: numbers,
          activities: z.array(z.int()),
          chronic: numbers,
          low: numbers,
          high: numbers,
        }),
      }),
      phrase: z.string().nullable(),
      since: localDate.nullable(),
      acute: z.number().nullable(),
      low: z.number().nullable(),
      high: z.number().nullable(),
    }),
    activities: z.array(lastActivity),
    changes: z.array(change),
    archive: z.object({
      first_day: localDate.nullable(),
      days: z.int().openapi({ description: 'From the first day to today.' }),
      days_with_data: z.int(),
      activities: z.int(),
      originals: z.int(),
      missing_days: z.int().openapi({ description: 'Days that some dataset was never asked for.' }),
      missing_datasets: z.int(),
      failed: z.int(),
      strip: z
        .array(
          z.object({
            from: localDate,
            to: localDate,
            state: z.enum(['present', 'provisional', 'empty', 'failed', 'missing']),
          }),
        )
        .openapi({
          description: 'The last 180 days, worst state of all datasets.',
        }),
    }),
    status: dashboardStatus,
  })
  .openapi('Home')

export type HomeJson = z.infer<typeof home>
export type NightJson = z.infer<typeof night>
export type ChangeJson = z.infer<typeof change>
