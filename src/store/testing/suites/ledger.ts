import { expect, test } from 'vitest'
import type { LedgerEntry } from '../../../domain/index.ts'
import { at, day, entryOf, keepOf, me } from '../fixtures.ts'
import type { Place } from '../places.ts'

export function ledgerSuite(newPlace: () => Promise<Place>): void {
  const options = {
    from: null,
    today: day('2026-01-10'),
    historyDatasets: ['sleep', 'activity_list'],
    dayDatasets: ['sleep'],
    itemDatasets: ['activity_list'],
  }
  const nothing = { first_day: null, last_day: null, present: 0, empty: 0, provisional: 0, failed: 0, missing: 0 }

  test('entries are kept whole, the later one for an item counts', async () => {
    const store = await (await newPlace()).open()
    const failed = entryOf({
      state: 'failed',
      settled: false,
      hash: null,
      reason: 'garmin.server-error',
      attempts: 2,
      marks: ['outdoor', 'strength'],
    })
    const account = entryOf({ dataset: 'profile', item: 'account', day: null, richness: 0 })
    await store.keep(keepOf({ entries: [entryOf(), failed, account] }))
    expect(await store.ledger.entries(me)).toEqual([account, failed])
    await store.keep(keepOf({ entries: [entryOf({ asked_at: at(2000) })] }))
    expect(await store.ledger.entries(me, 'sleep')).toEqual([entryOf({ asked_at: at(2000) })])
    expect(await store.ledger.day(me, day('2026-01-01'), ['sleep'])).toEqual([entryOf({ asked_at: at(2000) })])
    expect(await store.ledger.find(me, 'profile', ['account', 'other'])).toEqual([account])
    expect(await store.ledger.find(me, 'profile', [])).toEqual([])
  })

  test('what the planner reads is each entry without what it held', async () => {
    const store = await (await newPlace()).open()
    const entries = [entryOf({ marks: ['outdoor'] }), entryOf({ dataset: 'profile', item: 'account', day: null })]
    await store.keep(keepOf({ entries }))
    const [{ hash: _hash, richness: _richness, ...mark }] = entries as [LedgerEntry]
    expect(await store.ledger.marks(me, 'sleep')).toEqual([mark])
  })

  test('any number of items is kept and found at once', async () => {
    const store = await (await newPlace()).open()
    const entries = Array.from({ length: 300 }, (_, n) =>
      entryOf({ dataset: 'activity_list', item: String(n), day: null }),
    )
    await store.keep(keepOf({ entries }))
    const items = ['7', ...entries.slice(20).map(({ item }) => item), 'none']
    const found = await store.ledger.find(me, 'activity_list', items)
    expect(found.map(({ item }) => item).sort()).toEqual(items.slice(0, -1).sort())
  })

  test('nothing asked yet is nothing known', async () => {
    const store = await (await newPlace()).open()
    expect(await store.ledger.coverage(me, options)).toEqual([
      { dataset: 'sleep', ...nothing },
      { dataset: 'activity_list', ...nothing },
    ])
  })

  test('days count from the first that was ever present in any dataset, and those never asked are missing', async () => {
    const store = await (await newPlace()).open()
    const night = (date: string, changes: Partial<LedgerEntry> = {}) => entryOf({ day: day(date), ...changes })
    await store.keep(
      keepOf({
        entries: [
          night('2025-12-01', { state: 'empty', hash: null }),
          night('2026-01-04', { state: 'empty', hash: null }),
          night('2026-01-05'),
          night('2026-01-08', { state: 'failed', settled: false }),
          night('2026-01-09', { settled: false }),
          entryOf({ dataset: 'activity_list', item: '1', day: day('2026-01-03') }),
          entryOf({ dataset: 'activity_list', item: '2', day: null }),
          entryOf({ dataset: 'activity_list', item: 'list', day: null }),
          entryOf({ dataset: 'activity_list', item: 'list/past', day: null }),
          // Dated by something else than the person's days, and in the future: neither begins or ends a history.
          entryOf({ dataset: 'records', item: '9', day: day('2001-01-01') }),
          night('2026-02-01'),
        ],
      }),
    )
    expect(await store.ledger.coverage(me, options)).toEqual([
      {
        dataset: 'sleep',
        first_day: '2026-01-04',
        last_day: '2026-01-09',
        present: 2,
        empty: 1,
        provisional: 2,
        failed: 1,
        // 3 to 10 January are eight days, four of them were asked.
        missing: 4,
      },
      {
        dataset: 'activity_list',
        ...nothing,
        first_day: '2026-01-03',
        last_day: '2026-01-03',
        present: 2,
      },
    ])
    const [sleep] = await store.ledger.coverage(me, { ...options, from: day('2025-12-01') })
    expect(sleep).toMatchObject({ first_day: '2025-12-01', present: 2, empty: 2, failed: 1, missing: 36 })
  })
}
