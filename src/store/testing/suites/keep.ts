import { expect, test } from 'vitest'
import { packStreams } from '../../activity-streams.ts'
import { packSeries } from '../../series.ts'
import type { StoredAnswer, StoredSeries } from '../../types.ts'
import { answerOf, at, day, days, entryOf, everything, keepOf, me, other } from '../fixtures.ts'
import type { Place } from '../places.ts'

export function keepSuite(newPlace: () => Promise<Place>): void {
  const answersOf = async (store: Awaited<ReturnType<Place['open']>>, dataset = 'daily_summary') => {
    const answers: StoredAnswer[] = []
    for await (const answer of store.answers.all(me, dataset)) answers.push(answer)
    return answers
  }

  test('an answer is kept as it came, in the order of its coming', async () => {
    const store = await (await newPlace()).open()
    const body = JSON.stringify({ text: 'ü🏃\u0000', big: '9223372036854775807' })
    await store.keep(keepOf({ answer: answerOf({ key: 'b', body }) }))
    await store.keep(keepOf({ answer: answerOf({ key: 'a', body: null, status: 204 }) }))
    const answers = await answersOf(store)
    expect(answers.map(({ key, status, body }) => ({ key, status, body }))).toEqual([
      { key: 'b', status: 200, body },
      { key: 'a', status: 204, body: null },
    ])
    expect(answers[0]?.target).toEqual(answerOf().target)
  })

  test('streams of an activity replace what its last file held, part by part', async () => {
    const store = await (await newPlace()).open()
    const activityId = '9223372036854775807'
    const part = (name: 'record' | 'rr', raw: number[]) => ({
      part: name,
      times: Float64Array.from(raw, (_, index) => 1_631_065_600_000 + index * 1000),
      isRelative: false,
      channels: [{ name: 'hr_bpm', unit: null, scale: 10, offset: 0, raw: Float64Array.from(raw) }],
    })
    await store.keep(
      keepOf({
        streams: await packStreams([{ activityId, streams: [part('record', [1201, 1210]), part('rr', [800])] }]),
      }),
    )
    const before = await store.rows.streams(me, activityId, 'record')
    expect(before).toMatchObject({ rows: 2, channels: [{ name: 'hr_bpm' }] })
    expect(before?.values('hr_bpm')).toEqual(Float64Array.of(120.1, 121))
    expect(before?.times()).toEqual(Float64Array.of(1_631_065_600_000, 1_631_065_601_000))
    await store.keep(keepOf({ streams: await packStreams([{ activityId, streams: [part('record', [1300])] }]) }))
    expect((await store.rows.streams(me, activityId, 'record'))?.values('hr_bpm')).toEqual(Float64Array.of(130))
    expect(await store.rows.streams(me, activityId, 'rr')).toBeNull()
    expect(await store.rows.streams(other, activityId, 'record')).toBeNull()
  })

  test('the same content for the same request moves only the time at which it was asked', async () => {
    const store = await (await newPlace()).open()
    await store.keep(keepOf({ answer: answerOf() }))
    await store.keep(keepOf({ answer: answerOf({ asked_at: at(2000) }) }))
    expect(await answersOf(store)).toMatchObject([{ asked_at: 2000 }])
    await store.keep(keepOf({ answer: answerOf({ asked_at: at(3000), body: '{"steps":2}' }) }))
    await store.keep(keepOf({ answer: answerOf({ asked_at: at(4000) }) }))
    expect((await answersOf(store)).map(({ body, asked_at }) => [body, asked_at])).toEqual([
      ['{"steps":1}', 2000],
      ['{"steps":2}', 3000],
      ['{"steps":1}', 4000],
    ])
    expect(await store.answers.asked(me, 'daily_summary')).toEqual([
      { form: 'range', key: answerOf().key, asked_at: 4000, status: 200, rows: null },
    ])
  })

  test('an answer that changed what is known stands for itself, and each is dated by its first coming', async () => {
    const store = await (await newPlace()).open()
    await store.keep(keepOf({ answer: answerOf() }))
    await store.keep(keepOf({ answer: answerOf({ asked_at: at(2000) }) }))
    await store.keep(keepOf({ answer: answerOf({ asked_at: at(3000), news: true }) }))
    await store.keep(keepOf({ answer: answerOf({ dataset: 'sleep', asked_at: at(4000) }) }))
    const seen = []
    for await (const { dataset, kept_at, asked_at } of store.answers.all(me)) seen.push([dataset, kept_at, asked_at])
    expect(seen).toEqual([
      ['daily_summary', 1000, 2000],
      ['daily_summary', 3000, 3000],
      ['sleep', 4000, 4000],
    ])
  })

  test('a damaged body is found by its hash; taken away, its answers stay and the same can be kept again', async () => {
    const store = await (await newPlace()).open()
    await store.keep(keepOf({ answer: answerOf() }))
    await store.keep(keepOf({ answer: answerOf({ key: 'other', body: '{}' }) }))
    const checked = []
    for await (const one of store.answers.check(me)) checked.push(one)
    expect(checked.map(({ ok }) => ok)).toEqual([true, true])
    const [first] = await answersOf(store)
    const sha256 = first?.sha256 ?? ''
    expect(await store.answers.withBody(me, sha256)).toEqual([
      { dataset: 'daily_summary', form: 'range', target: answerOf().target, newest: true },
    ])
    await store.answers.dropBody(me, sha256)
    expect((await answersOf(store)).map(({ body }) => body)).toEqual([null, '{}'])
    await store.keep(keepOf({ answer: answerOf({ asked_at: at(5000) }) }))
    expect((await answersOf(store)).map(({ body }) => body)).toEqual([null, '{}', '{"steps":1}'])
  })

  test('of a page it is known how many rows it held', async () => {
    const store = await (await newPlace()).open()
    const target = { kind: 'page', start: 0, limit: 2 }
    await store.keep(keepOf({ answer: answerOf({ key: 'start=0&limit=2', target, body: '[{"a":1},{"a":2}]' }) }))
    await store.keep(keepOf({ answer: answerOf({ key: 'start=2&limit=2', target, rows: 7 }) }))
    expect((await store.answers.asked(me, 'daily_summary')).map(({ rows }) => rows)).toEqual([2, 7])
  })

  test('more answers than are read at a time come all the same', async () => {
    const store = await (await newPlace()).open()
    for (let index = 0; index < 120; index++) await store.keep(keepOf({ answer: answerOf({ key: String(index) }) }))
    expect((await answersOf(store)).map(({ key }) => key)).toEqual(Array.from({ length: 120 }, (_, i) => String(i)))
  })

  test('rows that hold the same already are not written, others are counted', async () => {
    const store = await (await newPlace()).open()
    const rows = [
      { date: '2026-01-01', steps: 5000, distance_m: 3211.5 },
      { date: '2026-01-02', steps: 6000, distance_m: null },
    ]
    const keep = (changes: object = {}, when = 1000) =>
      store.keep(keepOf({ at: at(when), rows: [{ table: days, rows: rows.map((row) => ({ ...row, ...changes })) }] }))
    expect(await keep()).toEqual({ changedRows: 2 })
    expect(await keep({}, 2000)).toEqual({ changedRows: 0 })
    expect(await keep({ steps: 6000 }, 3000)).toEqual({ changedRows: 1 })
    const { rows: found } = await store.rows.page({ table: days, userId: me })
    expect(found).toEqual([
      { ...rows[1], first_seen_at: 1000, changed_at: 1000, deleted_at: null },
      { ...rows[0], steps: 6000, first_seen_at: 1000, changed_at: 3000, deleted_at: null },
    ])
  })

  test('columns that a row leaves out keep what they hold', async () => {
    const store = await (await newPlace()).open()
    const key = { item_id: '9007199254740993', date: '2026-01-01' }
    await store.keep(keepOf({ rows: [{ table: everything, rows: [{ ...key, label: 'Run', steps: 1 }] }] }))
    await store.keep(
      keepOf({
        rows: [
          {
            table: everything,
            rows: [
              { ...key, steps: 2 },
              { ...key, is_manual: true },
            ],
          },
        ],
      }),
    )
    expect(await store.rows.one(everything, me, key)).toMatchObject({ ...key, label: 'Run', steps: 2, is_manual: true })
  })

  test('what is gone upstream is marked, and comes back when it is seen again', async () => {
    const store = await (await newPlace()).open()
    const row = { date: '2026-01-01', steps: 5000 }
    await store.keep(keepOf({ rows: [{ table: days, rows: [row] }] }))
    const removed = [{ table: days, keys: [{ date: '2026-01-01' }, { date: '2026-01-09' }] }]
    expect(await store.keep(keepOf({ at: at(2000), removed }))).toEqual({ changedRows: 1 })
    expect(await store.keep(keepOf({ at: at(2500), removed }))).toEqual({ changedRows: 0 })
    expect((await store.rows.page({ table: days, userId: me })).rows).toEqual([])
    expect((await store.rows.page({ table: days, userId: me, deleted: true })).rows).toMatchObject([
      { ...row, deleted_at: 2000 },
    ])
    expect(await store.keep(keepOf({ at: at(3000), rows: [{ table: days, rows: [row] }] }))).toEqual({ changedRows: 1 })
    expect(await store.rows.one(days, me, { date: '2026-01-01' })).toMatchObject({ deleted_at: null, changed_at: 3000 })
  })

  test('a row for a column that does not exist, or of another type, is refused and nothing of its step is kept', async () => {
    const store = await (await newPlace()).open()
    const wrong = [
      { date: '2026-01-01', colour: 'red' },
      { date: '2026-01-01', steps: 1.5 },
      { date: '2026-01-01', steps: '5' },
      { date: '2026-01-01', steps: new Date(0) },
      { date: '2026-01-01', distance_m: Number.NaN },
      { date: '2026-02-30', steps: 1 },
      { steps: 1 },
    ]
    for (const row of wrong)
      await expect(
        store.keep(keepOf({ answer: answerOf(), entries: [entryOf()], rows: [{ table: days, rows: [row] }] })),
      ).rejects.toThrow()
    expect(await answersOf(store)).toEqual([])
    expect(await store.ledger.entries(me)).toEqual([])
  })

  test('series come back as they went in, and a later block takes the place of the one before', async () => {
    const store = await (await newPlace()).open()
    const block = (changes: Partial<StoredSeries> = {}): StoredSeries => ({
      dataset: 'heart_rate_samples',
      channel: 'heart_rate',
      day: day('2026-01-01'),
      times: [1767225600000, 1767225720000, 1767225840000],
      values: [61, null, 63.5],
      quality: [null, -2, null],
      ...changes,
    })
    await store.keep(keepOf({ series: packSeries([block(), block({ day: day('2026-01-03'), quality: null })]) }))
    await store.keep(keepOf({ series: packSeries([block({ values: [1, 2, 3] })]) }))
    expect(await store.rows.series(me, 'heart_rate', day('2026-01-01'), day('2026-01-02'))).toEqual([
      block({ values: [1, 2, 3] }),
    ])
    expect(await store.rows.series(me, 'heart_rate', day('2026-01-01'), day('2026-01-31'))).toHaveLength(2)
    expect(await store.rows.series(other, 'heart_rate', day('2026-01-01'), day('2026-01-31'))).toEqual([])
  })

  test('state and the numbers of the job belong to the same step', async () => {
    const store = await (await newPlace()).open()
    const scope = { sync_type: 'all', from: null, to: null, full: false } as const
    const { job } = await store.jobs.add({ userId: me, scope, sessionId: null, maxWaitMs: 1, now: at(1) })
    await store.jobs.apply(job.job_id, 'take', at(2))
    const numbers = {
      progress: 40,
      total_items: 10,
      processed_items: 4,
      counts: { sleep: { fetched: 4, unchanged: 0, empty: 0, failed: 0 } },
      requests: 5,
      bytes: 6000,
      current: 'sleep',
    }
    await store.keep(keepOf({ state: { pass: { at: 1 } }, job: { jobId: job.job_id, numbers } }))
    expect(await store.state.get(me, 'pass')).toEqual({ at: 1 })
    expect(await store.jobs.find(job.job_id)).toMatchObject(numbers)
  })

  test('a year of days is kept in one step', async () => {
    const store = await (await newPlace()).open()
    const rows = Array.from({ length: 365 }, (_, index) => ({
      date: new Date(Date.UTC(2025, 0, 1 + index)).toISOString().slice(0, 10),
      steps: index,
    }))
    const entries = rows.map(({ date }) => entryOf({ day: day(date), item: date }))
    expect(await store.keep(keepOf({ entries, rows: [{ table: days, rows }] }))).toEqual({ changedRows: 365 })
    expect(await store.rows.count(days, me)).toBe(365)
    expect(await store.ledger.entries(me, 'sleep')).toHaveLength(365)
  })
}
