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

export type ActivityJson = z.infer<typeof activity>
export type ActivityDetailJson = z.infer<typeof activityDetail>
