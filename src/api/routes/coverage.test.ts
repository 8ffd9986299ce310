import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Client } from '../../contract/index.ts'
import { addDays, type LedgerEntry, ledgerEntry, type UserId } from '../../domain/index.ts'
import { fill } from '../testing/fill.ts'
import { day, failureOf, type OpenApi, openApi, signIn } from '../testing/open-api.ts'

/** A history from 2 January to the last of that month, in which all five states stand in one week. */
let opened: OpenApi
let client: Client
let userId: UserId
beforeEach(async () => {
  opened = await openApi({ pace: { perSecond: 2 } })
  const session = await signIn(opened)
  client = session.client
  userId = session.userId
  const days = Array.from({ length: 30 }, (_, at) => addDays(day('2026-01-02'), at))
  const entries: LedgerEntry[] = days.flatMap((of) => {
    const at = { item: of, day: of, settled: true, asked_at: opened.services.clock() } as const
    if (of === '2026-01-20' || of === '2026-01-21') return []
    const summary = ledgerEntry({ ...at, dataset: 'daily_summary', state: 'present' })
    const wellness = ledgerEntry({ ...at, dataset: 'wellness_fit', state: of === '2026-01-05' ? 'empty' : 'present' })
    if (of === '2026-01-22') return [summary, wellness, failed(of)]
    const empty = of === '2026-01-23'
    const open = of >= '2026-01-30'
    const night = ledgerEntry({ ...at, dataset: 'sleep', state: empty ? 'empty' : 'present', settled: !open })
    return [summary, wellness, night]
  })
  await fill(opened, userId, { entries })
})
afterEach(() => opened.close())

function failed(of: string): LedgerEntry {
  const at = { item: of, day: day(of), settled: false, asked_at: opened.services.clock() } as const
  return ledgerEntry({ ...at, dataset: 'sleep', state: 'failed', reason: 'garmin.server-error', attempts: 2 })
}

test('a dataset is shown as runs of days, each with why it is as it is', async () => {
  const { title, per, counts, runs } = await client.coverageShow({ params: { dataset: 'sleep' } })
  expect({ title, per }).toEqual({ title: 'Sleep', per: 'day' })
  expect(counts).toMatchObject({
    first_day: '2026-01-02',
    present: 26,
    empty: 1,
    failed: 1,
    missing: 2,
    provisional: 3,
  })
  expect(runs.map(({ from, to, state }) => [from.slice(8), to.slice(8), state])).toEqual([
    ['02', '19', 'present'],
    ['20', '21', 'missing'],
    ['22', '22', 'failed'],
    ['23', '23', 'empty'],
    ['24', '29', 'present'],
    ['30', '31', 'present'],
  ])
  expect(runs[2]).toMatchObject({ code: 'garmin.server-error', attempts: 2, asked_at: '2026-01-31T08:00:00.000Z' })
  expect(runs[2]?.reason).toContain('Garmin has trouble')
  expect(runs[5]?.settled).toBe(false)
  expect(runs[5]?.settles_on).not.toBeNull()
  expect(runs[4]).toMatchObject({ settled: true, settles_on: null, code: null, retry_at: null })
  expect((await failureOf(client.coverageShow({ params: { dataset: 'slep' } }))).code).toBe('dataset.not-found')
})

test('a span cuts the runs at its ends, and nothing is told of days before the history or to come', async () => {
  const span = { from: '2026-01-18', to: '2026-01-20' }
  const { runs } = await client.coverageShow({ params: { dataset: 'sleep' }, query: span })
  expect(runs.map(({ from, to }) => [from, to])).toEqual([
    ['2026-01-18', '2026-01-19'],
    ['2026-01-20', '2026-01-20'],
  ])
  const all = await client.coverageRuns({ query: { from: '2020-01-01', to: 'today' } })
  expect([all.from, all.to]).toEqual(['2026-01-02', '2026-01-31'])
  expect(all.datasets.find(({ dataset }) => dataset === 'sleep')?.runs).toHaveLength(6)
})

test('what stands in for another dataset has no gap where that one holds the day', async () => {
  const { runs, counts } = await client.coverageShow({ params: { dataset: 'stress_samples' } })
  expect(runs.map(({ from, to, state }) => [from, to, state])).toEqual([['2026-01-05', '2026-01-05', 'missing']])
  expect(counts.missing).toBe(1)
})

test('days over all datasets show the worst, and count all', async () => {
  const { from, columns } = await client.coverageDays({ query: { from: '2026-01-19', to: '2026-01-31' } })
  expect(from).toBe('2026-01-19')
  expect(columns.state).toHaveLength(13)
  expect(columns.state[3]).toBe('failed')
  expect(columns.state[1]).toBe('missing')
  expect(columns.failed).toEqual([0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0])
  for (const [at, present] of columns.present.entries())
    expect(present).toBe([3, 0, 0, 2, 2, 3, 3, 3, 3, 3, 3, 3, 3][at])
})

test('a gap is the same days of several datasets, with about what it costs', async () => {
  const { items } = await client.coverageGapRuns()
  const gap = items.find(({ from, state }) => from === '2026-01-20' && state === 'missing')
  expect(gap).toMatchObject({ to: '2026-01-21', days: 2, fine_samples: 'yes' })
  expect(gap?.datasets).toEqual(expect.arrayContaining(['sleep', 'daily_summary', 'wellness_fit']))
  expect(gap?.items).toBe(2 * (gap?.datasets.length ?? 0))
  expect(gap?.requests).toBeGreaterThanOrEqual(3)
  expect(gap?.seconds).toBe(Math.round((gap?.requests ?? 0) / 2))
  expect(items.find(({ state }) => state === 'failed')).toMatchObject({
    from: '2026-01-22',
    datasets: ['sleep'],
    days: 1,
  })
})

test('what is kept anew is seen at once', async () => {
  const runs = async () => (await client.coverageShow({ params: { dataset: 'sleep' } })).runs.length
  const before = await runs()
  const item = { item: '2026-01-22', day: day('2026-01-22'), settled: true, asked_at: opened.services.clock() } as const
  await fill(opened, userId, { entries: [ledgerEntry({ ...item, dataset: 'sleep', state: 'empty' })] })
  expect(await runs()).toBe(before - 1)
})

test('before the first sync there is nothing, and nothing is a gap', async () => {
  await opened.close()
  opened = await openApi()
  client = (await signIn(opened)).client
  expect(await client.coverageDays()).toMatchObject({ from: null, columns: { state: [] } })
  expect((await client.coverageGapRuns()).items).toEqual([])
  expect((await client.coverageRuns()).datasets.every(({ runs }) => runs.length === 0)).toBe(true)
})
