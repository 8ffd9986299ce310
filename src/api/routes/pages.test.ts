import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Client } from '../../contract/index.ts'
import { addDays, type LocalDate, type Row, toInstant, type UserId } from '../../domain/index.ts'
import { packSeries, type StoredSeries } from '../../store/index.ts'
import { dayEntry, fill } from '../testing/fill.ts'
import { day, failureOf, type OpenApi, openApi, signIn } from '../testing/open-api.ts'

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

const today = day('2026-01-31')
const back = (days: number): LocalDate => addDays(today, -days)
const keepSeries = (series: readonly StoredSeries[]) =>
  opened.store.keep({
    userId,
    at: opened.services.clock(),
    answer: null,
    entries: [],
    rows: [],
    originals: [],
    removed: [],
    series: packSeries(series),
  })

describe('metrics', () => {
  test('are those of the tables, each with its unit and the days that it spans', async () => {
    await fill(opened, userId, {
      rows: {
        daily_summary: [
          { date: '2025-01-01', steps: 5 },
          { date: '2026-01-30', steps: 9, hr_resting: 50 },
        ],
        vo2max: [{ date: '2026-01-05', sport: 'generic', precise: 51.2 }],
      },
    })
    const { items } = await client.metrics()
    const of = (id: string) => items.find((one) => one.id === id)
    expect(of('daily_summary.steps')).toMatchObject({
      first_day: '2025-01-01',
      last_day: '2026-01-30',
      zero_based: true,
    })
    expect(of('daily_summary.hr_resting')).toMatchObject({ first_day: '2026-01-30', unit: 'bpm', better: 'none' })
    expect(of('vo2max.precise')).toMatchObject({ first_day: '2026-01-05', decimals: 1 })
    expect(of('vo2max.precise.cycling')).toMatchObject({ first_day: null, last_day: null })
    expect(of('sleep.total_s')).toMatchObject({ first_day: null, unit: 's', is_usual: true })
    expect(of('heart_rate_day.hr_max')).toMatchObject({ is_usual: false, title: 'Heart rate: hr max' })
    expect(of('heart_rate_day.sample_count')).toBeUndefined()
    expect(new Set(items.map(({ id }) => id)).size).toBe(items.length)
    expect(items.findIndex(({ is_usual }) => !is_usual)).toBe(items.filter(({ is_usual }) => is_usual).length)
  })

  test('what came since is seen at once', async () => {
    expect((await client.metrics()).items.find(({ id }) => id === 'sleep.score')?.last_day).toBeNull()
    await fill(opened, userId, { rows: { sleep: [{ date: '2026-01-30', score: 80 }] } })
    expect((await client.metrics()).items.find(({ id }) => id === 'sleep.score')?.last_day).toBe('2026-01-30')
  })
})

