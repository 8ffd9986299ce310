import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createCatalogue } from '../../src/datasets/index.ts'
import {
  type Form,
  isFailure,
  type LocalDate,
  queryPairs,
  type ReadItem,
  type Reading,
} from '../../src/domain/index.ts'
import { readFitActivity, readFitWellness } from '../../src/fit/index.ts'
import { isAbsent } from '../../src/sync/read-answer.ts'
import { type Fixture, fixtures, load } from './fixtures.ts'

const catalogue = createCatalogue({ readFitActivity, readFitWellness })
const account = { displayName: 'demo-athlete', profileId: '70010001' }

function formOf(name: string, form: string): Form {
  const found = catalogue.find((dataset) => dataset.name === name)?.forms.find((one) => one.name === form)
  if (!found) throw new Error(`no form ${form} of ${name}`)
  return found
}

async function read(fixture: Fixture): Promise<Reading> {
  return formOf(fixture.dataset, fixture.form).read(load(fixture.file, fixture.index).answer, fixture.target)
}

function find(file: string, index = 0): Fixture {
  const fixture = fixtures.find((one) => one.file === file && one.index === index)
  if (!fixture) throw new Error(`no fixture ${file} ${index}`)
  return fixture
}

async function only(file: string, index = 0): Promise<ReadItem> {
  const { items } = await read(find(file, index))
  expect(items).toHaveLength(1)
  return items[0]!
}

/** Samples and files in short, so that the expected rows stay readable. */
function inShort(item: ReadItem) {
  return {
    item: item.item,
    day: item.day,
    empty: item.content === null,
    richness: item.richness ?? 0,
    reason: item.reason ?? null,
    ...(item.marks === undefined || item.marks.length === 0 ? {} : { marks: item.marks }),
    rows: item.rows,
    series: (item.series ?? []).map(({ channel, times, values }) => ({
      channel,
      samples: times.length,
      gaps: values.filter((value) => value === null).length,
      first: [times[0], values[0]],
      last: [times.at(-1), values.at(-1)],
    })),
    ...(item.streams === undefined
      ? {}
      : {
          streams: item.streams.map(({ part, times, channels }) => ({
            part,
            rows: times.length,
            first: times[0],
            channels: channels.map(({ name }) => name),
          })),
        }),
    files: (item.files ?? []).map(({ name, extension, bytes }) => ({ name, extension, size: bytes.length })),
  }
}

/** What Garmin refuses, for which there is nothing to read. */
const refusals = 'data/errors'

describe('every recorded answer of a dataset built here parses into rows, values checked', () => {
  for (const fixture of fixtures) {
    const name = `${fixture.dataset}.${fixture.form}.${fixture.file.replace(/.*\//, '')}.${fixture.index}`
    it(`${fixture.dataset} reads ${fixture.file} #${fixture.index}`, async () => {
      const { items, notes, pageRows, also } = await read(fixture)
      const others =
        also && Object.fromEntries(Object.entries(also).map(([dataset, found]) => [dataset, found.map(inShort)]))
      const text = JSON.stringify({ pageRows, notes, items: items.map(inShort), also: others }, null, 1)
      await expect(`${text}\n`).toMatchFileSnapshot(`expected/${name}.json`)
    })
  }

  it('leaves no recorded answer out but those of other datasets', () => {
    const recorded = readdirSync(new URL('data', import.meta.url)).filter((name) => name.endsWith('.json'))
    expect([...new Set(fixtures.map(({ file }) => file))].filter((file) => file.startsWith('data/')).sort()).toEqual(
      recorded
        .map((name) => `data/${name.slice(0, -'.json'.length)}`)
        .filter((file) => file !== refusals)
        .sort(),
    )
  })

  it('has an answer for every form of every dataset, and for nothing else', () => {
    const held = new Set(fixtures.map(({ dataset, form }) => `${dataset}/${form}`))
    const declared = catalogue.flatMap((dataset) => dataset.forms.map((form) => `${dataset.name}/${form.name}`))
    expect([...held].sort()).toEqual(declared.sort())
  })

  it('fills only columns that the tables have, with cells of their type', async () => {
    for (const fixture of fixtures) {
      const { items, also } = await read(fixture)
      const names = [fixture.dataset, ...Object.keys(also ?? {})]
      const tables = names.flatMap((name) => catalogue.find((dataset) => dataset.name === name)!.tables)
      for (const item of [items, ...Object.values(also ?? {})].flat()) {
        for (const [name, rows] of Object.entries(item.rows)) {
          const table = tables.find((one) => one.name === name)
          expect(table, `${fixture.dataset} fills ${name}`).toBeDefined()
          for (const row of rows) {
            for (const key of table!.key) expect(row[key] ?? null, `${name}.${key}`).not.toBeNull()
            for (const [column, cell] of Object.entries(row)) {
              const type = table!.columns[column]
              expect(type, `${name}.${column}`).toBeDefined()
              if (cell === null) continue
              if (type === 'bool') expect(cell).toBeTypeOf('boolean')
              else if (type === 'int' || type === 'instant') expect(Number.isSafeInteger(cell), column).toBe(true)
              else if (type === 'real') expect(Number.isFinite(cell), column).toBe(true)
              else if (type === 'id') expect(cell, column).toMatch(/^\d+$/)
              else if (type !== 'json') expect(cell, column).toBeTypeOf('string')
            }
          }
        }
      }
    }
  })
})

