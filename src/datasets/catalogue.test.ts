import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fixtures, load } from '../../tests/recordings/fixtures.ts'
import {
  type Answer,
  Failure,
  type Form,
  type Json,
  type LocalDate,
  type Reading,
  type Target,
} from '../domain/index.ts'
import { readFitActivity, readFitWellness } from '../fit/index.ts'
import { createCatalogue, tablesOf } from './index.ts'

const catalogue = createCatalogue({ readFitActivity, readFitWellness })
const byName = new Map(catalogue.map((dataset) => [dataset.name, dataset]))
const forms = catalogue.flatMap((dataset) => dataset.forms.map((form) => ({ dataset, form })))

describe('the catalogue', () => {
  it('holds every dataset of the folder, and no other', () => {
    const folder = new URL('.', import.meta.url)
    const files = readdirSync(folder).filter(
      (name) =>
        name.endsWith('.ts') &&
        !name.endsWith('.test.ts') &&
        readFileSync(new URL(name, folder), 'utf8').includes('defineDataset('),
    )
    const names = files.map((name) => name.slice(0, -'.ts'.length).replaceAll('-', '_'))
    expect(names.sort()).toEqual([...byName.keys()].sort())
  })

  it('knows the datasets of issue 2 by their ids', () => {
    expect([...byName.keys()]).toEqual(
      expect.arrayContaining([
        ...['profile', 'devices', 'device_last_used', 'activity_list', 'activity_original', 'daily_summary', 'sleep'],
        ...[
          'hrv_daily',
          'weight',
          'heart_rate_samples',
          'stress_samples',
          'wellness_fit',
          'workouts',
          'workout_detail',
        ],
      ]),
    )
  })

  it('puts what others depend on before them', () => {
    const seen = new Set<string>()
    for (const dataset of catalogue) {
      for (const { per } of dataset.forms) {
        if ((per.kind === 'day' || per.kind === 'range') && per.gate != null)
          expect(seen, dataset.name).toContain(per.gate)
        if (per.kind === 'item') expect(seen, dataset.name).toContain(per.of)
      }
      if (dataset.insteadOf !== undefined) expect(seen, dataset.name).toContain(dataset.insteadOf)
      if (dataset.filledBy !== undefined) expect(seen, dataset.name).toContain(dataset.filledBy)
      seen.add(dataset.name)
    }
  })

  it('names each form once, mirrors only its own tables, and describes each table once', () => {
    for (const dataset of catalogue) {
      const names = dataset.forms.map((form) => form.name)
      expect(new Set(names).size, dataset.name).toBe(names.length)
      if (dataset.mirrors !== undefined) expect(dataset.tables.map(({ name }) => name)).toContain(dataset.mirrors)
    }
    const definitions = new Set(catalogue.flatMap(({ tables }) => tables))
    expect(tablesOf(catalogue)).toHaveLength(definitions.size)
  })

  it('writes notes only for columns that exist', () => {
    for (const table of tablesOf(catalogue))
      for (const column of Object.keys(table.notes ?? {})) expect(Object.keys(table.columns)).toContain(column)
  })

  it('has the columns that others read', () => {
    const columns = new Map(tablesOf(catalogue).map((table) => [table.name, Object.keys(table.columns)]))
    expect(columns.get('activity')).toEqual(
      expect.arrayContaining([
        ...['activity_id', 'name', 'type_key', 'start_utc', 'offset_s', 'elapsed_s', 'timer_s', 'distance_m'],
        ...['avg_hr_bpm', 'max_hr_bpm', 'kcal', 'parent_activity_id', 'is_manual', 'has_original', 'original_sha256'],
      ]),
    )
    expect(columns.get('daily_summary')).toEqual(
      expect.arrayContaining([
        ...[
          'steps',
          'distance_m',
          'kcal_total',
          'hr_resting',
          'stress_avg',
          'floors_up',
          'moderate_min',
          'vigorous_min',
        ],
      ]),
    )
    expect(columns.get('sleep')).toEqual(
      expect.arrayContaining(['total_s', 'deep_s', 'light_s', 'rem_s', 'awake_s', 'score', 'start_utc', 'end_utc']),
    )
    expect(columns.get('hrv_night')).toEqual(expect.arrayContaining(['last_night_avg', 'weekly_avg', 'status']))
    expect(columns.get('workout')).toEqual(
      expect.arrayContaining(['workout_id', 'name', 'sport', 'est_s', 'est_m', 'updated']),
    )
  })
})