describe('health/series', () => {
  test('a value a day over the range that was asked, with each day without one and why', async () => {
    await fill(opened, userId, {
      rows: {
        daily_summary: [
          { date: '2026-01-02', steps: 7 },
          { date: '2026-01-05', steps: 9 },
          { date: '2026-01-06', steps: 3 },
        ],
      },
      entries: [
        dayEntry('daily_summary', '2026-01-02'),
        dayEntry('daily_summary', '2026-01-03', { state: 'empty' }),
        dayEntry('daily_summary', '2026-01-04', { state: 'failed', settled: false }),
        dayEntry('daily_summary', '2026-01-05'),
        dayEntry('daily_summary', '2026-01-06', { settled: false }),
      ],
    })
    const answer = await client.healthSeries({
      query: { metrics: 'daily_summary.steps,sleep.total_s', from: '2026-01-01', to: '2026-01-07' },
    })
    expect(answer).toMatchObject({ from: '2026-01-01', to: '2026-01-07', every: 'day', first_bucket: '2026-01-01' })
    const [steps, sleep] = answer.series
    expect(steps?.columns).toMatchObject({ mean: [null, 7, null, null, 9, 3, null], min: null, n: null })
    expect(steps?.states).toEqual([
      { from: '2026-01-01', to: '2026-01-01', state: 'missing' },
      { from: '2026-01-03', to: '2026-01-03', state: 'empty' },
      { from: '2026-01-04', to: '2026-01-04', state: 'failed' },
      { from: '2026-01-06', to: '2026-01-06', state: 'provisional' },
      { from: '2026-01-07', to: '2026-01-07', state: 'missing' },
    ])
    expect(sleep?.states).toEqual([{ from: '2026-01-01', to: '2026-01-07', state: 'missing' }])
  })

  test('weeks begin on Monday, months on their first, and each says how many days it stands on', async () => {
    const rows: Row[] = Array.from({ length: 31 }, (_, index) => ({
      date: addDays(day('2026-01-01'), index),
      steps: index + 1,
    }))
    await fill(opened, userId, { rows: { daily_summary: rows } })
    const ask = (every: 'week' | 'month') =>
      client.healthSeries({ query: { metrics: 'daily_summary.steps', from: '2025-12-31', to: '2026-01-12', every } })
    const weeks = await ask('week')
    expect(weeks.first_bucket).toBe('2025-12-29')
    expect(weeks.series[0]?.columns).toEqual({
      mean: [2.5, 8, 12],
      min: [1, 5, 12],
      max: [4, 11, 12],
      p20: [1.6, 6.2, 12],
      p80: [3.4, 9.8, 12],
      n: [4, 7, 1],
    })
    const months = await ask('month')
    expect([months.first_bucket, months.series[0]?.columns.n]).toEqual(['2025-12-01', [0, 12]])
    expect(months.series[0]?.columns.mean).toEqual([null, 6.5])
  })

  test('another watch is told on the day of its first activity', async () => {
    const activity = (activity_id: string, start_local: string, device_id: string) => ({
      activity_id,
      start_local,
      device_id,
      start_utc: 0,
    })
    await fill(opened, userId, {
      rows: {
        activity: [
          activity('1', '2026-01-01 10:00:00', '11'),
          activity('2', '2026-01-09 10:00:00', '22'),
          activity('3', '2026-01-10 10:00:00', '22'),
        ],
        device: [{ device_id: '22', name: 'Fenix <b>8</b>' }],
      },
    })
    const query = { metrics: 'sleep.score', from: '2025-12-01', to: '2026-01-31' }
    expect((await client.healthSeries({ query })).devices).toEqual([
      { day: '2026-01-09', device_id: '22', name: 'Fenix <b>8</b>' },
    ])
  })

  test.each([
    [{ metrics: 'sleep.none', from: '-7d' }, 'metrics'],
    [{ metrics: Array.from({ length: 17 }, (_, index) => `a${index}`).join(), from: '-7d' }, 'metrics'],
    [{ metrics: 'sleep.score', from: '0001-01-01' }, 'from'],
    [{ metrics: 'sleep.score', from: 'today', to: '-7d' }, 'to'],
  ])('what cannot be asked names its field: %o', async (query, field) => {
    expect((await failureOf(client.healthSeries({ query }))).data.field).toBe(field)
  })
})