describe('recorded values', () => {
  it('reads the summary of a day', async () => {
    const { rows } = await only('data/daily-summary')
    expect(rows.daily_summary).toEqual([
      expect.objectContaining({
        date: '2025-06-14',
        steps: 5459,
        kcal_total: 2252,
        hr_resting: 51,
        hr_resting_7d: 50,
        stress_avg: 24,
        floors_up: 4.31299,
        moderate_min: 0,
        bb_high: 92,
        bb_at_wake: 92,
        spo2_avg: null,
        day_start_utc: Date.UTC(2025, 5, 13, 22),
        offset_start_s: 7200,
        is_partial: false,
      }),
    ])
  })

  it('finds the body battery events of a day in its summary', async () => {
    const { also } = await read(find('data/daily-summary'))
    expect(also!.body_battery_events![0]!.rows.body_event).toEqual([
      {
        date: '2025-06-14',
        start_utc: Date.UTC(2025, 5, 13, 20, 57, 15),
        end_utc: Date.UTC(2025, 5, 14, 6, 0, 15),
        type: 'SLEEP',
        offset_s: 7200,
        duration_s: 32580,
        impact: 65,
        feedback: 'NONE',
        short_feedback: 'NONE',
        device_id: '3400000004',
      },
    ])
    const range = await read(find('invented/daily-summary-range'))
    expect(range.also!.body_battery_events!.map(({ item, rows }) => [item, rows.body_event?.length ?? 0])).toEqual([
      ['2026-03-27', 1],
      ['2026-03-28', 0],
      ['2026-03-29', 0],
      ['2026-03-30', 0],
    ])
  })

  it('reads sleep of the day of waking, with the offset from the shifted times', async () => {
    const { rows } = await only('data/sleep-day')
    expect(rows.sleep).toEqual([
      expect.objectContaining({
        date: '2021-07-20',
        total_s: 25740,
        deep_s: 4440,
        light_s: 18720,
        rem_s: 2580,
        awake_s: 1800,
        start_utc: 1626758400000,
        offset_s: -18000,
        score: null,
      }),
    ])
  })

  it('keeps deep sleep, whose code is 0', async () => {
    const { rows, richness } = await only('invented/sleep-stages')
    const stages = rows.sleep_stage!.map((row) => row.stage)
    expect(stages).toEqual(['light', 'deep', 'light', 'rem', 'awake', 'light', 'deep', 'rem', 'light'])
    expect(richness).toBe(2)
  })

  it('reads every series of a night, sentinels as gaps', async () => {
    const { series } = await only('invented/sleep-stages')
    expect(series!.map(({ channel, values }) => [channel, values])).toEqual([
      ['sleep_movement', [5.25, 0.731, 0]],
      ['sleep_heart_rate', [52, null, 49]],
      ['sleep_stress', [14, null, 9]],
      ['sleep_body_battery', [30, 31]],
      ['sleep_restless', [1, 2]],
      ['sleep_hrv', [51, 58]],
      ['sleep_spo2', [95, null, 91]],
      ['sleep_respiration', [13, null, 12]],
    ])
    expect(series!.every(({ day }) => day === '2026-02-05')).toBe(true)
  })

  it('holds every sample of the recorded days and night as the raw answer has it', async () => {
    const raw = (file: string) => load(file, 0).answer.json as Record<string, (number | string | null)[][]>
    const heart = raw('data/heart-rate-day').heartRateValues!
    const [beats] = (await only('data/heart-rate-day')).series!
    expect(beats!.times.map((at, index) => [at, beats!.values[index]])).toEqual(heart)
    const day = raw('data/stress-day')
    const [stress, battery] = (await only('data/stress-day')).series!
    expect(stress!.times.map((at, index) => [at, stress!.values[index] ?? stress!.quality![index]])).toEqual(
      day.stressValuesArray,
    )
    expect(battery!.times.map((at, index) => [at, battery!.values[index]])).toEqual(
      day.bodyBatteryValuesArray!.map(([at, , level]) => [at, level]),
    )
    const night = load('data/hrv-day', 0).answer.json as { hrvReadings: Record<string, string | number>[] }
    for (const dataset of ['hrv', 'hrv_daily']) {
      const fixture = fixtures.find((one) => one.dataset === dataset && one.file === 'data/hrv-day')!
      const [hrv] = (await read(fixture)).items[0]!.series!
      expect(hrv!.values).toEqual(night.hrvReadings.map(({ hrvValue }) => hrvValue))
      expect(hrv!.times).toEqual(night.hrvReadings.map(({ readingTimeGMT }) => Date.parse(`${readingTimeGMT}Z`)))
    }
  })

  it('takes a night of nulls as no sleep', async () => {
    expect((await read(find('invented/sleep-stages', 1))).items).toEqual([])
  })

  it('keeps the reason of every stress sample without a value', async () => {
    const { series, rows } = await only('data/stress-day')
    const stress = series!.find(({ channel }) => channel === 'stress')!
    const withCode = (code: number) => stress.quality!.filter((one) => one === code).length
    expect(stress.values).toHaveLength(397)
    expect(withCode(-1)).toBe(154)
    expect(withCode(-2)).toBe(13)
    expect(stress.values.filter((value) => value !== null)).toHaveLength(230)
    expect(stress.values.every((value) => value === null || value >= 0)).toBe(true)
    expect(rows.stress_day).toEqual([
      expect.objectContaining({ stress_avg: 22, stress_max: 97, sample_count: 230, gap_count: 167 }),
    ])
    const battery = series!.find(({ channel }) => channel === 'body_battery')!
    expect(battery.values.filter((value) => value !== null)).toHaveLength(260)
    expect(battery.quality!.filter((code) => code === 2)).toHaveLength(1)
    expect(battery.values.at(-1)).toBe(18)
  })

  it('tells null heart rates from missing rows', async () => {
    const { series, rows, richness } = await only('data/heart-rate-day')
    expect(series![0]!.times).toHaveLength(710)
    expect(series![0]!.values.filter((value) => value === null)).toHaveLength(3)
    expect(richness).toBe(707)
    expect(rows.heart_rate_day).toEqual([
      expect.objectContaining({ hr_min: 49, hr_max: 115, hr_resting: 52, offset_start_s: -21600 }),
    ])
  })

  it('reads every weigh-in of a day, and none from a wrapper of nulls', async () => {
    const { items } = await read(find('data/weight', 2))
    expect(items.map((item) => [item.item, item.rows.weight!.map((row) => row.weight_g)])).toEqual([
      ['2025-06-15', [59720]],
      ['2025-06-14', [59500, 59130]],
      ['2025-06-07', [59189]],
    ])
    expect(items[0]!.rows.weight![0]).toMatchObject({
      sample_pk: '1749996902851',
      at_utc: 1749996876000,
      offset_s: -21600,
      bone_g: 3539,
    })
    expect((await read(find('data/weight', 1))).items).toEqual([])
    expect((await only('data/weight')).content).toEqual(items[0]!.content)
  })

  it('reads the list of activities, offset from local minus GMT, zones beside it', async () => {
    const { items, pageRows } = await read(find('data/activity-list'))
    expect(pageRows).toBe(3)
    expect(items.map(({ item, day }) => [item, day])).toEqual([
      ['21000000004', '2026-01-08'],
      ['21000000003', '2026-01-06'],
      ['21000000002', '2026-01-02'],
    ])
    const row = items[0]!.rows.activity![0]!
    expect(row).toMatchObject({
      name: 'Exampleville - Base',
      type_key: 'trail_running',
      start_utc: Date.UTC(2026, 0, 8, 14, 10, 21),
      offset_s: -21600,
      distance_m: 4261.18994140625,
      kcal: 390,
      avg_hr_bpm: 142,
      cadence_kind: 'steps',
      is_manual: false,
      device_id: '3400000003',
    })
    expect(row).not.toHaveProperty('has_original')
    expect(row).not.toHaveProperty('original_sha256')
    expect(items[0]!.rows.activity_zone_time).toHaveLength(10)
    expect(items[2]!.rows.activity![0]!.offset_s).toBe(-18000)
  })

  it('notices no change when only the owner of an activity got a new role', async () => {
    const fixture = find('data/activity-list', 1)
    const { answer } = load(fixture.file, fixture.index)
    const [row] = answer.json as { userRoles: string[] }[]
    row!.userRoles.push('ROLE_NEW')
    const changed = await formOf('activity_list', 'search').read(answer, fixture.target)
    expect(changed.items[0]!.content).toEqual((await read(fixture)).items[0]!.content)
  })

  it('reads of a summary what only it knows, as the raw answer has it', async () => {
    for (const [file, index] of [
      ['data/activity-detail', 0],
      ['data/activity-edit', 1],
      ['data/activity-edit', 4],
    ] as const) {
      type Summary = Record<string, string | number | null>
      const raw = load(file, index).answer.json as unknown as Record<string, Summary> & { description?: string }
      const { item, rows, marks } = await only(file, index)
      const known = (value: string | number | null | undefined) => (value === null ? undefined : value)
      const [{ activity_id, uuid, ...row }] = rows.activity as [Record<string, unknown>]
      expect(row).toEqual(
        JSON.parse(
          JSON.stringify({
            description: raw.description,
            tz_name: raw.timeZoneUnitDTO!.unitKey,
            feel: known(raw.summaryDTO!.directWorkoutFeel),
            rpe: known(raw.summaryDTO!.directWorkoutRpe),
            compliance_pct: known(raw.summaryDTO!.directWorkoutComplianceScore),
            begin_stamina_pct: known(raw.summaryDTO!.beginPotentialStamina),
            end_stamina_pct: known(raw.summaryDTO!.endPotentialStamina),
            min_stamina_pct: known(raw.summaryDTO!.minAvailableStamina),
            impact_load: known(raw.summaryDTO!.impactLoad),
            avg_stress: known(raw.summaryDTO!.avgStress),
            uploaded_utc: Date.parse(`${raw.metadataDTO!.uploadedDate}Z`),
            updated_utc: Date.parse(`${raw.metadataDTO!.lastUpdateDate}Z`),
          }),
        ),
      )
      expect([item, activity_id, uuid]).toEqual([
        String(raw.activityId),
        String(raw.activityId),
        raw.activityUUID!.uuid,
      ])
      expect(marks).toEqual([])
    }
  })

  it('names the legs of a multisport activity in its marks, and gives each its parent', async () => {
    const { marks } = await only('invented/activity-legs')
    expect(marks).toEqual(['leg:9123456000000000009', 'leg:9123456000000000011'])
    const { rows } = await only('invented/activity-legs', 1)
    expect(rows.activity).toEqual([
      expect.objectContaining({ activity_id: '9123456000000000009', parent_activity_id: '9123456000000000007' }),
    ])
  })

  it('converts the weather from °F and miles an hour', async () => {
    const { rows } = await only('invented/activity-weather')
    expect(rows.activity_weather).toEqual([
      expect.objectContaining({ temp_c: 5, feels_like_c: 1.1, dew_c: 0, wind_mps: 4.47, wind_gust_mps: null }),
    ])
    expect(await only('invented/activity-weather', 1)).toMatchObject({ content: null, reason: 'none' })
  })

  it('takes a page that says "not found" for a wrong path, and only an answer of the API for "nothing there"', () => {
    const { answer } = load(refusals, 0)
    expect(answer.status).toBe(404)
    expect(isAbsent(answer)).toBe(false)
    expect(isAbsent({ status: 404, json: { message: 'HTTP 404 Not Found', error: 'NotFoundException' } })).toBe(true)
  })

  it('tells an edit from what Garmin computes or adds: only an edit makes a new edition of an activity', async () => {
    const fixture = find('data/activity-list', 1)
    const editionOf = async (change: (row: Record<string, unknown>) => void) => {
      const { answer } = load(fixture.file, fixture.index)
      const [row] = answer.json as Record<string, unknown>[]
      change(row!)
      const { items } = await formOf('activity_list', 'search').read(answer, fixture.target)
      return items[0]!.marks!.find((mark) => mark.startsWith('edition:'))
    }
    const before = await editionOf(() => undefined)
    expect(await editionOf((row) => Object.assign(row, { someNewKey: 1, pr: true, vO2MaxValue: 50 }))).toBe(before)
    expect(await editionOf((row) => Object.assign(row, { activityName: 'Another name' }))).not.toBe(before)
  })

  it('unzips the original by content and reads its session', async () => {
    const { files, rows } = await only('data/activity-original-zip')
    expect(files!.map(({ name, extension }) => [name, extension])).toEqual([['10000000001_ACTIVITY.fit', 'fit']])
    expect(rows.activity).toEqual([
      {
        activity_id: '10000000001',
        has_original: true,
        original_format: 'fit',
        original_sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        original_status: 'ok',
        original_error: null,
        original_records: 4340,
      },
    ])
    expect(rows.activity_session).toHaveLength(1)
  })

  it('draws days of 23 hours and unfinished ones as Garmin did', async () => {
    const { items } = await read(find('invented/daily-summary-range'))
    expect(items.map(({ item, content }) => [item, content !== null])).toEqual([
      ['2026-03-27', true],
      ['2026-03-28', false],
      ['2026-03-29', true],
      ['2026-03-30', true],
    ])
    const [, , clockChange, unfinished] = items.map((item) => item.rows.daily_summary?.[0])
    expect(clockChange).toMatchObject({ offset_start_s: 3600, offset_end_s: 7200, is_partial: false })
    expect(clockChange).toMatchObject({ stress_rest_s: 51840, floors_up_m: 36.6, vigorous_min: 7 })
    expect(unfinished).toMatchObject({ steps: 4021, stress_avg: null, resp_latest: null, is_partial: true })
    // What this form does not know keeps what the other form brought.
    expect(clockChange).not.toHaveProperty('hr_resting_7d')
  })

  it('falls to the next form when GraphQL answers 200 with errors', async () => {
    const { answer } = load('invented/daily-summary-range', 1)
    const form = formOf('daily_summary', 'range')
    const thrown = await Promise.resolve()
      .then(() => form.read(answer, find('invented/daily-summary-range').target))
      .catch((failure: unknown) => failure)
    expect(isFailure(thrown, 'garmin.unexpected-answer') && thrown.data.refused).toBe(true)
  })

  it('reads HRV of a range and of a night alike', async () => {
    const { items } = await read(find('invented/hrv-range'))
    expect(items.map(({ item, content }) => [item, content !== null])).toEqual([
      ['2026-02-01', true],
      ['2026-02-02', true],
      ['2026-02-04', true],
      ['2026-02-05', false],
    ])
    expect(items[0]!.rows.hrv_night![0]).toMatchObject({ last_night_avg: 48, balanced_low: null, status: 'NONE' })
    const night = await only('data/hrv-day')
    expect(night.rows.hrv_night).toEqual([
      expect.objectContaining({ last_night_avg: 42, weekly_avg: 39, baseline_low_upper: 36, status: 'BALANCED' }),
    ])
    expect(night.series![0]!.values[0]).toBe(54)
  })

  it('keeps ids beyond 2^53 exact', async () => {
    const { items } = await read(find('invented/workouts'))
    expect(items.map(({ item }) => item)).toEqual(['1203000001', '9007199254740995'])
    const [, scale] = (await read(find('invented/devices'))).items
    expect(scale).toMatchObject({ item: '9007199254740993', rows: { device: [{ device_id: '9007199254740993' }] } })
    const records = (await read(find('invented/personal-records'))).items
    expect(records[2]!.rows.personal_record![0]).toMatchObject({ activity_id: '9223372036854775807' })
  })

  it('reads settings and zones as recorded: threshold speed ten times what is written, zones by sport', async () => {
    expect((await only('data/profile', 2)).rows.account).toEqual([
      expect.objectContaining({
        profile_id: '70010001',
        unit_system: 'metric',
        birth_date: '2000-01-01',
        height: 182,
        weight_g: 83000,
        first_day_of_week: 'sunday',
        vo2max_running: 45,
        lactate_speed_mps: 3.4722125000000004,
        lactate_hr_bpm: null,
        bedtime_s: 80400,
      }),
    ])
    expect((await only('data/heart-rate-zones', 1)).rows.heart_rate_zone).toEqual([
      {
        sport: 'DEFAULT',
        method: 'HR_RESERVE',
        max_hr_bpm: 185,
        resting_hr_bpm: 42,
        lactate_hr_bpm: 170,
        resting_auto: false,
        zone1_bpm: 130,
        zone2_bpm: 140,
        zone3_bpm: 150,
        zone4_bpm: 160,
        zone5_bpm: 170,
      },
    ])
  })

  it('keeps nobody else’s name of badges and challenges, in rows or in what is compared', async () => {
    for (const file of ['invented/badges-earned', 'invented/badges-available', 'invented/challenges-adhoc'])
      expect(JSON.stringify((await read(find(file))).items), file).not.toMatch(/Another|another|70019999/)
  })

  it('fills the schedule from a month of the calendar, poorer than the schedule itself', async () => {
    const fixture = find('invented/calendar')
    const fromCalendar = (await read(fixture)).also?.workout_schedule ?? []
    const itself = (await read(find('invented/workout-schedule'))).items
    const rows = (items: readonly ReadItem[]) => items.flatMap((item) => item.rows.workout_schedule ?? [])
    const keys = (items: readonly ReadItem[]) => rows(items).map((row) => [row.schedule_id, row.date])
    expect(keys(itself)).toEqual(expect.arrayContaining(keys(fromCalendar)))
    expect(keys(fromCalendar)).toEqual([
      ['1510000001', '2026-01-13'],
      ['0a0b0c0d-0e0f-4a1b-8c2d-000000000001 2026-01-15', '2026-01-15'],
    ])
    for (const row of rows(fromCalendar)) expect(row).not.toHaveProperty('done_activity_id')
    expect(fromCalendar[0]!.richness).toBeLessThan(itself[0]!.richness!)
  })

  it('flattens the steps of a workout', async () => {
    const { rows } = await only('invented/workout-detail')
    expect(rows.workout_step!.map((row) => [row.step_path, row.kind, row.intent ?? null])).toEqual([
      ['1', 'step', 'warmup'],
      ['2', 'repeat', null],
      ['2.1', 'step', 'interval'],
      ['2.2', 'step', 'recovery'],
      ['3', 'step', 'cooldown'],
    ])
  })
})