const targets: Record<Target['kind'], Target> = {
  account: { kind: 'account' },
  range: { kind: 'range', start: '2026-02-01' as LocalDate, end: '2026-02-28' as LocalDate },
  day: { kind: 'day', day: '2026-02-05' as LocalDate },
  page: { kind: 'page', start: 0, limit: 100 },
  item: { kind: 'item', id: '1203000001', day: null },
}

/** Reads, or fails with a Failure; everything else is a fault of ours. */
async function readOrFail(form: Form, answer: Answer, target: Target): Promise<Reading | Failure> {
  try {
    return await form.read(answer, target)
  } catch (thrown) {
    if (thrown instanceof Failure) return thrown
    throw thrown
  }
}

/** What the store can take whatever came: keys present, cells that are finite and of the column's type. */
function expectSound(reading: Reading | Failure): void {
  if (reading instanceof Failure) {
    expect(['garmin.unexpected-answer', 'garmin.too-large', 'auth.sign-in-needed']).toContain(reading.code)
    return
  }
  const definitions = new Map(tablesOf(catalogue).map((table) => [table.name, table]))
  for (const item of reading.items) {
    expect(item.item).not.toBe('')
    for (const [name, rows] of Object.entries(item.rows)) {
      const table = definitions.get(name)!
      for (const row of rows) {
        for (const key of table.key) expect(row[key] ?? null).not.toBeNull()
        for (const [column, cell] of Object.entries(row)) {
          const type = table.columns[column]
          if (cell === null || type === 'json') continue
          if (type === 'int' || type === 'instant') expect(Number.isSafeInteger(cell)).toBe(true)
          else if (type === 'real') expect(Number.isFinite(cell)).toBe(true)
          else if (type === 'bool') expect(typeof cell).toBe('boolean')
          else expect(typeof cell).toBe('string')
        }
      }
    }
    for (const { times, values, quality } of item.series ?? []) {
      expect(values).toHaveLength(times.length)
      if (quality) expect(quality).toHaveLength(times.length)
      for (let at = 1; at < times.length; at++) expect(times[at]!).toBeGreaterThan(times[at - 1]!)
    }
  }
}

