import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  type DatasetDefinition,
  daysBetween,
  eachDay,
  type Instant,
  type LocalDate,
  type Per,
  wholeList,
} from '../domain/index.ts'
import { nextPageStart } from './plan-lists.ts'
import type { KnownPage } from './plan-types.ts'
import { plan } from './planner.ts'
import { dataset, entry, form, input as inputOf, simulate, targets, today } from './testing/planning.ts'

const daily = dataset('daily', 'health', { kind: 'range', maxDays: 365 }, { trailingDays: 28 })
const weight = dataset('weight', 'health', { kind: 'range', maxDays: 3650 })
const sleep = dataset('sleep', 'health', { kind: 'day', gate: 'daily' })
const samples = dataset('samples', 'health', { kind: 'day', gate: 'daily' }, { insteadOf: 'sleep' })
const list = dataset('list', 'activities', { kind: 'page', limit: 100 })
const original = dataset('original', 'activities', { kind: 'item', of: 'list', except: 'manual' })
const profile = dataset('profile', 'profile', { kind: 'account' }, { settlesAfterDays: 1 })
const catalogue = [daily, weight, sleep, samples, list, original, profile]

const input = (more: Parameters<typeof inputOf>[0] = {}) => inputOf({ catalogue, ...more })

describe('planner', () => {
  it('reaches back no hundred years for a request that could', () => {
    const load = dataset('load', 'health', { kind: 'range', maxDays: 36_500 })
    const [request] = plan(input({ catalogue: [daily, load] })).requests.filter((one) => one.dataset === load)
    expect(request!.target).toMatchObject({ end: today })
    const { start } = request!.target as { start: LocalDate }
    // What is searched at first (an empty year), and some ten years.
    expect(daysBetween(start, today)).toBeGreaterThan(3650 + 364)
    expect(daysBetween(start, today)).toBeLessThan(5000)
  })

  it('goes back until a whole year is empty, and asks per-day data only where a range shows some', () => {
    const life = new Set([...eachDay('2024-07-01' as LocalDate, today)].filter((day) => !day.endsWith('-13')))
    const { asked, ledger } = simulate(life, input())
    expect(new Set(asked).size).toBe(asked.length)
    expect(ledger.get('daily', addDays('2024-07-01' as LocalDate, -365))?.state).toBe('empty')
    expect(ledger.get('daily', addDays('2024-07-01' as LocalDate, -365 - 365))).toBeUndefined()
    expect(
      asked
        .filter((one) => one.startsWith('sleep'))
        .map((one) => one.slice(6))
        .sort(),
    ).toEqual([...life].sort())
    expect(ledger.get('sleep', '2025-01-13')).toMatchObject({ state: 'empty', reason: 'none-in:daily' })
  })

  it('asks a range without a cap once for all years', () => {
    const { asked } = simulate(new Set([today]), input({ catalogue: [weight] }))
    expect(asked).toHaveLength(3650)
  })

  it('is done after one pass, whatever days hold data', () => {
    const days = fc.uniqueArray(fc.integer({ min: 0, max: 1400 }), { maxLength: 200 })
    fc.assert(
      fc.property(days, (offsets) => {
        const life = new Set(offsets.map((offset) => addDays(today, -offset) as string))
        const start = input()
        const { asked } = simulate(life, start)
        expect(new Set(asked).size).toBe(asked.length)
        // Nothing is missed within a year of the oldest day that was found.
        const floor = addDays(start.ledger.oldestPresent(['daily', 'weight']) ?? today, -365)
        for (const day of life) if (day >= floor) expect(start.ledger.get('daily', day)?.state).toBe('present')
        const again = plan({ ...start, epoch: 300 as Instant })
        expect(again.requests.filter(({ reason }) => reason === 'missing')).toEqual([])
      }),
      { numRuns: 25 },
    )
  })

  it('plans nothing that was asked since the run began', () => {
    const fresh = [...eachDay(addDays(today, -364), today)].map((day) =>
      entry(daily, day, { asked_at: 150 as Instant, settled: false, state: 'failed' }),
    )
    expect(plan(input({ catalogue: [daily], entries: fresh, deep: new Set(['health']) })).requests).toEqual([])
  })

  it('a deep pass asks the trailing window in one request and provisional days again; a shallow one neither', () => {
    const entries = [...eachDay(addDays(today, -729), today)].map((day) =>
      entry(daily, day, { state: day >= addDays(today, -364) ? 'present' : 'empty' }),
    )
    const nights = [...eachDay(addDays(today, -364), today)].map((day) =>
      entry(sleep, day, { settled: daysBetween(day, today) >= 2, asked_at: 11 as Instant }),
    )
    const shallow = input({ catalogue: [daily, sleep], entries: [...entries, ...nights] })
    expect(plan(shallow).requests).toEqual([])
    const deep = { ...shallow, deep: new Set(['health']) }
    expect(targets(plan(deep))).toEqual([['daily', addDays(today, -27), today]])
    deep.ledger.put(
      [...eachDay(addDays(today, -27), today)].map((day) => entry(daily, day, { asked_at: 150 as Instant })),
    )
    expect(targets(plan(deep))).toEqual([
      ['sleep', today],
      ['sleep', addDays(today, -1)],
    ])
  })

  it('asks a night again when the day that shows it changed later', () => {
    const entries = [...eachDay(addDays(today, -400), today)].map((day) =>
      entry(daily, day, { state: day >= addDays(today, -30) ? 'present' : 'empty' }),
    )
    const nights = [...eachDay(addDays(today, -30), today)].map((day) => entry(sleep, day, { asked_at: 20 as Instant }))
    const late = addDays(today, -9)
    const changed = [entry(daily, late, { asked_at: 150 as Instant, changed_at: 150 as Instant })]
    expect(targets(plan(input({ catalogue: [daily, sleep], entries: [...entries, ...nights, ...changed] })))).toEqual([
      ['sleep', late],
    ])
  })

  it('asks what failed again in every run', () => {
    const entries = [...eachDay(addDays(today, -400), today)].map((day) =>
      entry(daily, day, { state: day >= addDays(today, -30) ? 'present' : 'empty' }),
    )
    const nights = [...eachDay(addDays(today, -30), today)].map((day) =>
      entry(sleep, day, day === addDays(today, -5) ? { state: 'failed', attempts: 1 } : { asked_at: 20 as Instant }),
    )
    expect(targets(plan(input({ catalogue: [daily, sleep], entries: [...entries, ...nights] })))).toEqual([
      ['sleep', addDays(today, -5)],
    ])
  })

  it('asks for the fallback samples only on days where the archive turned out empty', () => {
    const entries = [today, addDays(today, -1)].map((day) => entry(daily, day))
    const nights = [
      entry(sleep, today, { state: 'empty', asked_at: 20 as Instant }),
      entry(sleep, addDays(today, -1), { asked_at: 20 as Instant }),
    ]
    const planned = plan(input({ catalogue: [samples], entries: [...entries, ...nights] }))
    expect(targets(planned)).toEqual([['samples', today]])
    expect(planned.derived).toEqual([])
  })

  it('asks for no file of an activity that was entered by hand', () => {
    const entries = [entry(list, wholeList), entry(list, '7', { marks: ['manual'] }), entry(list, '8')]
    const planned = plan(input({ groups: new Set(['activities']), entries }))
    expect(targets(planned)).toEqual([['original', '8']])
    expect(planned.derived).toMatchObject([{ dataset: 'original', item: '7', state: 'empty', reason: 'manual' }])
  })

  it('asks again for the file of a new activity that had none yet, in a deep pass', () => {
    const entries = [entry(list, wholeList), entry(list, '8')]
    const none = entry(original, '8', { state: 'empty', settled: false, asked_at: 20 as Instant })
    const shallow = input({ groups: new Set(['activities']), entries: [...entries, none] })
    expect(plan(shallow).requests).toEqual([])
    const pages = new Map([['list', [{ start: 0, asked_at: 150 as Instant, rows: 1 }]]])
    expect(targets(plan({ ...shallow, deep: new Set(['activities']), pages }))).toEqual([['original', '8']])
  })

  it('keeps to the range that was asked for', () => {
    const from = '2026-01-01' as LocalDate
    const to = '2026-01-31' as LocalDate
    expect(targets(plan(input({ catalogue: [daily], from, to })))).toEqual([['daily', from, to]])
  })

  it('asks with the first form that can be asked for the account, and leaves alone what cannot be asked at all', () => {
    const named = (per: Per) => ({ ...form('named', per), request: () => null })
    const range: Per = { kind: 'range', maxDays: 365 }
    const nameless = { ...daily, name: 'nameless', forms: [named(range)] as const }
    const other = { ...daily, name: 'other', forms: [named(range), form('other', range)] as const }
    const asked = plan(input({ catalogue: [nameless, other], from: today })).requests
    expect(asked.map(({ dataset: { name }, form: { name: by } }) => [name, by])).toEqual([['other', 'other']])
  })

  it('uses the next form when Garmin refuses the first, and a smaller span when it refused a longer one', () => {
    const two: DatasetDefinition = {
      ...daily,
      forms: [form('range', { kind: 'range', maxDays: 365 }), form('day', { kind: 'day', gate: null })],
    }
    const refused = plan(
      input({
        catalogue: [two],
        from: addDays(today, -2),
        forms: new Map([['daily', { refused: ['range'], cap: null }]]),
      }),
    )
    expect(targets(refused)).toEqual([
      ['daily', today],
      ['daily', addDays(today, -1)],
      ['daily', addDays(today, -2)],
    ])
    const capped = plan(
      input({ catalogue: [daily], from: addDays(today, -55), forms: new Map([['daily', { refused: [], cap: 28 }]]) }),
    )
    expect(targets(capped)).toEqual([
      ['daily', addDays(today, -27), today],
      ['daily', addDays(today, -55), addDays(today, -28)],
    ])
  })
})

describe('pages of a list', () => {
  const pages = (...read: [start: number, rows: number][]) =>
    new Map<number, KnownPage>(read.map(([start, rows]) => [start, { start, rows, asked_at: 1 as Instant }]))
  it('end with a page that is not full', () => {
    expect(nextPageStart(pages(), 100)).toBe(0)
    expect(nextPageStart(pages([0, 37]), 100)).toBeNull()
    expect(nextPageStart(pages([0, 0]), 100)).toBeNull()
  })
  it('overlap, so that a deletion between two requests loses nothing', () => {
    expect(nextPageStart(pages([0, 100]), 100)).toBe(95)
    expect(nextPageStart(pages([0, 100], [95, 12]), 100)).toBeNull()
  })
  it('go on when the number of rows looks like a cap that Garmin put on the limit', () => {
    expect(nextPageStart(pages([0, 100]), 1000)).toBe(95)
    expect(nextPageStart(pages([0, 100], [95, 100], [190, 5]), 1000)).toBeNull()
  })
})