describe('requests', () => {
  it('asks as the recorded requests did', () => {
    // A write whose answer has the form of the reading one; weeks, which we ask from a Monday to a Sunday.
    const asOthersDid = (file: string) => file === 'data/hydration-log' || file === 'data/stats-weekly'
    for (const fixture of fixtures.filter(({ file }) => !asOthersDid(file))) {
      const { request } = load(fixture.file, fixture.index)
      const asked = formOf(fixture.dataset, fixture.form).request(fixture.target, account)
      expect(asked, fixture.file).not.toBeNull()
      const url = new URL(request.url)
      expect(asked!.method).toBe(request.method)
      // The recordings of two services were made without the name that the path may end in.
      expect(asked!.path.replace(/(dailyHeartRate|usersummary\/daily)\/demo-athlete$/, '$1/'), fixture.file).toBe(
        url.pathname,
      )
      expect(queryPairs(asked!).sort(), fixture.file).toEqual([...url.searchParams].sort())
      if (request.body !== undefined) expect(asked!.body).toEqual(request.body)
    }
  })

  it('needs no display name but for what Garmin keeps under it, and never asks for one called null', () => {
    const nameless = { displayName: null, profileId: '70010001' }
    const askable = new Set<string>()
    for (const { dataset, form, target } of fixtures) {
      const asked = formOf(dataset, form).request(target, nameless)
      expect(asked?.path ?? '', dataset).not.toMatch(/null|undefined/)
      if (asked !== null) askable.add(dataset)
    }
    expect(catalogue.map(({ name }) => name).filter((name) => !askable.has(name))).toEqual(['race_predictions'])
    const target = { kind: 'day', day: '2026-02-05' as LocalDate } as const
    expect(formOf('sleep', 'wellness').request(target, nameless)?.path).toBe('/sleep-service/sleep/dailySleepData')
  })

  it('encodes a display name that holds what paths do not', () => {
    const odd = { displayName: 'a/b ?ü', profileId: '70010001' }
    const target = { kind: 'day', day: '2026-02-05' as LocalDate } as const
    expect(formOf('daily_summary', 'day').request(target, odd)?.path).toBe(
      '/usersummary-service/usersummary/daily/a%2Fb%20%3F%C3%BC',
    )
  })
})
