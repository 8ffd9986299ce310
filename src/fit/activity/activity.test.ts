import { describe, expect, it } from 'vitest'
import type { Streams } from '../../domain/index.ts'
import { encodeFit, readFitActivity } from '../index.ts'
import { activityFitBytes, aMessage, testStart } from '../testing/files.ts'

const start = 1_631_065_600_000

/** Channels in their unit, null where there is no value. */
function inUnits({ times, channels }: Streams) {
  const columns = channels.map(({ name, raw, scale, offset }) => [
    name,
    [...raw].map((value) => (Number.isNaN(value) ? null : value / scale - offset)),
  ])
  return { t: [...times].map((time) => time - start), ...Object.fromEntries(columns) }
}

describe('readFitActivity', () => {
  it('gives records, laps and sessions of a run', () => {
    const run = readFitActivity(activityFitBytes())
    expect(run).toMatchObject({ status: 'ok', errorKind: null, recordCount: 3, lengths: [], sets: [] })
    expect(run.laps).toMatchObject([{ startTime: start, elapsedSeconds: 3, distanceMeters: 10, avgHeartRate: null }])
    expect(run.streams.map(({ part }) => part)).toEqual(['record'])
    expect(inUnits(run.streams[0]!)).toEqual({
      t: [0, 1000, 2000],
      lat: [45, expect.closeTo(45, 6), expect.closeTo(45, 6)],
      lon: [22.5, expect.closeTo(22.5, 6), expect.closeTo(22.5, 6)],
      distance_m: [0, 5, 10],
      hr_bpm: [100, 101, 102],
    })
  })

  it('takes the finer of two fields, and adds the fraction to the cadence', () => {
    const bytes = encodeFit([
      aMessage(20, [
        [253, 'uint32', testStart],
        [2, 'uint16', 2500],
        [78, 'uint32', 2501],
        [6, 'uint16', 3000],
        [73, 'uint32', null],
        [4, 'uint8', 85],
        [53, 'uint8', 64],
      ]),
    ])
    expect(inUnits(readFitActivity(bytes).streams[0]!)).toEqual({
      t: [0],
      altitude_m: [0.2 + 2500 / 5 - 500],
      speed_mps: [3],
      cadence_rpm: [85.5],
    })
  })

  it('unpacks speed and distance of old devices, over the roll of the distance', () => {
    const packed = (speed: number, sixteenths: number) => {
      const rolled = sixteenths % 4096
      return [speed & 0xff, (speed >> 8) | ((rolled & 0x0f) << 4), rolled >> 4]
    }
    const record = (second: number, value: number[] | null) =>
      aMessage(20, [
        [253, 'uint32', testStart + second],
        [8, 'byte', value ?? [0xff, 0xff, 0xff]],
      ])
    const bytes = encodeFit([record(0, packed(300, 4000)), record(1, packed(255, 4112)), record(2, null)])
    expect(inUnits(readFitActivity(bytes).streams[0]!)).toEqual({
      t: [0, 1000, 2000],
      distance_m: [250, 257, null],
      speed_mps: [3, 2.55, null],
    })
  })

  it('keeps developer fields under their names', () => {
    const bytes = encodeFit([
      aMessage(206, [
        [0, 'uint8', 0],
        [1, 'uint8', 7],
        [2, 'uint8', 0x84],
        [3, 'string', 'Form Power'],
        [8, 'string', 'Watts'],
      ]),
      {
        number: 20,
        fields: [
          { number: 253, type: 'uint32', value: testStart },
          { number: 7, type: 'uint16', value: 71, developerIndex: 0 },
        ],
      },
    ])
    const [records] = readFitActivity(bytes).streams
    expect(records!.channels).toMatchObject([{ name: 'dev:Form Power', unit: 'Watts', scale: 1 }])
    expect(inUnits(records!)).toEqual({ t: [0], 'dev:Form Power': [71] })
  })

  it('gives each length to the lap that claims it', () => {
    const length = (index: number, type: number, stroke: number | null) =>
      aMessage(101, [
        [254, 'uint16', index],
        [2, 'uint32', testStart + index * 30],
        [3, 'uint32', 30_000],
        [5, 'uint16', type === 1 ? 14 : null],
        [7, 'enum', stroke],
        [12, 'enum', type],
      ])
    const lap = (first: number, count: number) =>
      aMessage(19, [
        [25, 'enum', 5],
        [35, 'uint16', first],
        [32, 'uint16', count],
        [40, 'uint16', count],
        [10, 'uint32', 28],
        [38, 'enum', 0],
      ])
    const { laps, lengths } = readFitActivity(
      encodeFit([length(0, 1, 0), length(1, 1, 2), length(2, 0, null), lap(0, 2), lap(2, 1)]),
    )
    expect(lengths.map(({ lapIndex, isActive, stroke, strokes }) => [lapIndex, isActive, stroke, strokes])).toEqual([
      [0, true, 'freestyle', 14],
      [0, true, 'breaststroke', 14],
      [1, false, null, null],
    ])
    expect(laps[0]).toMatchObject({ strokes: 28, swimStroke: 'freestyle', lengthCount: 2 })
  })

  it('gives sets with weight in grams', () => {
    const bytes = encodeFit([
      aMessage(225, [
        [254, 'uint32', testStart],
        [0, 'uint32', 45_500],
        [3, 'uint16', 12],
        [4, 'uint16', 360],
        [5, 'uint8', 1],
        [7, 'uint16', [0, 65_535]],
        [8, 'uint16', [9, 65_535]],
      ]),
    ])
    expect(readFitActivity(bytes).sets).toEqual([
      {
        startTime: start,
        durationSeconds: 45.5,
        type: 'active',
        repetitions: 12,
        weightGrams: 22_500,
        categoryCode: 0,
        exerciseCode: 9,
        workoutStepIndex: null,
      },
    ])
  })

  it('puts heart beats one after the other, from the clock of the file', () => {
    const record = (second: number) => aMessage(20, [[253, 'uint32', testStart + second]])
    const beats = (...ms: (number | null)[]) => aMessage(78, [[0, 'uint16', ms]])
    const bytes = encodeFit([
      record(0),
      beats(800, 810, null),
      record(2),
      beats(790, null, null),
      record(60),
      beats(700, 700, null),
    ])
    const rr = readFitActivity(bytes).streams.find(({ part }) => part === 'rr')!
    expect(inUnits(rr)).toEqual({ t: [800, 1610, 2400, 60_700, 61_400], rr_ms: [800, 810, 790, 700, 700] })
  })

  it('unpacks the beats that a strap kept, over the roll of their twelve bits', () => {
    const bytes = encodeFit([
      aMessage(132, [
        [253, 'uint32', testStart],
        [6, 'uint8', 120],
        [9, 'uint32', 4000],
      ]),
      // 4000 + 512 = 4512, which is 416 in twelve bits; then 1024 ticks more.
      aMessage(132, [
        [6, 'uint8', [121, 122]],
        [10, 'byte', [416 & 0xff, (416 >> 8) | ((1440 & 0x0f) << 4), 1440 >> 4]],
      ]),
    ])
    const strap = readFitActivity(bytes).streams.find(({ part }) => part === 'strap_hr')!
    expect(inUnits(strap)).toEqual({ t: [0, 500, 1500], hr_bpm: [120, 121, 122] })
  })

  it('keeps what a broken file holds before its break, and time that counts from switching on', () => {
    const cut = readFitActivity(activityFitBytes().slice(0, -80))
    expect(cut).toMatchObject({ status: 'partial', errorKind: 'eof_in_definition', recordCount: 3 })
    const bytes = encodeFit([aMessage(20, [[253, 'uint32', 500]])])
    expect(readFitActivity(bytes).streams[0]).toMatchObject({ isRelative: true, times: Float64Array.of(500_000) })
    expect(readFitActivity(new Uint8Array())).toMatchObject({ status: 'reject', streams: [], sessions: [] })
  })
})
