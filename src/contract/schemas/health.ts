import { z } from '@hono/zod-openapi'
import { instant, localDate, pageOf, rowOf } from './common.ts'

/** `empty` is also the state of a day that was asked, holds nothing, and is not settled. */
const state = z.object({ state: z.enum(['present', 'empty', 'failed', 'missing']), settled: z.boolean() })

const number = z.number().nullable()
const section = rowOf({}).nullable()
const list = z.array(rowOf({})).nullable()

/** Keys of a day document that stand for tables, in the order in which they are shown. */
export const healthSections = [
  'daily_summary',
  'sleep',
  'hrv',
  'stress',
  'body_battery',
  'heart_rate',
  'respiration',
  'spo2',
  'training_readiness',
  'training_status',
  'weight',
  'steps',
  'floors',
  'intensity',
  'hydration',
  'load_balance',
  'acclimation',
  'device_day',
  'device_night',
] as const
export type HealthSection = (typeof healthSections)[number]

/** Keys of a day document of which a day can have several rows. */
export const healthLists = [
  'naps',
  'body_events',
  'day_events',
  'health_snapshots',
  'blood_pressure',
  'vo2max',
  'health_status',
  'performance',
  'device_naps',
] as const
export type HealthList = (typeof healthLists)[number]

const difference = z.object({
  measure: z.string().openapi({ description: 'Name of the measure, with its unit.' }),
  device: z.union([z.number(), z.string()]),
  garmin: z.union([z.number(), z.string()]),
})

export const healthDay = z
  .object({
    day: localDate,
    states: z.record(z.enum([...healthSections, ...healthLists]), state),
    daily_summary: rowOf({
      steps: number,
      distance_m: number,
      kcal_total: number,
      hr_resting: number,
      stress_avg: number,
      floors_up: number,
      moderate_min: number,
      vigorous_min: number,
    }).nullable(),
    sleep: rowOf({
      total_s: number,
      deep_s: number,
      light_s: number,
      rem_s: number,
      awake_s: number,
      score: number,
      start_utc: instant.nullable(),
      end_utc: instant.nullable(),
      stages: z.array(rowOf({})).openapi({ description: 'Stretches of one stage each, in order.' }),
    }).nullable(),
    hrv: rowOf({ last_night_avg: number, weekly_avg: number, status: z.string().nullable() }).nullable(),
    stress: section,
    body_battery: section,
    heart_rate: section,
    respiration: section,
    spo2: section,
    training_readiness: section,
    training_status: section,
    weight: section,
    steps: section.openapi({ description: 'Sums of the buckets; the buckets are a series.' }),
    floors: section,
    intensity: section,
    hydration: section,
    load_balance: section,
    acclimation: section,
    device_day: section.openapi({ description: 'What the watch itself counted, by kind of activity too.' }),
    device_night: section.openapi({
      description: 'What the watch itself says of the night: scores, heart rate variability.',
    }),
    naps: list,
    body_events: list.openapi({ description: 'What charged or drained the body battery.' }),
    day_events: list.openapi({ description: 'Movement that the watch noticed by itself.' }),
    health_snapshots: list.openapi({ description: 'Two minutes of sitting still, measured on purpose.' }),
    blood_pressure: list,
    vo2max: list,
    health_status: list.openapi({ description: 'Vital signs of the night beside what is usual.' }),
    performance: list.openapi({ description: 'Scores, thresholds and predictions of that day.' }),
    device_naps: list.openapi({ description: 'Naps as the watch has them.' }),
    differences: z
      .array(difference)
      .openapi({ description: 'Where the watch’s own value and Garmin’s are both known and not the same.' }),
  })
  .openapi('HealthDay')

/** Series of which hours of the day say something when they are averaged. */
export const intradayMetrics = ['heart_rate', 'stress', 'body_battery', 'respiration', 'spo2', 'hrv'] as const

export const healthIntraday = z
  .object({
    metric: z.enum(intradayMetrics),
    by: z.literal('hour'),
    from: localDate,
    to: localDate,
    days: z.int().openapi({ description: 'Days with samples.' }),
    hours: z
      .array(
        z.object({
          hour: z.int().min(0).max(23),
          count: z.int().openapi({ description: 'Samples with a value.' }),
          avg: number,
          min: number,
          max: number,
        }),
      )
      .openapi({ description: 'The 24 hours of the local day, changes of the clocks and journeys followed.' }),
  })
  .openapi('HealthIntraday')

export const healthRows = pageOf(rowOf({})).openapi('HealthRows')

export type HealthDayJson = z.infer<typeof healthDay>
export type HealthRowJson = z.infer<typeof healthRows>['items'][number]
export type HealthDifferenceJson = HealthDayJson['differences'][number]
export type HealthIntradayJson = z.infer<typeof healthIntraday>
