import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Client } from '../../contract/index.ts'
import type { LocalDate, UserId } from '../../domain/index.ts'
import { signedInAs } from '../testing/fake-garmin.ts'
import { dayEntry, fill } from '../testing/fill.ts'
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
const run = {
  activity_id: '101',
  name: 'Morgenlauf',
  type_key: 'running',
  start_utc: Date.parse('2026-01-30T06:00:00Z'),
  start_local: '2026-01-30 07:00:00',
  offset_s: 3600,
  elapsed_s: 1800.5,
  timer_s: 1790,
  distance_m: 5000,
  avg_hr_bpm: 140,
  max_hr_bpm: 160,
  kcal: 300,
  parent_activity_id: null,
  is_manual: false,
  has_original: true,
  original_sha256: 'ab'.repeat(32),
}
const ride = {
  activity_id: hugeId,
  name: null,
  type_key: 'cycling',
  start_utc: Date.parse('2026-01-30T23:30:00Z'),
  start_local: '2026-01-31 00:30:00',
}
const swim = {
  activity_id: '100',
  name: 'Swim',
  type_key: 'lap_swimming',
  start_utc: Date.parse('2026-01-01T06:00:00Z'),
  start_local: '2026-01-01 07:00:00',
}

/** A second account with the same ids. */
async function another(): Promise<{ client: Client; userId: UserId }> {
  opened.garmin.next = () => signedInAs('2002', opened.clock.now, { accountKey: 'cd'.repeat(32) })
  return signIn(opened, 'b@example.org')
}