describe('health/days/{day}/timeline', () => {
  const startUtc = Date.parse('2026-01-29T23:00:00Z')
  const summary = {
    date: '2026-01-30',
    steps: 5,
    day_start_utc: startUtc,
    day_end_utc: startUtc + 24 * 3_600_000,
    offset_start_s: 3600,
    offset_end_s: 3600,
  }
  const times = (count: number, everyMs: number, from = startUtc) =>
    Array.from({ length: count }, (_, index) => from + index * everyMs)

  test('samples stand on the bounds of the day, and where there are none it says why', async () => {
    await fill(opened, userId, {
      rows: { daily_summary: [summary], device: [{ device_id: '1', last_upload_utc: startUtc + 3_600_000 }] },
      entries: [
        dayEntry('daily_summary', '2026-01-30', { settled: false }),
        dayEntry('wellness_fit', '2026-01-30', { hash: 'ab'.repeat(32) }),
      ],
    })
    const at = times(20, 180_000)
    const codes = at.map((_, index) => (index >= 5 && index < 10 ? -1 : index >= 12 && index < 14 ? -2 : null))
    const series = { dataset: 'wellness_fit', day: day('2026-01-30') }
    await keepSeries([
      {
        ...series,
        channel: 'stress',
        times: at,
        values: codes.map((code, index) => (code === null ? index : null)),
        quality: codes,
      },
      {
        ...series,
        channel: 'heart_rate',
        times: at.filter((_, index) => index < 5 || index >= 10),
        values: at.filter((_, index) => index < 5 || index >= 10).map(() => 60),
        quality: null,
      },
      { ...series, channel: 'spo2', times: at.slice(0, 3), values: [95, 96, 94], quality: null },
    ])
    const answer = await client.healthTimeline({ params: { day: '2026-01-30' } })
    expect(answer).toMatchObject({
      from: '2026-01-29T23:00:00.000Z',
      to: '2026-01-30T23:00:00.000Z',
      as_of: '2026-01-30T00:00:00.000Z',
      offsets: [{ at: '2026-01-29T23:00:00.000Z', offset_s: 3600 }],
      state: 'present',
      settled: false,
      settles_on: '2026-02-03',
      thinned: false,
    })
    expect(answer.channels.map(({ channel, usual_s }) => [channel, usual_s])).toEqual([
      ['heart_rate', 180],
      ['stress', 180],
      ['spo2', 180],
    ])
    expect(answer.channels[1]?.columns.t_s.slice(0, 2)).toEqual([0, 180])
    const run = (channel: string | null, reason: string, from: number, to: number) => ({
      channel,
      reason,
      from: new Date(startUtc + from * 60_000).toISOString(),
      to: new Date(startUtc + to * 60_000).toISOString(),
    })
    expect(answer.runs).toEqual([
      run(null, 'not-worn', 15, 30),
      run('stress', 'moving', 36, 42),
      run('spo2', 'sensor-off', 6, 60),
    ])
    expect(answer.sources.find(({ dataset }) => dataset === 'wellness_fit')).toMatchObject({
      state: 'present',
      settled: true,
      sha256: 'ab'.repeat(32),
      files: 0,
      channels: ['heart_rate', 'stress', 'spo2'],
    })
  })

  test.each([
    ['2026-03-29', 23, 3600, 7200, '2026-03-29T01:00:00.000Z'],
    ['2026-10-25', 25, 7200, 3600, '2026-10-25T01:00:00.000Z'],
  ])(
    'the day of a clock change, %s, has %i hours and says when the clock changed',
    async (date, hours, before, after, changed) => {
      const from = Date.parse(`${date}T00:00:00Z`) - before * 1000
      const row = {
        date,
        day_start_utc: from,
        day_end_utc: from + hours * 3_600_000,
        offset_start_s: before,
        offset_end_s: after,
      }
      await fill(opened, userId, { rows: { daily_summary: [row] } })
      const ask = async () => client.healthTimeline({ params: { day: date } })
      const plain = await ask()
      expect((Date.parse(plain.to) - Date.parse(plain.from)) / 3_600_000).toBe(hours)
      expect(plain.offsets[1]).toEqual({ at: changed, offset_s: after })
      await fill(opened, userId, {
        rows: { account_setting: [{ source: 'profile_settings', name: 'time_zone', value: 'Europe/Berlin' }] },
      })
      expect((await ask()).offsets[1]).toEqual({ at: changed, offset_s: after })
      await fill(opened, userId, { removed: { daily_summary: [{ date }] } })
      expect([(await ask()).from, (await ask()).to]).toEqual([plain.from, plain.to])
    },
  )

  test('a night that began the day before is there whole, and so is the one that begins before midnight', async () => {
    const night = (date: string, start: number) => ({
      date,
      start_utc: start,
      end_utc: start + 7 * 3_600_000,
      total_s: 24_000,
    })
    const early = startUtc - 3_600_000
    const late = startUtc + 23 * 3_600_000
    await fill(opened, userId, {
      rows: {
        daily_summary: [summary],
        sleep: [night('2026-01-30', early), night('2026-01-31', late)],
        sleep_stage: [
          { date: '2026-01-30', start_utc: early, end_utc: early + 3_600_000, stage: 'deep' },
          { date: '2026-01-30', start_utc: early + 3_600_000, end_utc: early + 7_200_000, stage: 'rem' },
        ],
        activity: [
          {
            activity_id: '9',
            name: '<i>Lauf</i>',
            start_utc: startUtc + 60_000,
            start_local: '2026-01-30 00:01:00',
            elapsed_s: 60,
            type_key: 'running',
            distance_m: 500,
          },
        ],
        nap: [{ date: '2026-01-30', start_utc: startUtc + 120_000, end_utc: startUtc + 180_000 }],
      },
    })
    const { nights, events } = await client.healthTimeline({ params: { day: '2026-01-30' } })
    expect(nights.map(({ date }) => date)).toEqual(['2026-01-30', '2026-01-31'])
    expect(nights[0]?.columns).toEqual({ t_s: [-3600, 0], len_s: [3600, 3600], stage: ['deep', 'rem'] })
    expect(events.map(({ kind, title, activity_id }) => [kind, title, activity_id])).toEqual([
      ['activity', '<i>Lauf</i>', '9'],
      ['nap', null, null],
    ])
  })

  test('a day that was never asked for, and one whose samples Garmin has put away, say so', async () => {
    expect(await client.healthTimeline({ params: { day: '2026-01-02' } })).toMatchObject({
      state: 'missing',
      channels: [],
      sources: [],
    })
    await fill(opened, userId, {
      entries: [
        dayEntry('daily_summary', '2026-01-02'),
        dayEntry('wellness_fit', '2026-01-02', { state: 'empty', reason: 'archived' }),
      ],
    })
    expect((await client.healthTimeline({ params: { day: '2026-01-02' } })).thinned).toBe(true)
    const query = { channels: 'heart_rate,none' }
    expect((await failureOf(client.healthTimeline({ params: { day: 'today' }, query }))).data.field).toBe('channels')
  })
})

