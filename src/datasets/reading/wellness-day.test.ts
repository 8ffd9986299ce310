import { describe, expect, it } from 'vitest'
import type { FitWellness, LocalDate, WellnessSamples } from '../../domain/index.ts'
import { toWellnessDay } from './wellness-day.ts'

const day = '2026-02-05' as LocalDate
/** Midnight at two hours east of UTC. */
const midnight = Date.parse('2026-02-04T22:00:00Z')
const hour = 3_600_000

const file = (created: number, ...samples: WellnessSamples[]): FitWellness => ({
  status: 'ok',
  errorKind: null,
  fileType: 32,
  timeCreated: created,
  offsets: [{ at: midnight - hour, seconds: 7200 }],
  restingHeartRate: null,
  restingHeartRate7d: null,
  samples,
  counts: [],
  restingKcal: null,
  night: null,
  hrv: null,
  skinTemperature: null,
  naps: [],
})
const samples = (
  channel: WellnessSamples['channel'],
  ...list: [at: number, value: number | null, code?: number][]
) => ({
  channel,
  times: list.map(([at]) => at),
  values: list.map(([, value]) => value),
  codes: list.map(([, , code]) => code ?? null),
})

describe('a day of wellness files', () => {
  it('takes each moment once, from the file made later, and a value before a gap', () => {
    const first = file(1, samples('heart_rate', [midnight, 60], [midnight + 60_000, 61], [midnight + 120_000, 62]))
    const second = file(
      2,
      samples('heart_rate', [midnight + 60_000, 66], [midnight + 120_000, null, 0], [midnight + 180_000, null, 0]),
    )
    const { series, rows } = toWellnessDay(day, [second, first])
    expect(series).toEqual([
      {
        channel: 'heart_rate',
        day,
        times: [0, 1, 2, 3].map((minute) => midnight + minute * 60_000),
        values: [60, 66, 62, null],
        quality: [null, null, null, 0],
      },
    ])
    expect(rows.heart_rate_day).toMatchObject([
      {
        date: day,
        hr_min: 60,
        hr_max: 66,
        sample_count: 3,
        gap_count: 1,
        offset_start_s: 7200,
        day_start_utc: midnight,
      },
    ])
  })

  it('leaves what belongs to the days before and after to their archives', () => {
    const found = toWellnessDay(day, [
      file(1, samples('stress', [midnight - 1, 10], [midnight, 20], [midnight + 24 * hour, 30])),
    ])
    expect(found.series[0]).toMatchObject({ times: [midnight], values: [20] })
    expect(found.rows.stress_day).toMatchObject([{ stress_avg: 20, stress_max: 20, sample_count: 1 }])
  })

  it('keeps everything where no file says how far local time is from UTC', () => {
    const unknown = {
      ...file(1, samples('body_battery', [midnight - hour, 40], [midnight + 30 * hour, 80])),
      offsets: [],
    }
    const { series, rows } = toWellnessDay(day, [unknown])
    expect(series[0]?.values).toEqual([40, 80])
    expect(rows.body_battery_day).toEqual([
      { date: day, bb_high: 80, bb_low: 40, bb_first: 40, bb_last: 80, sample_count: 2, gap_count: 0 },
    ])
  })

  it('gives no rows for what the files do not measure', () => {
    expect(toWellnessDay(day, [file(1)])).toEqual({ series: [], rows: {} })
  })
})
