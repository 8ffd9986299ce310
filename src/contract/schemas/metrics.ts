import { z } from '@hono/zod-openapi'
import { id, instant, localDate, pageOf } from './common.ts'

/** A column of numbers that a day can have. */
export const metric = z
  .object({
    id: z.string().openapi({ description: '`table.column`, or `table.column.variant`.', example: 'sleep.total_s' }),
    title: z.string(),
    unit: z
      .string()
      .nullable()
      .openapi({ description: 'Unit of the values as they are served; null for a score or count.' }),
    decimals: z
      .int()
      .openapi({ description: 'How many a reader is shown, in the unit that people use (hours, kilograms).' }),
    zero_based: z.boolean().openapi({ description: 'An amount, whose axis starts at zero.' }),
    better: z.literal('none').openapi({ description: 'No value is better than another here: it is not ours to say.' }),
    is_usual: z
      .boolean()
      .openapi({ description: 'One of those that a person looks at; the others are there all the same.' }),
    first_day: localDate.nullable().openapi({ description: 'First day with a value; null where there is none.' }),
    last_day: localDate.nullable(),
    datasets: z.array(z.string()).openapi({ description: 'What fills it, the main one first.' }),
    channel: z
      .string()
      .nullable()
      .openapi({ description: 'Channel of its samples within a day, where there are any.' }),
  })
  .openapi('Metric')
export const metrics = pageOf(metric).openapi('Metrics')

export const bucketSizes = ['day', 'week', 'month'] as const

const numbers = z.array(z.number().nullable())

/** A run of days without a settled value. Days that are in no run hold one. */
export const stateRun = z.object({
  from: localDate,
  to: localDate,
  state: z.enum(['provisional', 'empty', 'failed', 'missing']),
})

export const healthSeries = z
  .object({
    from: localDate,
    to: localDate,
    every: z.enum(bucketSizes),
    first_bucket: localDate.openapi({
      description:
        'Start of the first bucket: `from`, its Monday, or the first of its month. The others follow without a gap.',
    }),
    series: z.array(
      z.object({
        metric: z.string(),
        columns: z
          .object({
            mean: numbers,
            min: numbers.nullable(),
            max: numbers.nullable(),
            p20: numbers.nullable(),
            p80: numbers.nullable(),
            n: z.array(z.int()).nullable(),
          })
          .openapi({
            description: 'A value a bucket, null where nothing is. Of days there is only `mean`: a day has one value.',
          }),
        states: z.array(stateRun),
      }),
    ),
    devices: z
      .array(z.object({ day: localDate, device_id: id, name: z.string().nullable() }))
      .openapi({ description: 'Days on which another device took over, within the span.' }),
  })
  .openapi('HealthSeries')

export const runReasons = ['not-worn', 'moving', 'sensor-off', 'no-data'] as const

export const timeline = z
  .object({
    day: localDate,
    from: instant.openapi({ description: 'Start of the person’s day. 23, 24 or 25 hours before `to`.' }),
    to: instant,
    as_of: instant
      .nullable()
      .openapi({ description: 'Last upload of a device, where it lies within the day: later is not there yet.' }),
    offsets: z
      .array(z.object({ at: instant, offset_s: z.int() }))
      .openapi({ description: 'Local time minus UTC from each moment on; the first is the start of the day.' }),
    time_zone: z.string().nullable(),
    state: z.enum(['present', 'empty', 'failed', 'missing']),
    settled: z.boolean(),
    settles_on: localDate.nullable().openapi({ description: 'When the day may be taken as final; null once it is.' }),
    thinned: z.boolean().openapi({ description: 'Garmin holds totals of this day and has put its samples away.' }),
    channels: z.array(
      z.object({
        channel: z.string(),
        unit: z.string().nullable(),
        dataset: z.string(),
        usual_s: z.number().nullable().openapi({ description: 'Usual distance of two samples.' }),
        bucket_s: z
          .number()
          .nullable()
          .openapi({ description: 'Sums over so long from each time on; null for samples.' }),
        columns: z.object({
          t_s: z.array(z.number()).openapi({ description: 'Seconds since `from`, ascending.' }),
          value: numbers,
        }),
      }),
    ),
    runs: z.array(
      z.object({
        channel: z.string().nullable().openapi({ description: 'Null = all of them.' }),
        from: instant,
        to: instant,
        reason: z.enum(runReasons),
      }),
    ),
    nights: z.array(
      z.object({
        date: localDate.openapi({ description: 'The day of waking.' }),
        start_utc: instant.nullable(),
        end_utc: instant.nullable(),
        total_s: z.number().nullable(),
        columns: z.object({ t_s: z.array(z.number()), len_s: z.array(z.number()), stage: z.array(z.string()) }),
      }),
    ),
    events: z.array(
      z.object({
        kind: z.enum(['activity', 'nap', 'movement', 'snapshot', 'body-battery']),
        from: instant,
        to: instant.nullable(),
        title: z.string().nullable().openapi({ description: 'A name that a person gave; null where nobody did.' }),
        type: z.string().nullable(),
        activity_id: id.nullable(),
        value: z
          .number()
          .nullable()
          .openapi({ description: 'Metres of an activity, or what body battery changed by.' }),
      }),
    ),
    sources: z.array(
      z.object({
        dataset: z.string(),
        title: z.string(),
        state: z.enum(['present', 'empty', 'failed']),
        settled: z.boolean(),
        asked_at: instant,
        sha256: z.string().nullable().openapi({ description: 'Of what was read, as the ledger has it.' }),
        files: z.int().openapi({ description: 'Original files that are kept of it.' }),
        reason: z.string().nullable(),
        revised: z.int().openapi({ description: 'How often what it says of this day became different.' }),
        channels: z.array(z.string()),
      }),
    ),
  })
  .openapi('DayTimeline')

export type MetricJson = z.infer<typeof metric>
export type HealthSeriesJson = z.infer<typeof healthSeries>
export type StateRunJson = z.infer<typeof stateRun>
export type TimelineJson = z.infer<typeof timeline>
export type BucketSize = (typeof bucketSizes)[number]
