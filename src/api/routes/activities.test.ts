import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Client } from '../../contract/index.ts'
import type { Row, UserId } from '../../domain/index.ts'
import { fill } from '../testing/fill.ts'
import { failureOf, type OpenApi, openApi, signIn } from '../testing/open-api.ts'

let opened: OpenApi
let client: Client
let userId: UserId
beforeEach(async () => {
  opened = await openApi()
  const session = await signIn(opened)
  client = session.client
  userId = session.userId
})
afterEach(() => opened.close())

const hugeId = '9223372036854775807'
const activity = (activity_id: string, day: string, over: Row = {}): Row => ({
  activity_id,
  name: 'Run',
  type_key: 'running',
  start_utc: Date.parse(`${day}T06:00:00Z`),
  start_local: `${day} 07:00:00`,
  elapsed_s: 1800,
  timer_s: 1790,
  distance_m: 5000,
  parent_activity_id: null,
  has_original: true,
  ...over,
})
const types = [
  { type_id: 1, type_key: 'running', parent_type_id: 17 },
  { type_id: 6, type_key: 'trail_running', parent_type_id: 1 },
  { type_id: 2, type_key: 'cycling', parent_type_id: 17 },
]

describe('a search', () => {
  beforeEach(() =>
    fill(opened, userId, {
      rows: {
        activity_type: types,
        activity: [
          activity('1', '2026-01-10', { name: 'Änderung am Übersee', location: 'Zürich', distance_m: 21_000 }),
          activity('2', '2026-01-11', {
            type_key: 'trail_running',
            description: 'with ŁUKASZ, very wet',
            timer_s: 7200,
          }),
          activity('3', '2026-01-12', { name: '100% _flat_', type_key: 'cycling', has_original: false }),
          activity(hugeId, '2025-12-31', { name: null, distance_m: null, training_load: 12 }),
        ],
      },
    }),
  )
  const ids = async (query: NonNullable<NonNullable<Parameters<Client['activities']>[0]>['query']>) =>
    (await client.activities({ query })).items.map((item) => item.activity_id)

  test.each([
    ['aENDERUNG', []],
    ['anderung', ['1']],
    ['ÜBERSEE zurich', ['1']],
    ['lukasz WET', ['2']],
    ['trail', ['2']],
    ['100%', ['3']],
    ['_flat_', ['3']],
    ['%', ['3']],
    ['run lake', []],
    ['   ', ['3', '2', '1', hugeId]],
  ])('for %j finds words in name, place, type and note, whatever their case and accents', async (q, found) => {
    expect(await ids({ q })).toEqual(found)
  })

  test('is cut by type with the types below it, length, time, file and day', async () => {
    expect(await ids({ type: 'running' })).toEqual(['2', '1', hugeId])
    expect(await ids({ type: 'trail_running,cycling' })).toEqual(['3', '2'])
    expect(await ids({ min_m: 5001 })).toEqual(['1'])
    expect(await ids({ max_m: 5000 })).toEqual(['3', '2'])
    expect(await ids({ min_s: 1791, max_s: 7200 })).toEqual(['2'])
    expect(await ids({ has_original: false })).toEqual(['3'])
    expect(await ids({ from: '2026-01-11', to: '2026-01-11' })).toEqual(['2'])
  })

  test('says how many match on all pages, and what they come to', async () => {
    const answer = await client.activities({ query: { limit: 1 } })
    expect(answer).toMatchObject({ found: 4, sum_m: 31_000, sum_s: 3 * 1790 + 7200 })
    await fill(opened, userId, { removed: { activity: [{ activity_id: '1' }] } })
    expect(await client.activities()).toMatchObject({ found: 3, sum_m: 10_000 })
    expect(await client.activities({ query: { deleted: true } })).toMatchObject({ found: 4, sum_m: 10_000 })
  })

  test('is sorted as asked, with what is not known at the end, and paged without losing a row', async () => {
    expect(await ids({ sort: '-distance_m' })).toEqual(['1', '3', '2', hugeId])
    expect(await ids({ sort: 'distance_m' })).toEqual(['2', '3', '1', hugeId])
    expect(await ids({ sort: 'load' })).toEqual([hugeId, '1', '2', '3'])
    for (const sort of ['-distance_m', 'name', 'start_utc'] as const) {
      const paged: string[] = []
      let cursor: string | undefined
      do {
        const page = await client.activities({ query: { sort, limit: 1, cursor } })
        paged.push(...page.items.map((item) => item.activity_id))
        cursor = page.next_cursor ?? undefined
      } while (cursor !== undefined)
      expect(paged).toEqual(await ids({ sort }))
    }
  })

  test.each([
    [{ min_m: 'much' }, 'min_m'],
    [{ sort: 'colour' }, 'sort'],
    [{ q: 'x'.repeat(201) }, 'q'],
    [{ has_original: 'perhaps' }, 'has_original'],
  ])('%j is refused, naming %s', async (query, field) => {
    const failure = await failureOf(client.activities({ query: query as object }))
    expect([failure.code, failure.data.field]).toEqual(['request.invalid', field])
  })
})

