import { describe, expect, it } from 'vitest'
import { encodeFit, readFitWellness } from '../index.ts'
import { aMessage, monitoringFitBytes, testStart } from '../testing/files.ts'

const start = 1_631_065_600_000

describe('readFitWellness', () => {
  it('gives samples of an hour with the offset of local time, gaps with their code', () => {
    const found = readFitWellness(monitoringFitBytes())
    expect(found).toMatchObject({ status: 'ok', fileType: 32, timeCreated: start })
    expect(found.offsets).toEqual([{ at: start, seconds: 7200 }])
    const of = (channel: string) => found.samples.find((samples) => samples.channel === channel)!
    expect(of('heart_rate').times.slice(0, 3)).toEqual([start, start + 60_000, start + 120_000])
    expect(of('heart_rate').values.slice(0, 3)).toEqual([60, 61, 62])
    expect(of('stress').values.slice(0, 2)).toEqual([null, 21])
    expect(of('stress').codes.slice(0, 2)).toEqual([-1, null])
    expect(of('respiration').values[0]).toBe(14)
  })

  it('counts 16 bits of time on over their roll, and from any full time in the file', () => {
    const low = (at: number) =>
      aMessage(55, [
        [26, 'uint16', at & 0xffff],
        [27, 'uint8', 70],
      ])
    const roll = (testStart | 0xffff) - 100
    const bytes = encodeFit([
      aMessage(55, [[253, 'uint32', roll]]),
      low(roll + 60),
      low(roll + 160),
      low(roll + 65_000),
      aMessage(211, [
        [253, 'uint32', roll + 200_000],
        [0, 'uint8', 49],
        [1, 'uint8', 51],
      ]),
      low(roll + 200_060),
    ])
    const { samples, restingHeartRate, restingHeartRate7d } = readFitWellness(bytes)
    const base = (roll + 631_065_600) * 1000
    expect(samples[0]?.times.map((time) => (time - base) / 1000)).toEqual([60, 160, 65_000, 200_060])
    expect([restingHeartRate, restingHeartRate7d]).toEqual([51, 49])
  })

  it('scales what newer watches write: body battery, blood oxygen, HRV, sleep stages, skin temperature', () => {
    const bytes = encodeFit([
      aMessage(227, [
        [1, 'uint32', testStart],
        [0, 'sint16', -2],
        [3, 'sint8', 71],
      ]),
      aMessage(269, [
        [253, 'uint32', testStart],
        [0, 'uint8', 96],
      ]),
      // A published sample: raw 5632 is 44 ms (WELLNESS-MESSAGES section 4).
      aMessage(371, [
        [253, 'uint32', testStart],
        [0, 'uint16', 5632],
      ]),
      aMessage(275, [
        [253, 'uint32', testStart],
        [0, 'enum', 4],
      ]),
      aMessage(398, [
        [253, 'uint32', testStart],
        [1, 'float32', -0.25],
      ]),
    ])
    const found = readFitWellness(bytes).samples.map(({ channel, values, codes }) => [channel, values[0], codes[0]])
    expect(found).toEqual([
      ['stress', null, -2],
      ['body_battery', 71, null],
      ['spo2', 96, null],
      ['hrv', 44, null],
      ['sleep_level', 4, null],
      ['skin_temp_deviation', -0.25, null],
    ])
  })

  it('gives running totals by kind of activity, with times counted on from 16 bits', () => {
    const bytes = encodeFit([
      aMessage(103, [
        [253, 'uint32', testStart],
        [0, 'uint32', testStart + 7200],
        [5, 'uint16', 1987],
      ]),
      aMessage(55, [
        [26, 'uint16', (testStart + 60) & 0xffff],
        [3, 'uint32', 120],
        [4, 'uint32', 60_000],
        [19, 'uint16', 7],
        // Intensity 3 in the high bits, walking in the low ones.
        [24, 'byte', [(3 << 5) | 6]],
      ]),
      aMessage(55, [
        [253, 'uint32', testStart + 120],
        [2, 'uint32', 12_345],
        [5, 'enum', 2],
      ]),
      aMessage(55, [
        [253, 'uint32', testStart + 180],
        [33, 'uint16', 4],
        [35, 'uint32', 12_063],
        [37, 'uint16', 30],
        [38, 'uint16', 28],
      ]),
    ])
    const { counts, restingKcal } = readFitWellness(bytes)
    expect(restingKcal).toBe(1987)
    expect(counts.map(({ at, activity }) => [(at - start) / 1000, activity])).toEqual([
      [60, 6],
      [120, 2],
      [180, null],
    ])
    expect(counts[0]).toMatchObject({ cycles: 120, activeSeconds: 60, activeKcal: 7, distanceMeters: null })
    expect(counts[1]).toMatchObject({ distanceMeters: 123.45 })
    expect(counts[2]).toMatchObject({ ascentMeters: 12.063, moderateMinutes: 30, vigorousMinutes: 28 })
  })

  it('gives the scores of a night, the summary of heart rate variability, skin temperature and naps', () => {
    const bytes = encodeFit([
      aMessage(346, [
        [3, 'uint8', 71],
        [6, 'uint8', 83],
        [10, 'uint8', null],
        [11, 'uint8', 2],
        [15, 'uint16', 1725],
      ]),
      // A published sample (WELLNESS-MESSAGES section 4).
      aMessage(370, [
        [253, 'uint32', testStart],
        ...[5888, 5632, 8192, 4480, 4736, 6272].map((raw, field) => [field, 'uint16', raw] as const),
        [6, 'enum', 4],
      ]),
      aMessage(398, [
        [253, 'uint32', testStart],
        [1, 'float32', -0.25],
        [2, 'float32', 0.5],
        [4, 'float32', 34.5],
      ]),
      aMessage(412, [
        [0, 'uint32', testStart],
        [1, 'sint16', 120],
        [2, 'uint32', testStart + 1500],
        [3, 'sint16', 120],
        [5, 'enum', 0],
        [7, 'uint32', testStart + 2000],
      ]),
    ])
    const { night, hrv, skinTemperature, naps } = readFitWellness(bytes)
    expect(night).toEqual({
      scores: { deep_sleep_score: 71, overall_sleep_score: 83 },
      overallScore: 83,
      awakenings: 2,
      averageStress: 17.25,
    })
    expect(hrv).toEqual({
      at: start,
      weeklyAverage: 46,
      lastNightAverage: 44,
      lastNight5MinHigh: 64,
      baselineLowUpper: 35,
      balancedLow: 37,
      balancedUpper: 49,
      status: 4,
    })
    expect(skinTemperature).toEqual({ at: start, deviation: -0.25, deviation7d: 0.5, nightly: 34.5 })
    expect(naps).toMatchObject([
      { start, end: start + 1_500_000, startOffsetSeconds: 7200, isDeleted: false, updated: start + 2_000_000 },
    ])
  })
})
