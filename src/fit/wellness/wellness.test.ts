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
})