describe('home', () => {
  test('an empty store has a home: nothing measured, nothing usual, nothing to do', async () => {
    const home = await client.home()
    expect(home).toMatchObject({ as_of: null, today, activities: [], changes: [], usual: {} })
    expect(Object.values(home.values).every((value) => value === null)).toBe(true)
    expect(home.archive).toMatchObject({ first_day: null, days: 0, missing_days: 0, failed: 0 })
    expect(home.nights).toHaveLength(28)
    expect(home.status.needs).toEqual([])
  })

  test('today stands beside what was usual in the ninety days before, once there are thirty of them', async () => {
    const rows = (from: number, to: number) =>
      Array.from({ length: from - to + 1 }, (_, index) => ({
        date: back(from - index),
        hr_resting: 40 + index,
        steps: 100,
      }))
    await fill(opened, userId, { rows: { daily_summary: rows(28, 0) } })
    expect((await client.home()).usual['daily_summary.hr_resting']).toEqual({ low: null, high: null, n: 28 })
    await fill(opened, userId, { rows: { daily_summary: rows(95, 0) } })
    const { usual, values, days, today: now } = await client.home()
    // The ninety days before today hold 45 to 134.
    expect(usual['daily_summary.hr_resting']).toEqual({ low: 62.8, high: 116.2, n: 90 })
    expect([now, values['daily_summary.hr_resting']]).toEqual([today, 135])
    expect(days.columns['daily_summary.hr_resting']?.slice(-2)).toEqual([134, 135])
    expect(days.columns['daily_summary.steps']).toHaveLength(28)
    expect(days.from).toBe(back(27))
  })

  test('nights have their stages, or the reason why there is none', async () => {
    const start = Date.parse('2026-01-30T22:00:00Z')
    await fill(opened, userId, {
      rows: {
        sleep: [{ date: today, start_utc: start, end_utc: start + 60_000, total_s: 60 }],
        sleep_stage: [{ date: today, start_utc: start + 1000, end_utc: start + 31_000, stage: 'light' }],
      },
      entries: [
        dayEntry('sleep', back(0), { settled: false }),
        dayEntry('sleep', back(1), { state: 'failed' }),
        dayEntry('sleep', back(2), { state: 'empty' }),
      ],
    })
    const nights = (await client.home({ query: { days: 7 } })).nights.slice(-4)
    expect(nights.map(({ state, settled }) => [state, settled])).toEqual([
      ['missing', false],
      ['empty', true],
      ['failed', true],
      ['present', false],
    ])
    expect(nights[3]).toMatchObject({ total_s: 60, columns: { t_s: [1], len_s: [30], stage: ['light'] } })
  })

  test('load is summed by week without legs, beside the range that suits', async () => {
    const activity = (activity_id: string, date: string, load: number, over: Row = {}) => ({
      activity_id,
      start_local: `${date} 10:00:00`,
      start_utc: Date.parse(`${date}T09:00:00Z`),
      training_load: load,
      ...over,
    })
    await fill(opened, userId, {
      rows: {
        activity: [
          activity('1', '2026-01-26', 50),
          activity('2', '2026-01-31', 30),
          activity('3', '2026-01-25', 20),
          activity('4', '2026-01-31', 99, { parent_activity_id: '2' }),
        ],
        training_status: [
          {
            date: '2026-01-30',
            device_id: '1',
            phrase: 'RECOVERY_2',
            chronic_load: 200,
            chronic_load_min: 150.4,
            chronic_load_max: 260,
            acute_load: 115,
          },
        ],
      },
    })
    const { load, activities } = await client.home()
    expect(load.weeks.from).toBe('2025-10-13')
    expect(load.weeks.columns.load.slice(-3)).toEqual([0, 20, 80])
    expect(load.weeks.columns.activities.slice(-3)).toEqual([0, 1, 2])
    expect(load.weeks.columns.low.slice(-2)).toEqual([null, 150.4])
    expect(load).toMatchObject({ phrase: 'RECOVERY_2', acute: 115, high: 260 })
    expect(activities.map(({ activity_id }) => activity_id)).toEqual(['2', '1', '3'])
  })

  test('the archive tells the worst state of each day, from the first on', async () => {
    await fill(opened, userId, {
      rows: { daily_summary: [{ date: back(4), steps: 1 }] },
      entries: [
        dayEntry('daily_summary', back(4)),
        dayEntry('daily_summary', back(3), { state: 'failed' }),
        dayEntry('daily_summary', back(1), { state: 'empty' }),
        dayEntry('daily_summary', back(0), { settled: false }),
      ],
    })
    const { archive } = await client.home()
    expect(archive).toMatchObject({ first_day: back(4), days: 5, days_with_data: 1, failed: 1 })
    expect(archive.strip.map(({ from, state }) => [from, state])).toEqual([
      [back(4), 'present'],
      [back(3), 'failed'],
      [back(2), 'missing'],
      [back(1), 'empty'],
      [back(0), 'provisional'],
    ])
    expect(archive.missing_days).toBe(5)
  })

  test('another account sees nothing of it', async () => {
    await fill(opened, '2002' as UserId, { rows: { daily_summary: [{ date: today, steps: 9 }] } })
    expect((await client.home()).values['daily_summary.steps']).toBeNull()
  })
})

