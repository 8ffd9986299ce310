import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Json, Row } from '../../../domain/index.ts'
import type { RowQuery, Store } from '../../types.ts'
import { days, everything, keepOf, me, other } from '../fixtures.ts'
import type { Place } from '../places.ts'

/** Any 64-bit id, most of them beyond what a number holds. */
const anyId = fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }).map(String)
const anyDate = fc.integer({ min: 0, max: 20_000 }).map((n) => new Date(n * 86_400_000).toISOString().slice(0, 10))
const orNull = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: null })
const anyRow = fc.record({
  item_id: anyId,
  date: anyDate,
  label: orNull(fc.string({ unit: 'grapheme' })),
  steps: orNull(fc.maxSafeInteger()),
  // One SQLite provider binds what is less than 2^-52 from a whole number as that number; no measurement is so fine.
  distance_m: orNull(fc.double({ noNaN: true, noDefaultInfinity: true }).filter((n) => n === 0 || Math.abs(n) > 1e-15)),
  is_manual: orNull(fc.boolean()),
  start_utc: orNull(fc.integer({ min: -1e12, max: 4e12 })),
  extra: orNull(fc.constantFrom<Json>({ b: [1, null, 'ü'], a: {} }, [], 'text', 0, false)),
  parent_id: orNull(anyId),
})

export function rowSuite(newPlace: () => Promise<Place>): void {
  const keep = (store: Store, rows: readonly Row[]) => store.keep(keepOf({ rows: [{ table: everything, rows }] }))

  test('rows survive the store, any 64-bit id included, and are the same when they are kept again', async () => {
    const store = await (await newPlace()).open()
    await fc.assert(
      fc.asyncProperty(anyRow, async (row) => {
        await keep(store, [row])
        const { item_id, date } = row
        const { first_seen_at, changed_at, deleted_at, ...found } =
          (await store.rows.one(everything, me, { item_id, date })) ?? {}
        // A double has two zeros; no database of ours promises to keep them apart.
        expect({ ...found, distance_m: Number(found.distance_m) + 0 }).toEqual({
          ...row,
          distance_m: Number(row.distance_m) + 0,
        })
        expect(await keep(store, [row])).toEqual({ changedRows: 0 })
      }),
      { numRuns: 40 },
    )
  })

  test('texts that no database keeps lose only what cannot be kept', async () => {
    const store = await (await newPlace()).open()
    const key = { item_id: '1', date: '2026-01-01' }
    await keep(store, [{ ...key, label: 'a\0b\ud800c' }])
    expect(await store.rows.one(everything, me, key)).toMatchObject({ label: 'a\ufffdb\ufffdc' })
    expect(await keep(store, [{ ...key, label: 'a\0b\ud800c' }])).toEqual({ changedRows: 0 })
  })

  test('pages follow each other without a gap or a double, in every order, nulls last', async () => {
    const store = await (await newPlace()).open()
    const rows = Array.from({ length: 23 }, (_, index) => ({
      item_id: String(9007199254740992n + BigInt(index)),
      date: `2026-01-${String((index % 5) + 1).padStart(2, '0')}`,
      label: index % 3 === 0 ? null : `n${index % 4}`,
      start_utc: index % 4 === 0 ? null : 1000 + (index % 6),
      is_manual: index % 2 === 0,
      parent_id: index % 5 === 0 ? null : String(9007199254740993n - BigInt(index % 2)),
    }))
    await keep(store, rows)
    const orders: RowQuery['order'][] = [
      undefined,
      [{ column: 'label', descending: false }],
      [{ column: 'label', descending: true }],
      [
        { column: 'parent_id', descending: false },
        { column: 'start_utc', descending: true },
      ],
      [{ column: 'is_manual', descending: true }],
    ]
    for (const order of orders) {
      const query: RowQuery = { table: everything, userId: me, ...(order === undefined ? {} : { order }) }
      const whole = (await store.rows.page(query)).rows
      expect(whole).toHaveLength(rows.length)
      const first = order?.[0]?.column ?? 'start_utc'
      const nulls = whole.map((row) => row[first] === null)
      expect(nulls).toEqual([...nulls].sort())
      const paged: Record<string, Json>[] = []
      for (let cursor: string | null = null; ; ) {
        const page: Awaited<ReturnType<Store['rows']['page']>> = await store.rows.page({ ...query, limit: 4, cursor })
        paged.push(...page.rows)
        cursor = page.nextCursor
        if (cursor === null) break
      }
      expect(paged).toEqual(whole)
    }
  })

  test('a table without an order of its own comes newest first by its time', async () => {
    const store = await (await newPlace()).open()
    const rows = ['2026-01-02', '2026-01-03', '2026-01-01'].map((date) => ({ date, steps: 1 }))
    await store.keep(keepOf({ rows: [{ table: days, rows }] }))
    const { rows: found, nextCursor } = await store.rows.page({ table: days, userId: me, limit: 3 })
    expect(found.map(({ date }) => date)).toEqual(['2026-01-03', '2026-01-02', '2026-01-01'])
    expect(nextCursor).toBe(null)
  })

  test('rows are chosen by equal columns and by a range with both ends', async () => {
    const store = await (await newPlace()).open()
    const rows = [1, 2, 3, 4].map((n) => ({
      item_id: '9223372036854775807',
      date: `2026-01-0${n}`,
      label: n === 1 ? null : 'x',
      start_utc: n * 100,
    }))
    await keep(store, rows)
    const dates = async (query: Partial<RowQuery>) =>
      (await store.rows.page({ table: everything, userId: me, ...query })).rows.map(({ date }) => date)
    expect(await dates({ between: { column: 'date', from: '2026-01-02', to: '2026-01-03' } })).toEqual([
      '2026-01-03',
      '2026-01-02',
    ])
    expect(await dates({ between: { column: 'start_utc', from: 300 } })).toEqual(['2026-01-04', '2026-01-03'])
    expect(await dates({ where: { label: null } })).toEqual(['2026-01-01'])
    expect(await dates({ where: { item_id: '9223372036854775807', label: 'x' } })).toHaveLength(3)
    expect(await dates({ where: { item_id: '9223372036854775806' } })).toEqual([])
    expect(await store.rows.keys(everything, me, { column: 'date', to: '2026-01-02' })).toEqual([
      { item_id: '9223372036854775807', date: '2026-01-01' },
      { item_id: '9223372036854775807', date: '2026-01-02' },
    ])
  })

  test('one account never sees the rows of another', async () => {
    const store = await (await newPlace()).open()
    await store.keep(keepOf({ userId: other, rows: [{ table: days, rows: [{ date: '2026-01-01', steps: 1 }] }] }))
    expect((await store.rows.page({ table: days, userId: me })).rows).toEqual([])
    expect(await store.rows.one(days, me, { date: '2026-01-01' })).toBe(null)
    expect(await store.rows.count(days, other)).toBe(1)
  })

  test('a cursor from elsewhere is refused as a wrong request', async () => {
    const store = await (await newPlace()).open()
    for (const cursor of ['nonsense', 'W10', Buffer.from('[{}]').toString('base64url')])
      await expect(store.rows.page({ table: days, userId: me, cursor })).rejects.toMatchObject({
        code: 'request.invalid',
      })
  })
}