describe('activities', () => {
  beforeEach(() => fill(opened, userId, { rows: { activity: [run, ride, swim] } }))

  test('are listed newest first with every fixed name, ids exact', async () => {
    const { items, next_cursor } = await client.activities()
    expect(items.map((item) => item.activity_id)).toEqual([hugeId, '101', '100'])
    expect(next_cursor).toBeNull()
    expect(items[1]).toMatchObject({
      ...run,
      start_utc: '2026-01-30T06:00:00.000Z',
      deleted_at: null,
    })
    const [newest] = items
    for (const name of Object.keys({ ...run, deleted_at: null })) expect(newest).toHaveProperty(name)
    expect(newest).toMatchObject({ is_manual: false, has_original: false, original_sha256: null, kcal: null })
  })

  test('are paged by cursor', async () => {
    const first = await client.activities({ query: { limit: 2 } })
    const second = await client.activities({ query: { limit: 2, cursor: first.next_cursor ?? '' } })
    expect(first.items).toHaveLength(2)
    expect(second.items.map((item) => item.activity_id)).toEqual(['100'])
    expect(second.next_cursor).toBeNull()
  })

  test('are cut by the days on which they were for the person, and by type', async () => {
    const ids = async (query: Parameters<Client['activities']>[0]) =>
      (await client.activities(query)).items.map((item) => item.activity_id)
    expect(await ids({ query: { from: '2026-01-31' } })).toEqual([hugeId])
    expect(await ids({ query: { from: 'yesterday', to: '2026-01-30' } })).toEqual(['101'])
    expect(await ids({ query: { to: '2026-01-01' } })).toEqual(['100'])
    expect(await ids({ query: { type: 'running' } })).toEqual(['101'])
  })

  test('that are gone at Garmin are shown only when asked for', async () => {
    await fill(opened, userId, { removed: { activity: [{ activity_id: '101' }] } })
    expect((await client.activities()).items).toHaveLength(2)
    const { items } = await client.activities({ query: { deleted: true } })
    expect(items.find((item) => item.activity_id === '101')?.deleted_at).toBe('2026-01-31T08:00:00.000Z')
  })

  test.each([
    [{ deleted: 'maybe' }, 'deleted', 'request.invalid'],
    [{ limit: 0 }, 'limit', 'request.invalid'],
    [{ form: '2026-01-01' }, 'form', 'request.invalid'],
    [{ cursor: 'x' }, 'cursor', 'request.invalid'],
    [{ from: '2026-02-29' }, 'from', 'usage.date'],
    [{ from: '2026-02-02', to: '2026-02-01' }, 'to', 'usage.range'],
  ])('%j is refused, naming %s', async (query, field, code) => {
    const failure = await failureOf(client.activities({ query: query as { limit: number } }))
    expect(failure.code).toBe(code)
    expect(failure.data.field).toBe(field)
  })

  test('one is shown with the gear that it was done with', async () => {
    const gear = [
      { gear_uuid: 'a', make: 'Brooks', model: 'Ghost' },
      { gear_uuid: 'b', make: 'Canyon', model: 'Endurace' },
    ]
    const activity_gear = [
      { gear_uuid: 'a', activity_id: '101' },
      { gear_uuid: 'b', activity_id: '100' },
      // Gear that is not known says nothing.
      { gear_uuid: 'c', activity_id: '101' },
    ]
    await fill(opened, userId, { rows: { gear, activity_gear } })
    const activity = await client.activity({ params: { activity_id: '101' } })
    expect(activity.gear).toMatchObject([{ gear_uuid: 'a', make: 'Brooks', model: 'Ghost' }])
  })

  test('one is shown with its legs, which are in no list, and with sets, splits and weather', async () => {
    const leg = (activity_id: string, start_utc: number) => ({
      activity_id,
      parent_activity_id: '100',
      type_key: 'cycling',
      start_utc,
      start_local: '2026-01-01 09:00:00',
    })
    await fill(opened, userId, {
      rows: {
        activity: [leg('202', 2000), leg('201', 1000)],
        activity_set: [
          { activity_id: '100', seq: 2, set_type: 'REST' },
          { activity_id: '100', seq: 1, set_type: 'ACTIVE', reps: 8, weight_g: 60_000 },
        ],
        activity_split_summary: [{ activity_id: '100', split_type: 'RWD_RUN', split_count: 3 }],
        activity_weather: [{ activity_id: '100', temp_c: 5.5 }],
      },
    })
    const parent = await client.activity({ params: { activity_id: '100' } })
    expect(parent.legs.map(({ activity_id }) => activity_id)).toEqual(['201', '202'])
    expect(parent.sets.map(({ seq, reps }) => [seq, reps])).toEqual([
      [1, 8],
      [2, null],
    ])
    expect(parent.split_summaries).toMatchObject([{ split_type: 'RWD_RUN', split_count: 3 }])
    expect(parent.weather).toMatchObject({ temp_c: 5.5 })
    expect((await client.activities()).items.map(({ activity_id }) => activity_id)).toEqual([hugeId, '101', '100'])
    expect((await client.activity({ params: { activity_id: '202' } })).parent_activity_id).toBe('100')
    expect((await client.activity({ params: { activity_id: '101' } })).weather).toBeNull()
  })

  test('one is shown with sessions, zones and originals', async () => {
    const bytes = new TextEncoder().encode('a fit file')
    await fill(opened, userId, {
      rows: {
        activity_session: [{ activity_id: '101', seq: 1, sport: 'running', start_utc: run.start_utc }],
        activity_zone_time: [
          { activity_id: '101', kind: 'hr', zone: 2, seconds: 60 },
          { activity_id: '101', kind: 'hr', zone: 1, seconds: 30 },
        ],
      },
      originals: [{ item: '101', name: '101_ACTIVITY.fit', extension: 'fit', bytes }],
    })
    const activity = await client.activity({ params: { activity_id: '101' } })
    expect(activity).toMatchObject({ activity_id: '101', name: 'Morgenlauf' })
    expect(activity.sessions).toMatchObject([{ seq: 1, start_utc: '2026-01-30T06:00:00.000Z' }])
    expect(activity.zones.map((zone) => zone.zone)).toEqual([1, 2])
    expect(activity.originals).toEqual([
      { name: '101_ACTIVITY.fit', extension: 'fit', sha256: expect.stringMatching(/^[0-9a-f]{64}$/), size: 10 },
    ])
    const file = await client.activityFile({ params: { activity_id: '101' } })
    expect(file).toEqual({ bytes, filename: '101.fit' })
  })

  test('streams come in columns, thinned so that peaks stay, with gaps, box and the state of the file', async () => {
    const seconds = Array.from({ length: 100 }, (_, second) => (second < 50 ? second : second + 60))
    const of = (name: string, scale: number, raw: readonly number[]) => ({
      name,
      unit: null,
      scale,
      offset: 0,
      raw: Float64Array.from(raw),
    })
    const start = Date.parse('2026-01-30T06:00:00Z')
    const record = {
      part: 'record' as const,
      times: Float64Array.from(seconds, (second) => start + second * 1000),
      isRelative: false,
      channels: [
        of(
          'lat',
          1e7,
          seconds.map((second) => 470_000_000 + second),
        ),
        of(
          'lon',
          1e7,
          seconds.map((second) => 80_000_000 - second),
        ),
        of(
          'hr_bpm',
          1,
          seconds.map((_, row) => (row === 31 ? 199 : row === 70 ? Number.NaN : 120)),
        ),
      ],
    }
    await fill(opened, userId, {
      rows: {
        activity: [{ activity_id: '101', original_status: 'partial', original_records: 100 }],
        activity_lap: [{ activity_id: '101', lap_index: 0, start_utc: start, timer_s: 40 }],
        activity_file_set: [{ activity_id: '101', seq: 1, set_type: 'rest' }],
      },
      streams: [{ activityId: '101', streams: [record] }],
    })
    const all = await client.activityStreams({ params: { activity_id: '101' } })
    expect(all).toMatchObject({
      part: 'record',
      from: '2026-01-30T06:00:00.000Z',
      rows: 100,
      original_status: 'partial',
    })
    expect(all.columns.elapsed_s).toEqual(seconds)
    expect(all.columns.lat?.[1]).toBe(47.000_000_1)
    expect(all.columns.hr_bpm?.[70]).toBeNull()
    expect(all.gaps).toEqual([{ from_s: 49, to_s: 110 }])
    expect(all.bbox).toEqual([7.9999841, 47, 8, 47.0000159])

    const query = { points: 10, channels: 'hr_bpm' }
    const thinned = await client.activityStreams({ params: { activity_id: '101' }, query })
    expect(thinned.rows).toBe(100)
    expect(Object.keys(thinned.columns)).toEqual(['elapsed_s', 'hr_bpm'])
    expect(thinned.columns.hr_bpm?.length).toBeLessThanOrEqual(10)
    expect(thinned.columns.hr_bpm).toContain(199)

    expect(await client.activityLaps({ params: { activity_id: '101' } })).toMatchObject({
      items: [{ lap_index: 0, start_utc: '2026-01-30T06:00:00.000Z', timer_s: 40 }],
      lengths: [],
      sets: [{ seq: 1, set_type: 'rest' }],
    })
    const none = await client.activityStreams({ params: { activity_id: '100' }, query: { part: 'rr' } })
    expect(none).toMatchObject({ rows: 0, columns: {}, from: null, gaps: [], bbox: null, original_status: null })
    const failure = await failureOf(client.activityStreams({ params: { activity_id: '101' }, query: { points: 1 } }))
    expect([failure.code, failure.data.field]).toEqual(['request.invalid', 'points'])
  })

  test('without a file the answer says so, and why', async () => {
    await fill(opened, userId, { rows: { activity: [{ ...swim, is_manual: true }] } })
    const failure = await failureOf(client.activityFile({ params: { activity_id: '100' } }))
    expect(failure.code).toBe('activity.no-file')
    expect(failure.message).toContain('by hand')
  })

  test.each(['999', 'abc', '9223372036854775808', '-1', '1e3'])('%s is not found', async (activity_id) => {
    for (const call of [client.activity, client.activityFile, client.activityLaps, client.activityStreams])
      expect((await failureOf(call({ params: { activity_id } }))).code).toBe('activity.not-found')
  })

  test("another account's are not visible", async () => {
    const other = await another()
    expect((await other.client.activities({ query: { deleted: true } })).items).toEqual([])
    expect((await failureOf(other.client.activity({ params: { activity_id: '101' } }))).code).toBe('activity.not-found')
    expect((await failureOf(other.client.activityFile({ params: { activity_id: '101' } }))).code).toBe(
      'activity.not-found',
    )
  })
})

