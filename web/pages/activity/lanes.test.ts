import { describe, expect, test } from 'vitest'
import { createFormat } from '../../format/format.ts'
import { paceKind, sportOf, typeWord } from '../../format/sport.ts'
import { en } from '../../words/en.ts'
import { aboutRecords, lanesOf, rowsOfLap, speedFifths, zonesOf } from './lanes.ts'

const format = createFormat({ locale: 'en-GB', units: 'metric', timeZone: 'UTC' })
const lanes = (columns: Record<string, (number | null)[]>, typeKey = 'running', cadenceKind = 'steps') =>
  lanesOf({ columns }, { typeKey, cadenceKind }, format, en.activity.lanes)

describe('lanes', () => {
  test('are those of channels that hold something; a run has pace, a ride speed', () => {
    const columns = { speed_mps: [2.5, null, 0.1], hr_bpm: [null, null, null], cadence_rpm: [85, 86, null] }
    const [pace, cadence] = lanes(columns)
    expect(pace).toMatchObject({ key: 'pace', values: [400, null, null], upsideDown: true })
    expect(pace!.write(320)).toBe('5:20')
    expect(cadence).toMatchObject({ key: 'cadence', unit: 'spm', values: [170, 172, null] })
    expect(lanes(columns, 'cycling', 'revolutions')).toMatchObject([
      { key: 'speed', values: [9, null, expect.closeTo(0.36)] },
      { key: 'cadence', unit: 'rpm', values: [85, 86, null] },
    ])
  })
})

test('a row is in the highest zone whose lower end it reaches, and in none without a reading', () => {
  expect(zonesOf([90, 100, 130, null], [100, 120, 140], 4)).toEqual([1, 1, 2, null])
  expect(zonesOf(undefined, [100], 2)).toEqual([null, null])
})

test('speeds fall into fifths', () => {
  expect(speedFifths([1, 2, 3, 4, 5, null], 6)).toEqual([1, 2, 3, 4, 5, null])
})

test('a lap has its rows by seconds', () => {
  expect(rowsOfLap([0, 10, 20, null, 30], 10, 25)).toEqual([1, 2])
  expect(rowsOfLap([0, 10], 20, 30)).toBeNull()
})

test('how much of a broken file is missing is a guess of two figures, or none', () => {
  expect(aboutRecords(1204, 1204, 1893)).toBe(1900)
  expect(aboutRecords(1204, 1204, 1210)).toBeNull()
  expect(aboutRecords(1204, null, 1893)).toBeNull()
})

describe('sports', () => {
  test.each([
    ['trail_running', 'running', 'foot'],
    ['road_biking', 'cycling', 'wheels'],
    ['lap_swimming', 'swimming', 'water'],
    ['strength_training', 'strength', null],
    ['multi_sport', 'multisport', null],
    ['walking', 'other', 'foot'],
    ['something_new_v2', 'other', null],
  ])('%s is %s, told by %s', (key, sport, pace) => expect([sportOf(key), paceKind(key)]).toEqual([sport, pace]))
  test('types without a word of ours keep Garmin’s', () => {
    expect(typeWord('stand_up_paddleboarding_v2')).toBe('Stand up paddleboarding')
    expect(typeWord(null)).toBe('–')
  })
})