describe('changes and revisions', () => {
  test('a renamed activity, a longer night and a weigh-in that is gone, with old and new', async () => {
    const keep = async (ms: number, what: Parameters<typeof fill>[2]) => {
      opened.clock.now = Date.parse('2026-01-31T08:00:00Z') + ms
      await fill(opened, userId, what)
    }
    const activity = { activity_id: '9007199254740993', name: 'Long run', start_local: '2026-01-30 10:00:00' }
    await keep(0, {
      rows: {
        activity: [activity],
        sleep: [{ date: '2026-01-30', total_s: 25_000, score: 70 }],
        weight: [{ sample_pk: '5', date: '2026-01-14', weight_g: 70_000 }],
      },
    })
    await keep(1000, { rows: { activity: [{ ...activity, name: '=Lake "loop"' }] } })
    await keep(2000, { rows: { sleep: [{ date: '2026-01-30', total_s: 26_000, score: 71 }] } })
    await keep(3000, { rows: { sleep: [{ date: '2026-01-30', total_s: 27_000 }] } })
    await keep(4000, { removed: { weight: [{ sample_pk: '5' }] } })
    const { items } = await client.changes()
    expect(
      items.map(({ kind, table, key, field, fields, old, new: now, title }) => [
        kind,
        table,
        key,
        field,
        fields,
        old,
        now,
        title,
      ]),
    ).toEqual([
      ['deleted', 'weight', '5', null, 0, null, null, null],
      ['revised', 'sleep', '2026-01-30', 'total_s', 1, 26_000, 27_000, null],
      ['revised', 'sleep', '2026-01-30', 'total_s', 2, 25_000, 26_000, null],
      ['revised', 'activity', '9007199254740993', 'name', 1, 'Long run', '=Lake "loop"', '=Lake "loop"'],
      ['added', 'weight', '5', null, 0, null, null, null],
      ['added', 'sleep', '2026-01-30', null, 0, null, null, null],
      ['added', 'activity', '9007199254740993', null, 0, null, null, '=Lake "loop"'],
    ])
    const since = new Date(Date.parse('2026-01-31T08:00:00Z') + 2500).toISOString()
    expect((await client.changes({ query: { since } })).items).toHaveLength(2)
    const page = await client.changes({ query: { limit: 3 } })
    expect((await client.changes({ query: { limit: 9, cursor: page.next_cursor ?? '' } })).items).toHaveLength(4)
    const revisions = await client.revisions({ params: { table: 'sleep', key: '2026-01-30' } })
    expect(revisions.items.map(({ old }) => old)).toEqual([{ total_s: 26_000 }, { total_s: 25_000, score: 70 }])
  })

  test.each([
    [{ table: 'none' }, 'dataset.not-found'],
    [{ since: 'soon' }, 'request.invalid'],
    [{ cursor: 'x' }, 'request.invalid'],
  ])('what cannot be asked is refused: %o', async (query, code) => {
    expect((await failureOf(client.changes({ query }))).code).toBe(code)
  })

  test('a key that is none of the table is refused', async () => {
    expect((await failureOf(client.revisions({ params: { table: 'sleep_stage', key: 'x' } }))).data.field).toBe('key')
    expect((await client.revisions({ params: { table: 'sleep', key: '<b>' } })).items).toEqual([])
  })
})