describe('a day of health', () => {
  test('holds every part, null where there is nothing, and the state of each', async () => {
    const night = { date: '2026-01-31', start_utc: Date.parse('2026-01-30T22:00:00Z'), total_s: 28_000, score: 80 }
    const at = (hour: number) => Date.parse(`2026-01-31T0${hour}:00:00Z`)
    await fill(opened, userId, {
      rows: {
        daily_summary: [{ date: '2026-01-31', steps: 1234, floors_up: 2.5 }],
        sleep: [night],
        sleep_stage: [
          { date: '2026-01-31', start_utc: at(2), end_utc: at(3), stage: 'deep' },
          { date: '2026-01-31', start_utc: at(1), end_utc: at(2), stage: 'light' },
          { date: '2026-01-30', start_utc: at(1) - 86_400_000, end_utc: at(2) - 86_400_000, stage: 'rem' },
        ],
        weight: [
          { sample_pk: '1', date: '2026-01-31', at_utc: at(5), weight_g: 70_000 },
          { sample_pk: '2', date: '2026-01-31', at_utc: at(6), weight_g: 71_000 },
        ],
        nap: [
          { date: '2026-01-31', start_utc: at(4), seconds: 900 },
          { date: '2026-01-31', start_utc: at(3), seconds: 600 },
        ],
      },
      entries: [
        dayEntry('daily_summary', '2026-01-31', { settled: false }),
        dayEntry('sleep', '2026-01-31'),
        dayEntry('hrv_daily', '2026-01-31', { state: 'empty' }),
        dayEntry('stress_samples', '2026-01-31', { state: 'failed', settled: false }),
        dayEntry('weight', '2026-01-31'),
      ],
    })
    const day = await client.healthDay({ params: { day: 'today' } })
    expect(Object.keys(day)).toEqual([
      'day',
      'states',
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
      'naps',
      'body_events',
      'day_events',
      'health_snapshots',
      'blood_pressure',
      'vo2max',
      'health_status',
      'performance',
      'device_naps',
      'differences',
    ])
    expect(day.naps?.map((nap) => nap.start_utc)).toEqual(['2026-01-31T03:00:00.000Z', '2026-01-31T04:00:00.000Z'])
    expect(day.body_events).toBeNull()
    expect(day.day).toBe('2026-01-31')
    expect(day.daily_summary).toMatchObject({ steps: 1234, floors_up: 2.5, hr_resting: null })
    expect(day.sleep).toMatchObject({ total_s: 28_000, start_utc: '2026-01-30T22:00:00.000Z' })
    expect(day.sleep?.stages.map((stage) => stage.stage)).toEqual(['light', 'deep'])
    expect(day.weight).toMatchObject({ weight_g: 71_000 })
    expect(day.hrv).toBeNull()
    expect(day.states).toMatchObject({
      daily_summary: { state: 'present', settled: false },
      sleep: { state: 'present', settled: true },
      hrv: { state: 'empty', settled: true },
      stress: { state: 'failed', settled: false },
      body_battery: { state: 'failed', settled: false },
      heart_rate: { state: 'missing', settled: false },
      // The summary of that day brings breath where there is some.
      respiration: { state: 'empty', settled: false },
      weight: { state: 'present', settled: true },
    })
  })

  test('that was never asked for is missing, not empty', async () => {
    const day = await client.healthDay({ params: { day: '1999-12-31' } })
    expect(new Set(Object.values(day.states).map(({ state }) => state))).toEqual(new Set(['missing']))
    expect(day.sleep).toBeNull()
  })

  test('tells where the watch and Garmin do not agree, and keeps silent where they do or one does not know', async () => {
    const date = '2025-11-04'
    await fill(opened, userId, {
      rows: {
        daily_summary: [{ date, steps: 10_400, distance_m: 8000.4, hr_resting: 51, moderate_min: null }],
        device_day: [{ date, steps: 9_900, distance_m: 8000, hr_resting: 51, moderate_min: 12 }],
        hrv_night: [{ date, last_night_avg: 44, status: 'BALANCED' }],
        device_night: [{ date, hrv_last_night_avg: 44.3, hrv_status: 'LOW' }],
      },
    })
    const day = await client.healthDay({ params: { day: date } })
    expect(day.differences).toEqual([
      { measure: 'steps', device: 9_900, garmin: 10_400 },
      { measure: 'hrv_status', device: 'LOW', garmin: 'BALANCED' },
    ])
    expect(day.device_day).toMatchObject({ steps: 9_900, moderate_min: 12 })
  })

  test('that does not exist is refused, naming the field', async () => {
    const failure = await failureOf(client.healthDay({ params: { day: '2026-02-30' } }))
    expect(failure.code).toBe('usage.date')
    expect(failure.data.field).toBe('day')
  })

  test('is one of many that are added up by hour of the local day, with changes of the clocks', async () => {
    const hour = 3_600_000
    // The clocks of Berlin go forward on the second day: 02:30 by the wall is not there, 03:30 comes after 01:30.
    const days = [
      { date: '2025-03-29', start: Date.parse('2025-03-28T23:00:00Z'), offset: 3600, hours: 24 },
      { date: '2025-03-30', start: Date.parse('2025-03-29T23:00:00Z'), offset: 3600, hours: 23 },
      { date: '2025-03-31', start: Date.parse('2025-03-30T22:00:00Z'), offset: 7200, hours: 24 },
    ]
    const series = (dataset: string, { date, start, hours }: (typeof days)[number], value: number) => {
      const times = Array.from({ length: hours }, (_, index) => start + (index + 0.5) * hour)
      return {
        dataset,
        channel: 'heart_rate',
        day: date as LocalDate,
        times,
        values: times.map(() => value),
        quality: null,
      }
    }
    await fill(opened, userId, {
      rows: {
        heart_rate_day: days.slice(0, 2).map(({ date, start, offset, hours }) => ({
          date,
          offset_start_s: offset,
          day_start_utc: start,
          day_end_utc: start + hours * hour,
        })),
        // Of the last day only the summary tells.
        daily_summary: [{ date: '2025-03-31', offset_start_s: 7200, day_end_utc: days[2]!.start + 24 * hour }],
      },
      series: [
        ...days.map((day, index) => series('wellness_fit', day, 60 + index)),
        // The same day again, from another answer: it counts once.
        series('heart_rate_samples', days[0]!, 100),
      ],
    })
    const found = await client.healthIntraday({ query: { metric: 'heart_rate', from: '2025-03-29', to: '2025-03-31' } })
    expect([found.days, found.hours.length, found.by]).toEqual([3, 24, 'hour'])
    expect(found.hours.map(({ count }) => count)).toEqual([3, 3, 2, ...Array.from({ length: 21 }, () => 3)])
    expect(found.hours[2]).toEqual({ hour: 2, count: 2, avg: 61, min: 60, max: 62 })
    expect(found.hours[3]).toEqual({ hour: 3, count: 3, avg: 61, min: 60, max: 62 })
    const none = await client.healthIntraday({ query: { metric: 'spo2' } })
    expect([none.days, none.hours[7]]).toEqual([0, { hour: 7, count: 0, avg: null, min: null, max: null }])
  })

  test('tables are read by range, newest first', async () => {
    const rows = ['2026-01-01', '2026-01-02', '2026-01-03'].map((date) => ({ date, steps: 1 }))
    await fill(opened, userId, { rows: { daily_summary: rows } })
    expect((await client.healthTable({ params: { table: 'hrv' } })).items).toEqual(
      (await client.healthTable({ params: { table: 'hrv_night' } })).items,
    )
    const table = await client.healthTable({ params: { table: 'daily_summary' }, query: { from: '2026-01-02' } })
    expect(table.items.map((row) => row.date)).toEqual(['2026-01-03', '2026-01-02'])
    const other = await another()
    expect((await other.client.healthTable({ params: { table: 'daily_summary' } })).items).toEqual([])
  })

  test('tables of gear, badges and plans are read alike, rows without a time last', async () => {
    const badges = [
      { badge_id: '1', earned_date: '2026-01-01' },
      { badge_id: '2', earned_date: null },
      { badge_id: '3', earned_date: '2026-01-02' },
    ]
    const planned = { schedule_id: '7', date: '2026-01-03', workout_id: '1' }
    await fill(opened, userId, { rows: { badge: badges, gear: [{ gear_uuid: 'a' }], workout_schedule: [planned] } })
    const ids: unknown[] = []
    for (let cursor: string | null = null; ; ) {
      const query = { limit: 1, ...(cursor === null ? {} : { cursor }) }
      const page = await client.healthTable({ params: { table: 'badge' }, query })
      ids.push(...page.items.map((row) => row.badge_id))
      cursor = page.next_cursor
      if (cursor === null) break
    }
    expect(ids).toEqual(['3', '1', '2'])
    expect((await client.healthTable({ params: { table: 'gear' } })).items).toMatchObject([{ gear_uuid: 'a' }])
    const within = { params: { table: 'workout_schedule' }, query: { from: '2026-01-03', to: '2026-01-03' } } as const
    expect((await client.healthTable(within)).items).toMatchObject([planned])
  })

  test.each(['activity', 'workout_step', 'user_session', 'nothing'])('%s is no such table', async (table) => {
    expect((await failureOf(client.healthTable({ params: { table } }))).code).toBe('dataset.not-found')
  })

  test('a wrong range names the field', async () => {
    const wrong = client.healthTable({ params: { table: 'sleep' }, query: { from: '2026-01-02', to: '2026-01-01' } })
    expect((await failureOf(wrong)).data.field).toBe('to')
  })
})