describe('rows', () => {
  test('say what a person changed at Garmin, and not what came later or only rounds otherwise', async () => {
    const first = activity('1', '2026-01-10', { name: 'Morning', distance_m: 4261.18994140625, feel: null })
    await fill(opened, userId, { rows: { activity: [first] } })
    opened.clock.now = (opened.clock.now + 1000) as typeof opened.clock.now
    await fill(opened, userId, { rows: { activity: [{ ...first, distance_m: 4261.19, feel: 75, kcal: 300 }] } })
    expect((await client.activities()).items[0]).toMatchObject({ edited_at: null, edited_fields: [] })
    opened.clock.now = (opened.clock.now + 1000) as typeof opened.clock.now
    const renamed = { ...first, name: '<b>Lake</b>', distance_m: 4300, feel: 100, kcal: 300 }
    await fill(opened, userId, { rows: { activity: [renamed] } })
    const [row] = (await client.activities()).items
    expect(row?.edited_at).toBe(new Date(opened.clock.now).toISOString())
    expect(row?.edited_fields.toSorted()).toEqual(['distance_m', 'feel', 'name'])
    const { revisions } = await client.activity({ params: { activity_id: '1' } })
    expect(revisions).toContainEqual({ at: row?.edited_at, field: 'name', old: 'Morning', new: '<b>Lake</b>' })
    expect(revisions).toContainEqual({ at: row?.edited_at, field: 'feel', old: 75, new: 100 })
  })

  test('hint at two that began together and took as long; the earlier id is the one that is meant', async () => {
    await fill(opened, userId, {
      rows: {
        activity: [
          activity(hugeId, '2026-01-10'),
          activity('9', '2026-01-10', { start_utc: Date.parse('2026-01-10T06:00:30Z') }),
          activity('8', '2026-01-10', { start_utc: Date.parse('2026-01-10T06:00:40Z'), elapsed_s: 60 }),
          activity('7', '2026-01-10', { start_utc: Date.parse('2026-01-10T07:00:00Z') }),
        ],
      },
    })
    const { items } = await client.activities()
    expect(items.map((item) => [item.activity_id, item.duplicate_of])).toEqual([
      ['7', null],
      ['8', null],
      ['9', null],
      [hugeId, '9'],
    ])
  })

  test('count the legs of multisport, which are in no sum', async () => {
    const leg = (id: string, at: string) =>
      activity(id, '2026-01-10', { parent_activity_id: '1', start_utc: Date.parse(at), type_key: 'cycling' })
    await fill(opened, userId, {
      rows: {
        activity: [
          activity('1', '2026-01-10', { type_key: 'multi_sport', distance_m: 25_000 }),
          leg('12', '2026-01-10T06:30:00Z'),
          leg('11', '2026-01-10T06:00:00Z'),
        ],
      },
    })
    const answer = await client.activities()
    expect(answer).toMatchObject({ found: 1, sum_m: 25_000, items: [{ leg_count: 2, load: null }] })
    const { items } = await client.activityTotals()
    expect(items).toMatchObject([{ type_key: 'multi_sport', count: 1, distance_m: 25_000 }])
    const second = await client.activity({ params: { activity_id: '12' } })
    expect(second).toMatchObject({ parent: { activity_id: '1', name: 'Run' }, previous_id: '11', next_id: null })
  })
})