describe('status', () => {
  test('says what the person’s life stands on and what waits for a person', async () => {
    await fill(opened, userId, {
      rows: {
        account: [{ profile_id: userId, unit_system: 'statute_us', first_day_of_week: 'monday' }],
        device: [
          { device_id: '1', last_upload_utc: Date.parse('2026-01-31T07:12:00Z') },
          { device_id: '2', last_upload_utc: null },
        ],
        daily_summary: [{ date: today, steps: 1, offset_end_s: 3600 }],
      },
    })
    const before = await client.status()
    expect(before).toMatchObject({
      as_of: '2026-01-31T07:12:00.000Z',
      units: 'statute_us',
      first_day_of_week: 'monday',
      offset_s: 3600,
      time_zone: null,
      waiting_until: null,
      needs: [],
      version: '0.0.0-test',
      demo: false,
    })
    const { job } = await opened.store.jobs.add({
      userId,
      scope: { sync_type: 'all', from: null, to: null, full: false },
      sessionId: null,
      maxWaitMs: 0,
      now: opened.services.clock(),
    })
    const now = opened.services.clock()
    await opened.store.jobs.apply(job.job_id, 'take', now)
    const retryAt = toInstant(now + 3_600_000)
    await opened.store.jobs.apply(job.job_id, 'fail', now, {
      error_code: 'garmin.rate-limited',
      error_message: 'A pause.',
      retry_at: retryAt,
    })
    const { waiting_until, needs, data_version } = await client.status()
    expect(waiting_until).toBe('2026-01-31T09:00:00.000Z')
    expect(needs).toMatchObject([{ code: 'garmin.rate-limited', action: 'none', until: waiting_until }])
    expect(data_version).toBeGreaterThan(0)
  })

  test('without a good sign-in at Garmin it says that one is needed', async () => {
    await opened.store.tokens.delete(userId)
    expect((await client.status()).needs).toMatchObject([
      { code: 'auth.sign-in-needed', action: 'sign-in', until: null },
    ])
  })
})