describe('workouts', () => {
  beforeEach(() =>
    fill(opened, userId, {
      rows: {
        workout: [
          { workout_id: '1', name: 'Old', sport: 'running', est_s: 600, est_m: null, updated: 1_000 },
          { workout_id: '2', name: 'New', sport: 'cycling', est_s: null, est_m: 1000.5, updated: 2_000 },
        ],
        workout_step: ['10', '2', '3', '3.1', '3.10', '3.2'].map((step_path) => ({ workout_id: '1', step_path })),
      },
    }),
  )

  test('are listed last changed first with the fixed names', async () => {
    const { items } = await client.workouts()
    expect(items[0]).toMatchObject({
      workout_id: '2',
      name: 'New',
      sport: 'cycling',
      est_s: null,
      est_m: 1000.5,
      updated: '1970-01-01T00:00:02.000Z',
    })
    expect((await client.workouts({ query: { limit: 1 } })).next_cursor).not.toBeNull()
  })

  test('one is shown with its steps in order', async () => {
    const workout = await client.workout({ params: { workout_id: '1' } })
    expect(workout.steps.map((step) => step.step_path)).toEqual(['2', '3', '10'])
    expect(workout.steps[1]?.steps.map((step) => step.step_path)).toEqual(['3.1', '3.2', '3.10'])
  })

  test('one is shown with the days for which it is planned, newest first', async () => {
    const planned = [
      { schedule_id: '5', date: '2026-01-13', workout_id: '1', done_activity_id: '100' },
      { schedule_id: '6', date: '2026-01-20', workout_id: '1' },
      { schedule_id: '7', date: '2026-01-21', workout_id: '2' },
    ]
    await fill(opened, userId, { rows: { workout_schedule: planned } })
    const { schedule } = await client.workout({ params: { workout_id: '1' } })
    expect(schedule.map((row) => [row.date, row.done_activity_id])).toEqual([
      ['2026-01-20', null],
      ['2026-01-13', '100'],
    ])
  })

  test('what is not there, or belongs to another account, is not found', async () => {
    for (const workout_id of ['9', 'x'])
      expect((await failureOf(client.workout({ params: { workout_id } }))).code).toBe('workout.not-found')
    const other = await another()
    expect((await other.client.workouts()).items).toEqual([])
    expect((await failureOf(other.client.workout({ params: { workout_id: '1' } }))).code).toBe('workout.not-found')
  })

  test('a wrong page names the field', async () => {
    expect((await failureOf(client.workouts({ query: { limit: 5000 } }))).data.field).toBe('limit')
  })
})