describe('totals', () => {
  test('are by week from Monday, by month and by year, without those that are gone', async () => {
    await fill(opened, userId, {
      rows: {
        activity: [
          activity('1', '2025-12-29', { ascent_m: 10, kcal: 100, training_load: 5 }),
          activity('2', '2026-01-04'),
          activity('3', '2026-01-05', { type_key: 'cycling', has_original: false }),
          activity('4', '2026-01-05'),
        ],
      },
    })
    await fill(opened, userId, { removed: { activity: [{ activity_id: '4' }] } })
    const weeks = await client.activityTotals({ query: { by: 'week' } })
    expect(weeks.items).toMatchObject([
      { from: '2025-12-29', to: '2026-01-04', type_key: 'running', count: 2, distance_m: 10_000, timer_s: 3580 },
      { from: '2026-01-05', to: '2026-01-11', type_key: 'cycling', count: 1 },
    ])
    expect(weeks.items[0]).toMatchObject({ ascent_m: 10, kcal: 100, load: 5 })
    expect(weeks).toMatchObject({ first_day: '2025-12-29', without_file: 1, count: 3 })
    const years = await client.activityTotals({ query: { by: 'year', to: '2026-01-04' } })
    expect(years.items.map(({ from, to, count }) => [from, to, count])).toEqual([
      ['2025-01-01', '2025-12-31', 1],
      ['2026-01-01', '2026-12-31', 1],
    ])
    const months = await client.activityTotals()
    expect(months.items.map(({ from, to }) => [from, to])).toEqual([
      ['2025-12-01', '2025-12-31'],
      ['2026-01-01', '2026-01-31'],
      ['2026-01-01', '2026-01-31'],
    ])
    expect((await client.activityTypes()).items).toEqual([
      { type_key: 'running', parent_type_key: null, count: 2 },
      { type_key: 'cycling', parent_type_key: null, count: 1 },
    ])
  })
})

describe('one', () => {
  const truncated = {
    original_status: 'partial',
    original_error: 'truncated',
    original_records: 3,
    original_format: 'fit',
    device_id: '77',
  }
  const start = Date.parse('2026-01-10T06:00:00Z')
  const streams = [
    {
      activityId: '2',
      streams: [
        {
          part: 'record' as const,
          isRelative: false,
          times: Float64Array.of(start, start + 1000, start + 90_000),
          channels: [
            { name: 'lat', unit: null, scale: 1, offset: 0, raw: Float64Array.of(59.3, 59.31, Number.NaN) },
            { name: 'lon', unit: null, scale: 1, offset: 0, raw: Float64Array.of(18.01, 18.02, Number.NaN) },
            { name: 'hr_bpm', unit: null, scale: 1, offset: 0, raw: Float64Array.of(100, Number.NaN, 120) },
            { name: 'dev:=cmd', unit: null, scale: 1, offset: 0, raw: Float64Array.of(1, 2, 3) },
          ],
        },
      ],
    },
  ]
  const bytes = Buffer.from('.FIT as it came')
  beforeEach(() =>
    fill(opened, userId, {
      rows: {
        activity: [
          activity('1', '2026-01-09', { is_manual: true, has_original: false }),
          activity('2', '2026-01-10', { name: '<i>"Tri" & more</i>', ...truncated }),
          activity('3', '2026-01-11'),
        ],
        device: [{ device_id: '77', name: 'Fenix <7>' }],
        activity_length: [{ activity_id: '2', length_index: 0, stroke: 'freestyle' }],
      },
      streams,
      originals: [{ item: '2', name: '2_ACTIVITY.fit', bytes, extension: 'fit' }],
    }),
  )
  const asked = { params: { activity_id: '2' } }

  test('has its neighbours in time, its device, lengths and the state of its file', async () => {
    const one = await client.activity(asked)
    expect(one).toMatchObject({ previous_id: '1', next_id: '3', device: { device_id: '77', name: 'Fenix <7>' } })
    expect(one.lengths).toMatchObject([{ stroke: 'freestyle' }])
    expect(one.original).toMatchObject({
      name: '2_ACTIVITY.fit',
      bytes: bytes.length,
      format: 'fit',
      records: 3,
      status: 'partial',
      error_kind: 'truncated',
      verified_at: new Date(opened.clock.now).toISOString(),
    })
    expect(await client.activity({ params: { activity_id: '1' } })).toMatchObject({
      original: null,
      file_state: { state: 'missing', reason: null },
    })
  })

  test('says so when its file is not what the hash says any more', async () => {
    await opened.store.originals.setAside(userId, createHash('sha256').update(bytes).digest('hex'), 'fit')
    const { original, name } = await client.activity(asked)
    expect(original).toMatchObject({ status: 'damaged', verified_at: null, records: 3 })
    expect(name).toBe('<i>"Tri" & more</i>')
  })

  test('gives its track as whole numbers beside the other columns, where they are asked for', async () => {
    const { track, columns, gaps, bbox } = await client.activityStreams({
      ...asked,
      query: { channels: 'hr_bpm,track' },
    })
    expect(Object.keys(columns)).toEqual(['elapsed_s', 'hr_bpm'])
    expect(track).toEqual({
      scale: 1_000_000,
      lat: [59_300_000, 59_310_000, null],
      lon: [18_010_000, 18_020_000, null],
    })
    expect(gaps).toEqual([{ from_s: 1, to_s: 90 }])
    expect(bbox).toEqual([18.01, 59.3, 18.02, 59.31])
    expect((await client.activityStreams(asked)).track).toBeNull()
  })

  test('is written as GPX, TCX and CSV with names as text', async () => {
    const file = async (as: 'gpx' | 'tcx' | 'csv') => {
      const { bytes, filename } = await client.activityFile({ ...asked, query: { as } })
      return [filename, Buffer.from(bytes).toString('utf8')] as const
    }
    const [gpxName, gpx] = await file('gpx')
    expect(gpxName).toBe('2.gpx')
    expect(gpx).toContain('&lt;i&gt;&quot;Tri&quot; &amp; more&lt;/i&gt;')
    expect(gpx.match(/<trkpt /g)).toHaveLength(2)
    const [, tcx] = await file('tcx')
    expect(tcx).toContain('<Name>Fenix &lt;7&gt;</Name>')
    expect(tcx.match(/<Trackpoint>/g)).toHaveLength(3)
    const [, csv] = await file('csv')
    expect(csv.split('\r\n').slice(0, 2)).toEqual([
      'time_utc,elapsed_s,lat,lon,hr_bpm,dev:=cmd',
      '2026-01-10T06:00:00Z,0,59.3,18.01,100,1',
    ])
    expect(Buffer.from((await client.activityFile(asked)).bytes)).toEqual(bytes)
  })

  test('is not written where there is nothing to write, and says why', async () => {
    const manual = { params: { activity_id: '1' }, query: { as: 'gpx' as const } }
    expect((await failureOf(client.activityFile(manual))).code).toBe('activity.no-file')
    const [record] = streams[0]?.streams ?? []
    const indoor = { ...record!, channels: record!.channels.slice(2) }
    await fill(opened, userId, { streams: [{ activityId: '3', streams: [indoor] }] })
    const track = client.activityFile({ params: { activity_id: '3' }, query: { as: 'gpx' } })
    expect((await failureOf(track)).code).toBe('activity.no-track')
    const csv = await client.activityFile({ params: { activity_id: '3' }, query: { as: 'csv' } })
    expect(csv.filename).toBe('3.csv')
  })
})

