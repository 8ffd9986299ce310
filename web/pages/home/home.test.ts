import { describe, expect, test } from 'vitest'
import type { ChangeJson, HomeJson, NightJson } from '../../../src/contract/index.ts'
import { createFormat } from '../../format/format.ts'
import { changeWords } from './change-words.ts'
import { clockAfterNoon, nightChart } from './night-boxes.ts'
import { tilesOf } from './tiles.ts'

const format = createFormat({ locale: 'en-GB', units: 'metric', timeZone: 'Europe/Stockholm' })
const days = 42
const steady = (value: number | null) => new Array<number | null>(days).fill(value)

function homeOf(over: Partial<HomeJson> = {}): HomeJson {
  return {
    today: '2026-11-23',
    values: { 'sleep.total_s': 26_640, 'daily_summary.hr_resting': 47 },
    notes: { step_goal: 9000, bb_latest: 34, hrv_status: null, balanced_low: null, balanced_upper: null },
    days: {
      from: '2026-10-13',
      every: 'day',
      columns: { 'sleep.total_s': steady(26_640), 'daily_summary.hr_resting': steady(47) },
      states: {},
    },
    usual: {
      'daily_summary.hr_resting': { low: 48, high: 51, n: 80 },
      'sleep.total_s': { low: null, high: null, n: 28 },
    },
    archive: { days: 3606 },
    status: { as_of: '2026-11-23T17:12:00.000Z' },
    ...over,
  } as unknown as HomeJson
}

describe('tiles', () => {
  test('a value stands beside what is usual; below thirty values it says how many there are', () => {
    const [sleep, , resting] = tilesOf(homeOf(), format)
    expect(sleep).toMatchObject({
      figure: [
        { value: '7', unit: 'h' },
        { value: '24', unit: 'min' },
      ],
      side: 'unknown',
      comparison: '28 of 30 nights',
      band: null,
    })
    expect(resting).toMatchObject({
      figure: [{ value: '47', unit: 'bpm' }],
      side: 'below',
      comparison: 'usual 48–51',
      hue: 'heart',
    })
  })

  test('one without a value keeps its place with its reason; one of a measure that a person never has is left out', () => {
    const states = {
      'daily_summary.stress_avg': [{ from: '2026-10-13', to: '2026-11-23', state: 'empty' as const }],
      'daily_summary.steps': [{ from: '2026-11-23', to: '2026-11-23', state: 'failed' as const }],
    }
    const home = homeOf({})
    const columns = {
      ...home.days.columns,
      'daily_summary.stress_avg': steady(null),
      'daily_summary.steps': [...steady(100).slice(1), null],
    }
    const tiles = tilesOf({ ...home, days: { ...home.days, columns, states } }, format)
    expect(tiles.map(({ id }) => id)).not.toContain('daily_summary.stress_avg')
    const steps = tiles.find(({ id }) => id === 'daily_summary.steps')
    expect([steps?.figure, steps?.reason]).toEqual([
      null,
      'Garmin answered with an error. It is asked again. 27 of the days before are here.',
    ])
  })
})

describe('nights', () => {
  const night = (over: Partial<NightJson>): NightJson => ({
    date: '2026-10-25',
    start_utc: null,
    end_utc: null,
    offset_s: null,
    total_s: null,
    state: 'missing',
    settled: false,
    columns: { t_s: [], len_s: [], stage: [] },
    ...over,
  })

  test('stand on the clock where they began, over midnight, each stage below the other', () => {
    const chart = nightChart([
      night({
        start_utc: '2026-10-24T21:00:00.000Z',
        end_utc: '2026-10-25T05:00:00.000Z',
        offset_s: 7200,
        total_s: 28_000,
        state: 'present',
        columns: { t_s: [0, 600], len_s: [600, 300], stage: ['deep', 'rem'] },
      }),
      night({ date: '2026-10-26' }),
    ])
    expect(chart.columns[0]?.box).toEqual({ start: 11 * 3600, length: 8 * 3600 })
    expect(chart.columns[0]?.stages.map(({ start }) => start)).toEqual([11 * 3600, 11 * 3600 + 600])
    expect(chart.columns[1]?.box).toBeNull()
    expect([clockAfterNoon(chart.top), clockAfterNoon(chart.bed ?? 0), chart.average]).toEqual([
      '22:00',
      '23:00',
      28_000,
    ])
  })
})

describe('changes', () => {
  const change = (over: Partial<ChangeJson>): ChangeJson => ({
    at: '2026-11-23T06:00:00.000Z',
    kind: 'revised',
    table: 'sleep',
    key: '2026-11-20',
    title: null,
    day: '2026-11-20',
    field: 'total_s',
    fields: 1,
    old: 25_080,
    new: 26_460,
    ...over,
  })

  test.each([
    [change({}), '/day/2026-11-20', null, 'Night to 20 Nov : 6\u202fh\u202f58 became 7\u202fh\u202f21'],
    [
      change({
        table: 'activity',
        key: '9007199254740993',
        title: '=1+1',
        field: 'name',
        old: '<b>Long run</b>',
        new: '=1+1',
      }),
      '/activities/9007199254740993',
      '<b>Long run</b>',
      'was renamed “=1+1”',
    ],
    [
      change({ kind: 'deleted', table: 'weight', key: '5', day: null, field: null }),
      null,
      null,
      'Weigh-in was deleted at Garmin; it stays here',
    ],
  ])('%o is told in words', (one, href, title, words) => {
    expect(changeWords(one, format)).toEqual({ href, title, words })
  })
})
