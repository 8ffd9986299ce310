import { describe, expect, it } from 'vitest'
import type { FitWellness, LocalDate, WellnessCount, WellnessNap } from '../../domain/index.ts'
import { toWellnessDay } from './wellness-day.ts'

const day = '2026-02-05' as LocalDate
/** Midnight at two hours east of UTC. */
const midnight = Date.parse('2026-02-04T22:00:00Z')
const hour = 3_600_000

const file = (created: number, more: Partial<FitWellness>): FitWellness => ({
  status: 'ok',
  errorKind: null,
  fileType: 32,
  timeCreated: created,
  offsets: [{ at: midnight - 24 * hour, seconds: 7200 }],
  restingHeartRate: null,
  restingHeartRate7d: null,
  samples: [],
  counts: [],
  restingKcal: null,
  night: null,
  hrv: null,
  skinTemperature: null,
  naps: [],
  ...more,
})
const count = (at: number, activity: number | null, more: Partial<WellnessCount>): WellnessCount => ({
  at,
  activity,
  cycles: null,
  distanceMeters: null,
  activeSeconds: null,
  activeKcal: null,
  ascentMeters: null,
  descentMeters: null,
  moderateMinutes: null,
  vigorousMinutes: null,
  ...more,
})
const rowOf = (table: string, ...files: FitWellness[]) => toWellnessDay(day, files).rows[table]?.[0]

describe('what a watch counted on a day', () => {
  it('is the greatest count of each kind of activity, added up, whatever file it is in', () => {
    const morning = file(1, {
      counts: [
        count(midnight + 8 * hour, 6, { cycles: 3000, distanceMeters: 2100, activeKcal: 90 }),
        count(midnight + 9 * hour, 1, { cycles: 5200, distanceMeters: 5000, activeKcal: 350 }),
        count(midnight + 10 * hour, 2, { cycles: 900, distanceMeters: 12_000, activeKcal: 200 }),
      ],
    })
    const evening = file(2, {
      counts: [
        // The same moment again, and then more.
        count(midnight + 8 * hour, 6, { cycles: 3000, distanceMeters: 2100, activeKcal: 90 }),
        count(midnight + 20 * hour, 6, { cycles: 7000, distanceMeters: 4900, activeKcal: 210, activeSeconds: 3600 }),
        count(midnight + 20 * hour, null, { moderateMinutes: 22, vigorousMinutes: 10, ascentMeters: 30 }),
      ],
      restingKcal: 1987,
    })
    const row = rowOf('device_day', evening, morning)
    expect(row).toMatchObject({
      steps: 12_200,
      distance_m: 21_900,
      kcal_active: 760,
      active_s: 3600,
      moderate_min: 22,
      vigorous_min: 10,
      intensity_min: 42,
      ascent_m: 30,
      kcal_resting: 1987,
    })
    expect(row?.by_activity).toEqual({
      cycling: { cycles: 900, distance_m: 12_000, kcal_active: 200 },
      running: { steps: 5200, distance_m: 5000, kcal_active: 350 },
      walking: { steps: 7000, distance_m: 4900, active_s: 3600, kcal_active: 210 },
    })
  })

  it('ends with what is written as the next day begins, and does not begin with what the day before left', () => {
    const found = file(1, {
      counts: [
        count(midnight, 6, { cycles: 15_000 }),
        count(midnight + 12 * hour, 6, { cycles: 4000 }),
        count(midnight + 24 * hour, 6, { cycles: 8000 }),
        count(midnight + 24 * hour + 60_000, 6, { cycles: 9999 }),
      ],
    })
    expect(rowOf('device_day', found)).toMatchObject({ steps: 8000 })
  })

  it('has 23 or 25 hours where the clocks are changed', () => {
    const change = (hours: number, seconds: number) =>
      file(1, {
        offsets: [
          { at: midnight - hour, seconds: 7200 },
          { at: midnight + 5 * hour, seconds },
        ],
        samples: [
          {
            channel: 'heart_rate',
            times: [midnight, midnight + hours * hour - 1, midnight + hours * hour],
            values: [60, 61, 62],
            codes: [null, null, null],
          },
        ],
        counts: [
          count(midnight + hours * hour, 6, { cycles: 100 }),
          count(midnight + hours * hour + 1, 6, { cycles: 999 }),
        ],
      })
    for (const [hours, seconds] of [
      [23, 10_800],
      [25, 3600],
    ] as const) {
      const { series, rows } = toWellnessDay(day, [change(hours, seconds)])
      expect(series[0]?.values).toEqual([60, 61])
      expect(rows.heart_rate_day?.[0]?.day_end_utc).toBe(midnight + hours * hour)
      expect(rows.device_day).toMatchObject([{ steps: 100 }])
    }
  })

  it('is not there where nothing was counted', () => {
    expect(toWellnessDay(day, [file(1, {})]).rows).toEqual({})
  })
})

describe('what a watch says of a night', () => {
  const hrv = {
    at: midnight + 7 * hour,
    weeklyAverage: 46,
    lastNightAverage: 44,
    lastNight5MinHigh: 64,
    baselineLowUpper: 35,
    balancedLow: 37,
    balancedUpper: 49,
    status: 4,
  }

  it('stands under the day of waking, from the file made last', () => {
    const night = (overallScore: number) => ({
      scores: { overall_sleep_score: overallScore, deep_sleep_score: 70 },
      overallScore,
      awakenings: 2,
      averageStress: 17.25,
    })
    const row = rowOf('device_night', file(2, { night: night(81) }), file(1, { night: night(64) }), file(3, { hrv }))
    expect(row).toMatchObject({
      score: 81,
      awakenings: 2,
      avg_stress: 17.25,
      hrv_last_night_avg: 44,
      hrv_status: 'BALANCED',
    })
    expect(row?.scores).toEqual({ overall_sleep_score: 81, deep_sleep_score: 70 })
  })

  it('leaves out a summary of another night', () => {
    const other = file(1, { hrv: { ...hrv, at: midnight - 17 * hour } })
    expect(rowOf('device_night', other)).toBeUndefined()
  })

  it('keeps the stages of the evening before with the night, and each moment with one night only', () => {
    const sleep = file(1, {
      fileType: 49,
      samples: [
        {
          channel: 'sleep_level',
          times: [midnight - 13 * hour, midnight - hour, midnight + hour, midnight + 13 * hour],
          values: [1, 2, 3, 4],
          codes: [null, null, null, null],
        },
      ],
    })
    expect(toWellnessDay(day, [sleep]).series[0]).toMatchObject({
      times: [midnight - hour, midnight + hour],
      values: [2, 3],
    })
    const before = toWellnessDay('2026-02-04' as LocalDate, [sleep]).series[0]
    expect(before?.times).toEqual([midnight - 13 * hour])
  })

  it('has each nap once, as it was told last', () => {
    const nap = (start: number, more: Partial<WellnessNap>): WellnessNap => ({
      start,
      end: start + hour,
      startOffsetSeconds: 7200,
      endOffsetSeconds: 7200,
      isDeleted: false,
      feedback: null,
      source: 1,
      updated: 1,
      ...more,
    })
    const at = midnight + 14 * hour
    const { rows } = toWellnessDay(day, [
      file(1, { naps: [nap(at, { updated: 5, isDeleted: true }), nap(midnight - hour, {})] }),
      file(2, { naps: [nap(at, { updated: 2 }), nap(at + 3 * hour, {})] }),
    ])
    expect(rows.device_nap?.map(({ start_utc, is_deleted }) => [start_utc, is_deleted])).toEqual([
      [at, true],
      [at + 3 * hour, false],
    ])
  })
})
