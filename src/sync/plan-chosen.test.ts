import { describe, expect, it } from 'vitest'
import { addDays, type Instant, type LedgerEntry, type LocalDate, type SyncScope } from '../domain/index.ts'
import { chosenOf } from './plan-chosen.ts'
import type { PlanInput } from './plan-types.ts'
import { plan } from './planner.ts'
import { dataset, entry, input, simulate, targets, today } from './testing/planning.ts'

const daily = dataset('daily', 'health', { kind: 'range', maxDays: 365 }, { trailingDays: 28 })
const sleep = dataset('sleep', 'health', { kind: 'day', gate: 'daily' })
const dear = dataset('dear', 'health', { kind: 'day', gate: 'daily', recentDays: 7 })
const samples = dataset('samples', 'health', { kind: 'day', gate: 'daily' }, { insteadOf: 'sleep' })
const weekly = dataset('weekly', 'health', { kind: 'range', maxDays: 28 }, { everyDays: 7 })
const list = dataset('list', 'activities', { kind: 'page', limit: 100 })
const original = dataset('original', 'activities', { kind: 'item', of: 'list' })
const catalogue = [daily, sleep, dear, samples, weekly, list, original]

const [from, to] = ['2026-02-03', '2026-02-14'] as LocalDate[]
const days = (from: string, count: number) => Array.from({ length: count }, (_, day) => addDays(from as LocalDate, day))
const chosen = (wish: Pick<SyncScope, 'datasets' | 'items'>, more: Partial<PlanInput> & { entries?: LedgerEntry[] }) =>
  input({ catalogue, groups: new Set(['health', 'activities']), ...more, chosen: chosenOf(catalogue, wish) })

describe('a plan for chosen datasets', () => {
  it('asks for the open days of the span and of nothing else, after the range that shows them', () => {
    const known = days('2025-04-01', 308).map((day) => entry(daily, day))
    const start = chosen({ datasets: ['sleep'] }, { from: from as LocalDate, to: to as LocalDate, entries: known })
    expect(targets(plan(start))).toEqual([['daily', from, to]])
    const { asked } = simulate(new Set(days('2026-02-03', 12)), start)
    expect(asked.filter((one) => one.startsWith('sleep'))).toHaveLength(12)
    expect(asked.every((one) => /^(daily|sleep) 2026-02-(0[3-9]|1[0-4])$/.test(one))).toBe(true)
  })

  it('asks nothing where everything of them is known', () => {
    const entries = days('2026-02-03', 12).flatMap((day) => [entry(daily, day), entry(sleep, day)])
    const start = chosen({ datasets: ['sleep'] }, { from: from as LocalDate, to: to as LocalDate, entries })
    expect(plan(start).requests).toEqual([])
  })

  it('asks failed days again, and what stands in for a dataset only where that one turned out empty', () => {
    const entries = days('2026-02-03', 12).flatMap((day) => [
      entry(daily, day),
      entry(sleep, day, day === '2026-02-05' ? { state: 'empty' } : {}),
    ])
    entries.push(entry(samples, '2026-02-05', { state: 'failed', attempts: 1, settled: false }))
    const start = chosen({ datasets: ['samples'] }, { from: from as LocalDate, to: to as LocalDate, entries })
    expect(targets(plan(start))).toEqual([['samples', '2026-02-05']])
  })

  it('asks old days that are too dear by themselves, and days that would wait for their week', () => {
    const entries = days('2026-01-01', 90).map((day) => entry(daily, day))
    entries.push(...days('2026-01-01', 88).map((day) => entry(weekly, day, { asked_at: 99 as Instant })))
    const wish = { from: '2026-02-03' as LocalDate, to: null, entries }
    const whole = plan(input({ catalogue, ...wish }))
    expect(targets(whole).filter(([name]) => name === 'weekly')).toEqual([])
    const picked = plan(chosen({ datasets: ['weekly', 'dear'] }, wish))
    expect(targets(picked)).toContainEqual(['weekly', '2026-03-30', today])
    const { asked } = simulate(new Set(), chosen({ datasets: ['dear'] }, { ...wish, to: '2026-02-04' as LocalDate }))
    expect(asked.sort()).toEqual(['dear 2026-02-03', 'dear 2026-02-04'])
  })
})

describe('a plan for named items', () => {
  it('is a request for each, whatever shows it; neighbours of a range share one', () => {
    const wish = {
      items: [
        { dataset: 'sleep', key: '2026-02-05' },
        { dataset: 'weekly', key: '2026-02-05' },
        { dataset: 'weekly', key: '2026-02-06' },
        { dataset: 'original', key: '77' },
      ],
    }
    const shown = entry(list, '77', { day: '2026-02-05' as LocalDate })
    const planned = plan(chosen(wish, { entries: [shown] }))
    expect(targets(planned)).toEqual([['weekly', '2026-02-05', '2026-02-06']])
    const { asked } = simulate(new Set(), chosen(wish, { entries: [shown] }))
    expect(asked.sort()).toEqual(['original 77', 'sleep 2026-02-05', 'weekly 2026-02-05', 'weekly 2026-02-06'])
  })

  it('leaves alone what is there and settled, and reads a failed list from its beginning', () => {
    const entries = [
      entry(sleep, '2026-02-05'),
      entry(sleep, '2026-02-06', { settled: false }),
      entry(list, 'list', { state: 'failed', attempts: 1, settled: false }),
    ]
    const wish = {
      items: [
        { dataset: 'sleep', key: '2026-02-05' },
        { dataset: 'sleep', key: '2026-02-06' },
        { dataset: 'list', key: 'list' },
      ],
    }
    const planned = plan(chosen(wish, { entries }))
    expect(planned.requests.map(({ dataset, target }) => [dataset.name, target.kind])).toEqual([['list', 'page']])
    const nights = plan(chosen({ items: wish.items.slice(0, 2) }, { entries }))
    expect(targets(nights)).toEqual([['sleep', '2026-02-06']])
  })
})
