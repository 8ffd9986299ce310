import { z } from '@hono/zod-openapi'
import { id, instant, localDate, pageOf, rowOf } from './common.ts'

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
  load: z.number().nullable().openapi({ description: 'Training load, as `training_load` of the table.' }),
  edited_at: instant.nullable().openapi({ description: 'When it was last found to be changed at Garmin by a person.' }),
  edited_fields: z.array(z.string()).openapi({ description: 'What was changed there, such as `name`.' }),
  leg_count: z.int().openapi({ description: 'Legs of multisport; 0 elsewhere.' }),
  duplicate_of: id.nullable().openapi({
    description: 'Another activity that began together with it and took as long: two devices, or one file twice.',
  }),
}

export const activity = rowOf(columns).openapi('Activity')
export const activities = pageOf(activity)
  .extend({
    found: z.int().openapi({ description: 'How many match, on all pages.' }),
    sum_m: z.number().openapi({ description: 'Metres of all that match; those that are gone at Garmin left out.' }),
    sum_s: z.number().openapi({ description: 'Seconds with the timer running, as `sum_m`.' }),
  })
  .openapi('Activities')

export const activitySorts = [
  'start_utc',
  'distance_m',
  'timer_s',
  'avg_speed_mps',
  'avg_hr_bpm',
  'load',
  'name',
] as const

export const activityTypes = z
  .object({
    items: z.array(
      z.object({
        type_key: z.string(),
        parent_type_key: z
          .string()
          .nullable()
          .openapi({ description: 'In Garmin’s tree; null where it is not known.' }),
        count: z.int(),
      }),
    ),
  })
  .openapi('ActivityTypes')

export const totalPeriods = ['week', 'month', 'year'] as const

export const activityTotals = z
  .object({
    by: z.enum(totalPeriods),
    items: z
      .array(
        z.object({
          from: localDate,
          to: localDate,
          type_key: z.string().nullable(),
          count: z.int(),
          distance_m: z.number(),
          timer_s: z.number(),
          ascent_m: z.number(),
          kcal: z.number(),
          load: z.number(),
        }),
      )
      .openapi({
        description:
          'Oldest first, one for each period and type. Those that are gone at Garmin are left out; multisport is counted once, without its legs.',
      }),
    first_day: localDate.nullable().openapi({ description: 'Of the oldest activity there is.' }),
    without_file: z.int().openapi({ description: 'How many of all activities have no original here.' }),
    count: z.int().openapi({ description: 'Of all activities, whatever was asked for.' }),
  })
  .openapi('ActivityTotals')

const file = z.object({
  name: z.string(),
  extension: z.string(),
  sha256: z.string(),
  size: z.int().openapi({ description: 'Bytes, unzipped.' }),
})

const original = z.object({
  name: z.string(),
  bytes: z.int().openapi({ description: 'Unzipped.' }),
  sha256: z.string(),
  format: z.string().openapi({ description: '`fit`, `tcx`, `gpx` or `bin`, by content.' }),
  records: z.int().nullable().openapi({ description: 'Record messages that could be read.' }),
  verified_at: instant
    .nullable()
    .openapi({ description: 'When its bytes were last read and found to be what the hash says.' }),
  status: z.string().nullable().openapi({
    description:
      '`ok`, `partial` (it breaks off; what was saved is here), `crc_mismatch` or `reject`; null for other formats.',
  }),
  error_kind: z.string().nullable().openapi({ description: 'Why it is not `ok`.' }),
})

const edit = z.object({
  at: instant.openapi({ description: 'When the change was seen here.' }),
  field: z.string(),
  old: z.unknown(),
  new: z.unknown(),
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
  originals: z.array(file),
  lengths: z.array(rowOf({})).openapi({ description: 'Lengths of a pool, as the file has them.' }),
  device: z
    .object({ device_id: id, name: z.string().nullable() })
    .nullable()
    .openapi({ description: 'What recorded it; the name is null for a device that is not known.' }),
  workout_id: id.nullable(),
  parent: z
    .object({ activity_id: id, name: z.string().nullable() })
    .nullable()
    .openapi({ description: 'Of a leg: the multisport activity that it belongs to.' }),
  revisions: z.array(edit).openapi({ description: 'What was changed at Garmin, newest first.' }),
  previous_id: id.nullable().openapi({ description: 'The one before it in time.' }),
  next_id: id.nullable(),
  original: original
    .nullable()
    .openapi({ description: 'The file that `activityFile` gives; null where there is none.' }),
  file_state: z
    .object({ state: z.enum(['present', 'empty', 'failed', 'missing']), reason: z.string().nullable() })
    .openapi({ description: 'What the ledger says of its file; `reason` is the error code of the last try.' }),
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
    track: z
      .object({
        scale: z.int().openapi({ description: 'Degrees times this.' }),
        lat: z.array(z.int().nullable()),
        lon: z.array(z.int().nullable()),
      })
      .nullable()
      .openapi({
        description:
          'Beside `elapsed_s`, where `channels` asks for `track`: places as whole numbers, a third of the bytes.',
      }),
  })
  .openapi('ActivityStreams')

export type ActivityLapsJson = z.infer<typeof activityLaps>
export type ActivityStreamsJson = z.infer<typeof activityStreams>
export type ActivityPageJson = z.infer<typeof activities>
export type ActivityTotalsJson = z.infer<typeof activityTotals>
export type ActivityTypesJson = z.infer<typeof activityTypes>
export type ActivityJson = z.infer<typeof activity>
export type ActivityDetailJson = z.infer<typeof activityDetail>
