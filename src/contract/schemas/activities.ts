import { z } from '@hono/zod-openapi'
import { id, instant, pageOf, rowOf } from './common.ts'

const columns = {
  activity_id: id,
  name: z.string().nullable(),
  type_key: z.string().nullable(),
  start_utc: instant.nullable(),
  offset_s: z.number().nullable(),
  elapsed_s: z.number().nullable(),
  timer_s: z.number().nullable(),
  distance_m: z.number().nullable(),
  avg_hr_bpm: z.number().nullable(),
  max_hr_bpm: z.number().nullable(),
  kcal: z.number().nullable(),
  parent_activity_id: id.nullable(),
  is_manual: z.boolean(),
  has_original: z.boolean(),
  original_sha256: z.string().nullable().openapi({ description: 'Of the unzipped original.' }),
  deleted_at: instant.nullable().openapi({ description: 'When it was found to be gone at Garmin.' }),
}

export const activity = rowOf(columns).openapi('Activity')
export const activities = pageOf(activity).openapi('Activities')

const original = z.object({
  name: z.string(),
  extension: z.string(),
  sha256: z.string(),
  size: z.int().openapi({ description: 'Bytes, unzipped.' }),
})

export const activityDetail = rowOf({
  ...columns,
  sessions: z.array(rowOf({})).openapi({ description: 'Sessions of the original file, in order.' }),
  zones: z.array(rowOf({})).openapi({ description: 'Time in heart rate and power zones.' }),
  gear: z.array(rowOf({})).openapi({ description: 'Shoes, bikes and other gear that it was done with.' }),
  sets: z.array(rowOf({})).openapi({ description: 'Sets of strength training, in order.' }),
  splits: z.array(rowOf({})).openapi({ description: 'Climbs, runs and walks, intervals one by one.' }),
  split_summaries: z.array(rowOf({})).openapi({ description: 'What splits of one type come to.' }),
  connect_laps: z.array(rowOf({})).openapi({ description: 'Laps and lengths as Garmin Connect shows them.' }),
  legs: z.array(activity).openapi({ description: 'Legs of a multisport activity, in order of start.' }),
  weather: rowOf({}).nullable(),
  originals: z.array(original),
}).openapi('ActivityDetail')

export const activityLaps = z
  .object({
    activity_id: id,
    items: z.array(rowOf({})).openapi({ description: 'Rows of `activity_lap`, in order.' }),
    lengths: z.array(rowOf({})).openapi({ description: 'Rows of `activity_length`: a pool’s.' }),
    sets: z.array(rowOf({})).openapi({
      description:
        'Strength training: rows of `activity_set`, as the person corrected them, else of `activity_file_set`.',
    }),
  })
  .openapi('ActivityLaps')

export const streamParts = ['record', 'rr', 'strap_hr', 'event'] as const

export const activityStreams = z
  .object({
    activity_id: id,
    part: z.enum(streamParts),
    from: instant
      .nullable()
      .openapi({ description: 'What `elapsed_s` counts from; null when the device had no clock.' }),
    rows: z.int().openapi({ description: 'How many the file holds; `columns` may be thinned.' }),
    original_status: z
      .string()
      .nullable()
      .openapi({ description: 'State of the file: `partial` when it breaks off and this is what was saved.' }),
    channels: z.array(z.object({ name: z.string(), unit: z.string().nullable() })),
    columns: z
      .record(z.string(), z.array(z.number().nullable()))
      .openapi({ description: '`elapsed_s` and each channel, side by side; null where there is no value.' }),
    gaps: z
      .array(z.object({ from_s: z.number(), to_s: z.number() }))
      .openapi({ description: 'Half a minute and more without a record.' }),
    bbox: z
      .array(z.number())
      .nullable()
      .openapi({ description: 'West, south, east, north in degrees; null without a track.' }),
  })
  .openapi('ActivityStreams')

export type ActivityLapsJson = z.infer<typeof activityLaps>
export type ActivityStreamsJson = z.infer<typeof activityStreams>
export type ActivityJson = z.infer<typeof activity>
export type ActivityDetailJson = z.infer<typeof activityDetail>