describe('coverage', () => {
  beforeEach(() =>
    fill(opened, userId, {
      entries: [
        dayEntry('daily_summary', '2026-01-29'),
        dayEntry('daily_summary', '2026-01-30', { state: 'failed', settled: false, reason: 'garmin.server-error' }),
        dayEntry('sleep', '2026-01-30', { state: 'empty', settled: false }),
        dayEntry('activity_list', '2026-01-30', { item: '101' }),
        dayEntry('activity_list', '2026-01-29', { item: '102' }),
        dayEntry('activity_original', '2026-01-30', { item: '101' }),
      ],
    }),
  )

  test('counts each dataset from the first day with data to today', async () => {
    const { items } = await client.coverage()
    // What stands in for another dataset is no part of what is wanted.
    const wanted = opened.services.catalogue.filter(({ onlyWhile }) => onlyWhile === undefined)
    expect(items.map((row) => row.dataset).sort()).toEqual(wanted.map(({ name }) => name).sort())
    const of = (dataset: string) => items.find((row) => row.dataset === dataset)
    expect(of('daily_summary')).toEqual({
      dataset: 'daily_summary',
      first_day: '2026-01-29',
      last_day: '2026-01-30',
      present: 1,
      empty: 0,
      provisional: 1,
      failed: 1,
      missing: 1,
    })
    expect(of('sleep')).toMatchObject({ empty: 1, provisional: 1, missing: 2 })
    expect(of('activity_original')).toMatchObject({ present: 1, missing: 1 })
    expect(of('profile')).toMatchObject({ present: 0, missing: 1 })
  })

  test('of one dataset is one row, and of an unknown one nothing', async () => {
    expect((await client.coverage({ query: { dataset: 'sleep' } })).items).toHaveLength(1)
    for (const call of [client.coverage, client.coverageGaps])
      expect((await failureOf(call({ query: { dataset: 'slep' } }))).code).toBe('dataset.not-found')
  })

  test('gaps are what failed and what was never asked, as many as are counted', async () => {
    const { items } = await client.coverageGaps({ query: { dataset: 'daily_summary' } })
    expect(items).toEqual([
      { dataset: 'daily_summary', item: '2026-01-31', day: '2026-01-31', state: 'missing', reason: null },
      {
        dataset: 'daily_summary',
        item: '2026-01-30',
        day: '2026-01-30',
        state: 'failed',
        reason: 'garmin.server-error',
      },
    ])
    const originals = await client.coverageGaps({ query: { dataset: 'activity_original' } })
    expect(originals.items.map((gap) => gap.item)).toEqual(['102'])
    const counted = (await client.coverage()).items.reduce((sum, row) => sum + row.failed + row.missing, 0)
    expect((await client.coverageGaps({ query: { limit: 1000 } })).items).toHaveLength(counted)
  })

  test('gaps are paged, and a cursor that nobody gave is refused', async () => {
    const first = await client.coverageGaps({ query: { limit: 1, dataset: 'daily_summary' } })
    const second = await client.coverageGaps({
      query: { limit: 1, dataset: 'daily_summary', cursor: first.next_cursor ?? '' },
    })
    expect([first, second].map(({ items }) => items[0]?.state)).toEqual(['missing', 'failed'])
    expect(second.next_cursor).toBeNull()
    expect((await failureOf(client.coverageGaps({ query: { cursor: 'x' } }))).data.field).toBe('cursor')
  })

  test("another account's ledger is not visible", async () => {
    const other = await another()
    const { items } = await other.client.coverage()
    expect(items.every((row) => row.present + row.empty + row.failed === 0)).toBe(true)
  })
})

