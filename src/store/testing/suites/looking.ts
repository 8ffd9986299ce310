import { expect, test } from 'vitest'
import { type LedgerEntry, ledgerEntry } from '../../../domain/index.ts'
import { at, day, days, everything, keepOf, me, other } from '../fixtures.ts'
import type { Place } from '../places.ts'

/** What pages ask: years of a column, states of days, what changed. */
export function lookingSuite(newPlace: () => Promise<Place>): void {
  const entry = (dataset: string, on: string, over: Partial<LedgerEntry> = {}) =>
    ledgerEntry({ dataset, item: on, day: day(on), state: 'present', settled: true, asked_at: at(1), ...over })
  const span = { from: day('2026-01-01'), to: day('2026-01-31') }

  test('columns of a table kept by day come aligned with their days, without rows that are gone or of others', async () => {
    const store = await (await newPlace()).open()
    const rows = [
      { date: '2026-01-02', steps: 7, distance_m: 1.5 },
      { date: '2026-01-03', steps: null, distance_m: 2 },
      { date: '2026-01-04', steps: 9, distance_m: 3 },
      { date: '2026-02-01', steps: 1, distance_m: 1 },
    ]
    await store.keep(keepOf({ rows: [{ table: days, rows }] }))
    await store.keep(keepOf({ userId: other, rows: [{ table: days, rows: [{ date: '2026-01-05', steps: 5 }] }] }))
    await store.keep(keepOf({ removed: [{ table: days, keys: [{ date: '2026-01-04' }] }] }))
    const columns = ['steps', 'distance_m']
    const found = await store.rows.columns({ table: days, userId: me, columns, ...span })
    const byDay = Object.fromEntries(
      found.days.map((one, index) => [one, columns.map((c) => found.columns[c]?.[index])]),
    )
    expect(byDay).toEqual({ '2026-01-02': [7, 1.5], '2026-01-03': [null, 2] })
    expect(await store.rows.spans({ table: days, userId: me, columns })).toEqual({
      steps: { first: '2026-01-02', last: '2026-02-01' },
      distance_m: { first: '2026-01-02', last: '2026-02-01' },
    })
    expect(await store.rows.spans({ table: days, userId: me, columns, where: { date: '2020-01-01' } })).toEqual({
      steps: null,
      distance_m: null,
    })
  })

  test('whole columns come aligned, with ids and truths as they are, rows that are gone included', async () => {
    const store = await (await newPlace()).open()
    const row = (item_id: string, over: object) => ({ item_id, date: '2026-01-01', label: null, ...over })
    const rows = [
      row('9223372036854775807', { label: '"Ü" \\ 🏃', is_manual: true, start_utc: 1_700_000_000_123 }),
      row('2', { is_manual: false, distance_m: 1.25 }),
    ]
    await store.keep(keepOf({ rows: [{ table: everything, rows }] }))
    await store.keep(keepOf({ removed: [{ table: everything, keys: [{ item_id: '2', date: '2026-01-01' }] }] }))
    await store.keep(keepOf({ userId: other, rows: [{ table: everything, rows: [row('3', {})] }] }))
    const columns = ['item_id', 'label', 'is_manual', 'start_utc', 'distance_m', 'deleted_at']
    const whole = await store.rows.whole({ table: everything, userId: me, columns })
    const found = (whole.item_id ?? []).map((_, index) => columns.map((column) => whole[column]?.[index]))
    expect(found.sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1))).toEqual([
      ['2', null, false, null, 1.25, 1000],
      ['9223372036854775807', '"Ü" \\ 🏃', true, 1_700_000_000_123, null, null],
    ])
    const some = await store.rows.some(everything, me, 'item_id', ['9223372036854775807', '2', '3'])
    expect(some.map(({ item_id }) => item_id).sort()).toEqual(['2', '9223372036854775807'])
    expect(await store.rows.some(everything, me, 'item_id', [])).toEqual([])
    expect(await store.rows.whole({ table: days, userId: me, columns: ['date'] })).toEqual({ date: [] })
  })

  test('what several rows held before comes with their keys', async () => {
    const store = await (await newPlace()).open()
    for (const steps of [1, 2, 3])
      await store.keep(
        keepOf({
          at: at(steps * 1000),
          rows: [
            {
              table: days,
              rows: [{ date: '2026-01-01', steps }, ...(steps === 2 ? [] : [{ date: '2026-01-02', steps }])],
            },
          ],
        }),
      )
    const keys = [{ date: '2026-01-01' }, { date: '2026-01-02' }, { date: '2026-01-03' }]
    expect(await store.changes.revisionsOf(me, days, keys)).toEqual([
      { key: { date: '2026-01-02' }, at: 3000, old: { steps: 1 } },
      { key: { date: '2026-01-01' }, at: 3000, old: { steps: 2 } },
      { key: { date: '2026-01-01' }, at: 2000, old: { steps: 1 } },
    ])
    expect(await store.changes.revisionsOf(other, days, keys)).toEqual([])
    expect(await store.changes.revisionsOf(me, days, [])).toEqual([])
  })

  test('of several rows a day the mean is given', async () => {
    const store = await (await newPlace()).open()
    const rows = [
      { item_id: '1', date: '2026-01-02', steps: 10 },
      { item_id: '2', date: '2026-01-02', steps: 20 },
      { item_id: '3', date: '2026-01-03', steps: null },
    ]
    await store.keep(keepOf({ rows: [{ table: everything, rows }] }))
    const query = { table: everything, userId: me, columns: ['steps'], ...span }
    const found = await store.rows.columns(query)
    expect(found.days.map((one, index) => [one, found.columns.steps?.[index]]).sort()).toEqual([
      ['2026-01-02', 15],
      ['2026-01-03', null],
    ])
    expect(await store.rows.columns({ ...query, where: { item_id: '2' } })).toEqual({
      days: ['2026-01-02'],
      columns: { steps: [20] },
    })
  })

  test('states of days come by dataset, and as counts by day', async () => {
    const store = await (await newPlace()).open()
    const entries = [
      entry('sleep', '2026-01-01'),
      entry('sleep', '2026-01-02', { state: 'empty' }),
      entry('sleep', '2026-01-03', { state: 'failed', settled: false }),
      entry('hrv', '2026-01-03', { settled: false }),
      entry('steps', '2026-01-03'),
    ]
    await store.keep(keepOf({ entries }))
    const to = day('2026-01-04')
    expect(await store.ledger.dayStates(me, ['sleep', 'hrv', 'none'], span.from, to)).toEqual(
      new Map([
        ['sleep', 'peF '],
        ['hrv', '  P '],
      ]),
    )
    // Over a leap day and the turn of years.
    await store.keep(keepOf({ entries: ['2023-12-31', '2024-02-29', '2024-03-01'].map((on) => entry('old', on)) }))
    const leap = (await store.ledger.dayStates(me, ['old'], day('2023-12-30'), day('2024-03-02'))).get('old') ?? ''
    expect([leap.length, ...[...leap.matchAll(/p/g)].map(({ index }) => index)]).toEqual([64, 1, 61, 62])
    expect(await store.ledger.worstDays(me, ['sleep', 'hrv'], span.from, span.to)).toEqual([
      { day: '2026-01-01', asked: 1, present: 1, failed: 0, provisional: 0 },
      { day: '2026-01-02', asked: 1, present: 0, failed: 0, provisional: 0 },
      { day: '2026-01-03', asked: 2, present: 1, failed: 1, provisional: 2 },
    ])
    expect(await store.ledger.worstDays(me, [], span.from, span.to)).toEqual([])
  })

  test('what came, changed and went is told newest first, page by page, each once', async () => {
    const store = await (await newPlace()).open()
    const keep = (ms: number, over: Parameters<typeof keepOf>[0]) => store.keep(keepOf({ ...over, at: at(ms) }))
    const day1 = { date: '2026-01-01', steps: 1 }
    const others = ['2026-01-02', '2026-01-03'].map((date) => ({ date, steps: 2 }))
    await keep(1000, { rows: [{ table: days, rows: [day1, ...others] }] })
    await keep(2000, { rows: [{ table: days, rows: [{ date: '2026-01-01', steps: 5 }] }] })
    await keep(2500, { userId: other, rows: [{ table: days, rows: [day1] }] })
    await keep(3000, { removed: [{ table: days, keys: [{ date: '2026-01-02' }] }] })
    await keep(3000, { rows: [{ table: everything, rows: [{ item_id: '9007199254740993', date: '2026-01-09' }] }] })
    const query = { userId: me, tables: [days, everything], since: at(0) }
    const found: string[] = []
    let cursor: string | null = null
    do {
      const page: Awaited<ReturnType<typeof store.changes.list>> = await store.changes.list({
        ...query,
        limit: 2,
        cursor,
      })
      expect(page.changes.length).toBeLessThanOrEqual(2)
      found.push(...page.changes.map(({ at, kind, table, key, old }) => JSON.stringify([at, kind, table, key, old])))
      cursor = page.nextCursor
    } while (cursor !== null)
    expect(found.map((text) => JSON.parse(text))).toEqual([
      [3000, 'deleted', 'days', { date: '2026-01-02' }, null],
      [3000, 'added', 'everything', { item_id: '9007199254740993', date: '2026-01-09' }, null],
      [2000, 'revised', 'days', { date: '2026-01-01' }, { steps: 1 }],
      [1000, 'added', 'days', { date: '2026-01-03' }, null],
      [1000, 'added', 'days', { date: '2026-01-02' }, null],
      [1000, 'added', 'days', { date: '2026-01-01' }, null],
    ])
    expect((await store.changes.list({ ...query, since: at(2001), limit: 9, cursor: null })).changes).toHaveLength(2)
    await expect(store.changes.list({ ...query, limit: 1, cursor: 'eA' })).rejects.toMatchObject({
      code: 'request.invalid',
    })
    expect(await store.changes.revisions(me, days, { date: '2026-01-01' })).toEqual([{ at: 2000, old: { steps: 1 } }])
    expect(await store.changes.revisions(me, days, { date: '2026-01-03' })).toEqual([])
  })

  test('the number of an account’s data grows with what is kept of it, and of it alone', async () => {
    const store = await (await newPlace()).open()
    expect(await store.dataVersion(me)).toBe(0)
    await store.keep(keepOf({ rows: [{ table: days, rows: [{ date: '2026-01-01', steps: 1 }] }] }))
    const first = await store.dataVersion(me)
    await store.keep(keepOf({ userId: other }))
    expect(await store.dataVersion(me)).toBe(first)
    await store.keep(keepOf({ entries: [entry('sleep', '2026-01-01')] }))
    expect(await store.dataVersion(me)).toBeGreaterThan(first)
  })
}