describe('bad inputs', () => {
  const shapes: readonly Json[] = [
    ...[null, true, 0, -1, 1e300, '', 'text', '<html>', [], {}, [null], [[]], [0, 'x'], [[[[]]]]],
    { error: 'x' },
    { message: 'HTTP 404 Not Found' },
    { data: null },
    { data: {} },
    { data: { userDailySummaryV2Scalar: null } },
    { data: { userDailySummaryV2Scalar: { data: [1, null, {}, { calendarDate: 'today' }] } } },
    { errors: [{}] },
    { dailySleepDTO: null },
    { dailySleepDTO: [], sleepLevels: {} },
    { hrvSummaries: {}, hrvSummary: [] },
    { dailyWeightSummaries: 'none', dateWeightList: 7 },
    {
      calendarDate: '2026-02-05',
      heartRateValues: [[null, 1], [1, 2, 3], 'x', [Number.POSITIVE_INFINITY, 5]],
      stressValuesArray: {},
    },
    { workoutId: '1203000001', workoutSegments: [{ workoutSteps: [null, { workoutSteps: [{ workoutSteps: 1 }] }] }] },
  ]
  for (const { dataset, form } of forms) {
    it(`${dataset.name} (${form.name}) reads a wrong shape or throws a Failure, nothing else`, async () => {
      const target = targets[form.per.kind]
      for (const json of shapes) expectSound(await readOrFail(form, { status: 200, json }, target))
      for (const text of ['', 'PK', 'PK\u0003\u0004garbage', '<html></html>', '{"a":1}', '\u000e....... .FIT'])
        expectSound(await readOrFail(form, { status: 200, bytes: new TextEncoder().encode(text) }, target))
      expect(await readOrFail(form, { status: 200 }, target)).toBeInstanceOf(Failure)
    })
  }

  it('takes an answer of a totally different shape as unexpected, never as empty', async () => {
    for (const { dataset, form } of forms) {
      for (const json of ['<html>', 7, true] as const) {
        const found = await readOrFail(form, { status: 200, json }, targets[form.per.kind])
        expect(found, `${dataset.name}.${form.name}`).toMatchObject({ code: 'garmin.unexpected-answer' })
      }
    }
  })

  it('takes an answer about another day as unexpected', async () => {
    for (const file of [
      'data/daily-summary',
      'data/sleep-day',
      'data/heart-rate-day',
      'data/stress-day',
      'data/hrv-day',
    ]) {
      const { dataset, form } = fixtures.find((one) => one.file === file)!
      const found = byName.get(dataset)!.forms.find((one) => one.name === form)!
      const read = await readOrFail(found, load(file, 0).answer, { kind: 'day', day: '2020-02-02' as LocalDate })
      expect(read, file).toMatchObject({ code: 'garmin.unexpected-answer' })
    }
  })

  it('takes privacyProtected as a sign-in that is not good enough', async () => {
    const form = byName.get('daily_summary')!.forms[1]!
    const answer = { status: 200, json: { privacyProtected: true, totalSteps: null } }
    expect(await readOrFail(form, answer, targets.day)).toMatchObject({ code: 'auth.sign-in-needed' })
  })

  it('gives null and a note that names the field for a value of the wrong type, and never its content', async () => {
    const form = byName.get('activity_list')!.forms[0]!
    const json = [{ activityId: 1, distance: 'confidential', startTimeGMT: 'soon', activityType: 3, parent: 'yes' }]
    const { items, notes } = await form.read({ status: 200, json }, targets.page)
    expect(items[0]!.rows.activity![0]).toMatchObject({ distance_m: null, start_utc: null, is_parent: null })
    expect(notes).toEqual([
      'activity_list[].activityType: not an object',
      'activity_list[].startTimeGMT: not a moment',
      'activity_list[].distance: not a number',
      'activity_list[].parent: not true or false',
    ])
  })

  it('reads or throws a Failure for any JSON', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...forms), fc.jsonValue(), async ({ form }, json) => {
        expectSound(await readOrFail(form, { status: 200, json: json as Json }, targets[form.per.kind]))
      }),
      { numRuns: 500 },
    )
  })

  it('reads or throws a Failure when any part of a real answer became something else', async () => {
    const small = fixtures.filter(({ file }) => load(file, 0).answer.json !== undefined)
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...small),
        fc.array(fc.nat(50), { minLength: 1, maxLength: 6 }),
        fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom(-1, 0, 1e308, '', '2026-02-30', [], {}, [null])),
        async (fixture, path, value) => {
          const { answer } = load(fixture.file, fixture.index)
          const form = byName.get(fixture.dataset)!.forms.find((one) => one.name === fixture.form)!
          const json = replaced(answer.json ?? null, path, value as Json)
          expectSound(await readOrFail(form, { status: 200, json }, fixture.target))
        },
      ),
      { numRuns: 200 },
    )
  })
})

/** The value with what lies at `path` (indices into keys or elements) replaced. */
function replaced(json: Json, [index, ...rest]: readonly number[], value: Json): Json {
  if (index === undefined || json === null || typeof json !== 'object') return value
  const keys = Object.keys(json)
  if (keys.length === 0) return value
  const key = keys[index % keys.length]!
  const copy = structuredClone(json) as Record<string, Json>
  copy[key] = replaced(copy[key] ?? null, rest, value)
  return copy as Json
}