describe('status', () => {
  test('shows account, sign-in, jobs and coverage on one page', async () => {
    const { body: job } = await client.syncStart({ body: { sync_type: 'all' } })
    const status = await client.status()
    expect(status).toMatchObject({
      account: { user_id: '1001', display_name: 'name-1001', full_name: 'A Person', region: 'com', proven: true },
      signed_in: true,
      sign_in_needed_reason: null,
      next_login_at: null,
      last_job: null,
      running_job: null,
      next_run: null,
    })
    expect(status.token?.access_token).toBe('[redacted]')
    expect(status.session.access_token).toBe('[redacted]')
    const wanted = opened.services.catalogue.filter(({ onlyWhile }) => onlyWhile === undefined)
    expect(status.datasets).toHaveLength(wanted.length)
    await opened.store.jobs.apply(job.job_id, 'take', opened.services.clock())
    expect((await client.status()).running_job?.job_id).toBe(job.job_id)
    await opened.store.jobs.apply(job.job_id, 'complete', opened.services.clock())
    const after = await client.status()
    expect(after.running_job).toBeNull()
    expect(after.last_job).toMatchObject({ job_id: job.job_id, status: 'completed', progress: 100 })
  })

  test('says why a sign-in is needed, and when the next one is possible', async () => {
    const stored = await opened.store.tokens.load(userId)
    await opened.store.tokens.markOver(userId, stored?.version ?? 0)
    expect(await client.status()).toMatchObject({
      signed_in: false,
      sign_in_needed_reason: 'auth.session-over',
      token: null,
    })
    await opened.store.tokens.delete(userId)
    expect((await client.status()).sign_in_needed_reason).toBe('auth.sign-in-needed')
  })
})