describe('workouts', () => {
  const step = (step_path: string, over: Row = {}): Row => ({ workout_id: '5', step_path, kind: 'step', ...over })
  beforeEach(() =>
    fill(opened, userId, {
      rows: {
        workout: [{ workout_id: '5', name: '4 × 800 m', sport: 'running', est_s: 3420 }],
        workout_step: [
          step('10', { intent: 'cooldown' }),
          step('2', { kind: 'repeat', iterations: 4 }),
          step('2.2', { intent: 'rest' }),
          step('2.1', { intent: 'interval' }),
          step('1', { intent: 'warmup' }),
          step('7.1', { intent: 'other' }),
        ],
        activity: [activity('1', '2026-01-10')],
        workout_schedule: [
          { schedule_id: 'a', date: '2026-01-10', workout_id: '5', done_activity_id: '1' },
          { schedule_id: 'b', date: '2026-01-12', workout_id: null, name: 'Coach says', sport: 'running' },
          { schedule_id: 'c', date: '2026-02-12', workout_id: '5' },
        ],
      },
    }),
  )

  test('have their steps in order, with those of a repeat inside it', async () => {
    const { steps } = await client.workout({ params: { workout_id: '5' } })
    expect(steps.map((one) => one.step_path)).toEqual(['1', '2', '7.1', '10'])
    expect(steps[1]).toMatchObject({ iterations: 4, steps: [{ intent: 'interval' }, { intent: 'rest' }] })
    expect((await client.workouts()).items[0]).not.toHaveProperty('steps')
    expect((await client.workouts({ query: { steps: true } })).items[0]?.steps).toHaveLength(4)
  })

  test('are planned on days, with what they were done with', async () => {
    const plan = await client.workoutSchedule({ query: { from: '2026-01-10' } })
    expect(plan).toMatchObject({ from: '2026-01-10', to: '2026-01-23' })
    expect(plan.items).toMatchObject([
      { date: '2026-01-10', workout_id: '5', title: '4 × 800 m', est_s: 3420, done_activity_id: '1', done_s: 1790 },
      { date: '2026-01-12', workout_id: null, title: 'Coach says', done_activity_id: null, plan: null },
    ])
    const failure = await failureOf(client.workoutSchedule({ query: { from: '2026-01-10', to: '2027-02-01' } }))
    expect([failure.code, failure.data.field]).toEqual(['usage.range', 'to'])
  })
})
