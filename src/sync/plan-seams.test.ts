import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  eachDay,
  type Instant,
  type LedgerEntry,
  type LocalDate,
  wholeList,
  wholeListOf,
} from '../domain/index.ts'
import { nextPageStart } from './plan-lists.ts'
import { plan } from './planner.ts'
import { dataset, entry, input, simulate, targets, today } from './testing/planning.ts'

const dayMs = 86_400_000
const epoch = (200 * dayMs) as Instant
const ago = (days: number) => (epoch - days * dayMs) as Instant
const health = new Set(['health'])
const profile = new Set(['profile'])
const activities = new Set(['activities'])
const daily = dataset('daily', 'health', { kind: 'range', maxDays: 365 }, { trailingDays: 28 })

describe('a snapshot', () => {
  const goals = dataset('goals', 'profile', { kind: 'account', parts: ['active', 'past'] }, { everyDays: 7 })
  const asked = (active: number, past: number) => [
    entry(goals, wholeListOf('active'), { asked_at: ago(active) }),
    entry(goals, wholeListOf('past'), { asked_at: ago(past) }),
  ]
  const planned = (entries: ReturnType<typeof asked>, deep = profile) =>
    plan(input({ catalogue: [goals], groups: profile, deep, entries, epoch })).requests.map(({ target }) => target)

  it('of several parts is one request for each part', () => {
    const targets = planned([])
    expect(targets).toEqual([
      { kind: 'account', part: 'active' },
      { kind: 'account', part: 'past' },
    ])
  })

  it('is looked over again when its last asking is as old as it says, in a deep pass', () => {
    expect(planned(asked(7, 3))).toEqual([{ kind: 'account', part: 'active' }])
    expect(planned(asked(6, 3))).toEqual([])
    expect(planned(asked(30, 30), new Set())).toEqual([])
  })

  it('whose request names the day is told today, and so is an item', () => {
    const events = dataset('events', 'profile', { kind: 'account', asOf: 'today' })
    const solar = dataset('solar', 'profile', { kind: 'item', of: 'devices', asOf: 'today' })
    const devices = dataset('devices', 'profile', { kind: 'account' }, { everyDays: 7 })
    const known = [entry(devices, wholeList, { asked_at: epoch }), entry(devices, '17', { asked_at: epoch })]
    const entriesOf = (catalogue: Parameters<typeof input>[0]) =>
      plan(input({ ...catalogue, groups: profile, entries: known, epoch })).requests.map(({ target }) => target)
    expect(entriesOf({ catalogue: [devices, events] })).toEqual([{ kind: 'account', asOf: today }])
    expect(entriesOf({ catalogue: [devices, solar] })).toEqual([{ kind: 'item', id: '17', day: null, asOf: today }])
  })
})

describe('an item', () => {
  const list = dataset('list', 'activities', { kind: 'page', limit: 100 })
  const shown = (item: string, marks: string[], more = {}) =>
    entry(list, item, { marks, asked_at: epoch, changed_at: ago(3), ...more })
  const read = entry(list, wholeList, { asked_at: epoch })
  const asked = (follower: ReturnType<typeof dataset>, entries: LedgerEntry[]) => {
    const pages = new Map([['list', [{ start: 0, asked_at: epoch, rows: 5 }]]])
    const known = [read, ...entries]
    return targets(
      plan(input({ catalogue: [list, follower], groups: activities, deep: activities, entries: known, epoch, pages })),
    )
  }

  it('is asked for where it bears one of the marks, and again when it was edited', () => {
    const summary = dataset('summary', 'activities', {
      kind: 'item',
      of: 'list',
      only: ['big', 'edited'],
      whenChanged: true,
    })
    expect(asked(summary, [shown('1', []), shown('2', ['edited']), shown('3', ['big'])])).toEqual([
      ['summary', '2'],
      ['summary', '3'],
    ])
    const before = entry(summary, '2', { asked_at: ago(2) })
    expect(asked(summary, [shown('2', ['edited']), before])).toEqual([])
    expect(asked(summary, [shown('2', ['edited'], { changed_at: ago(1) }), before])).toEqual([['summary', '2']])
  })

  it('can name others, each of which is asked for once', () => {
    const legs = dataset('legs', 'activities', { kind: 'item', of: 'list', each: 'leg:' })
    const known = [shown('1', ['leg:7', 'leg:8', 'other']), shown('2', [])]
    expect(asked(legs, known)).toEqual([
      ['legs', '7'],
      ['legs', '8'],
    ])
    expect(asked(legs, [...known, entry(legs, '7', { asked_at: ago(9) })])).toEqual([['legs', '8']])
  })

  it('that an archive of its day holds is not asked for, and one whose archive is empty is', () => {
    const zip = dataset('zip', 'health', { kind: 'day', gate: null })
    const samples = dataset('samples', 'activities', { kind: 'item', of: 'list' }, { insteadOf: 'zip' })
    const [full, empty] = ['2026-03-01', '2026-03-02'] as LocalDate[] as [LocalDate, LocalDate]
    const known = [
      shown('1', [], { day: full }),
      shown('2', [], { day: empty }),
      entry(zip, full, { day: full }),
      entry(zip, empty, { day: empty, state: 'empty' }),
    ]
    expect(asked(samples, known)).toEqual([['samples', '2']])
  })
})

describe('a range', () => {
  it('of whole months is asked for month by month, into the future as far as it reaches', () => {
    const calendar = dataset('calendar', 'workouts', { kind: 'range', maxDays: 31, align: 'month', aheadDays: 30 })
    const from = addDays(today, -40)
    const asked = plan(input({ catalogue: [calendar], groups: new Set(['workouts']), from }))
    expect(targets(asked)).toEqual([
      ['calendar', '2026-04-01', '2026-04-30'],
      ['calendar', '2026-03-01', '2026-03-31'],
      ['calendar', '2026-02-01', '2026-02-28'],
    ])
  })

  it('that reaches as far as the history is asked for after it, and searches for nothing older', () => {
    const per = { kind: 'range', maxDays: 31, align: 'month', reach: 'history' } as const
    const calendar = dataset('calendar', 'health', per, { everyDays: 7 })
    const known = [...eachDay(addDays(today, -40), today)].map((day) => entry(daily, day, { asked_at: epoch }))
    const searched = [...eachDay(addDays(today, -500), addDays(today, -41))].map((day) =>
      entry(daily, day, { asked_at: epoch, state: 'empty' }),
    )
    const planned = (entries: typeof known) =>
      targets(plan(input({ catalogue: [daily, calendar], groups: health, entries, epoch })))
    expect(new Set(planned([]).map(([name]) => name))).toEqual(new Set(['daily']))
    expect(planned([...known, ...searched])).toEqual([
      ['calendar', '2026-03-01', '2026-03-31'],
      ['calendar', '2026-02-01', '2026-02-28'],
    ])
  })

  it('with a gate is asked for after the gate, over the days that it shows, and knows the others without asking', () => {
    const nights = dataset('nights', 'health', { kind: 'range', maxDays: 28, gate: 'daily' })
    const first = addDays(today, -55)
    const life = new Set<string>(eachDay(first, today))
    const start = input({ catalogue: [daily, nights] })
    const { asked, ledger } = simulate(life, start)
    const ofNights = asked.filter((one) => one.startsWith('nights'))
    expect(ofNights).toHaveLength(56)
    expect(ledger.get('nights', addDays(first, -1))).toMatchObject({ state: 'empty', reason: 'none-in:daily' })
  })

  it('that reaches ahead does not move the beginning of a history', () => {
    const schedule = dataset('schedule', 'health', { kind: 'range', maxDays: 365, aheadDays: 14 })
    const future = entry(schedule, addDays(today, 10))
    const asked = plan(input({ catalogue: [daily, schedule], entries: [future] }))
    expect(targets(asked)[0]).toEqual(['daily', addDays(today, -364), today])
  })

  it('of every seven days costs nothing in between, not even for the days that came since', () => {
    const age = dataset('age', 'health', { kind: 'range', maxDays: 29 }, { everyDays: 7, trailingDays: 28 })
    const history = (days: number) => [
      ...[...eachDay(addDays(today, -364), addDays(today, -days))].map((day) =>
        entry(age, day, { asked_at: ago(days) }),
      ),
      ...[...eachDay(addDays(today, -365 - 365), addDays(today, -365))].map((day) =>
        entry(age, day, { state: 'empty' }),
      ),
    ]
    const planned = (days: number) =>
      targets(plan(input({ catalogue: [age], groups: health, deep: health, entries: history(days), epoch })))
    for (const days of [1, 2, 3, 4, 5, 6]) expect(planned(days), `${days} days later`).toEqual([])
    expect(planned(7)).toEqual([['age', addDays(today, -27), today]])
  })

  it('of every seven days still fills what was never asked before it was last looked over', () => {
    const age = dataset('age', 'health', { kind: 'range', maxDays: 29 }, { everyDays: 7 })
    const old = [...eachDay('2020-01-01' as LocalDate, '2020-01-20' as LocalDate)]
    const entries = old.map((day) => entry(age, day, { asked_at: ago(1) }))
    const asked = plan(input({ catalogue: [age], entries, epoch, from: addDays(today, -20) }))
    expect(targets(asked)).toEqual([['age', addDays(today, -20), addDays(today, -2)]])
  })

  it('filled by another is asked only for what the other leaves open', () => {
    const load = dataset('load', 'health', { kind: 'range', maxDays: 365 }, { filledBy: 'daily' })
    const entries = [...eachDay(addDays(today, -9), today)].flatMap((day, index) => [
      entry(daily, day, { asked_at: epoch }),
      ...(index < 8 ? [entry(load, day, { asked_at: epoch })] : []),
    ])
    const start = input({ catalogue: [daily, load], from: addDays(today, -9), epoch })
    expect(targets(plan(start))).toEqual([['daily', addDays(today, -9), today]])
    expect(targets(plan({ ...start, ledger: input({ entries }).ledger }))).toEqual([
      ['load', addDays(today, -1), today],
    ])
  })
})

describe('items', () => {
  const list = dataset('list', 'activities', { kind: 'page', limit: 100 })
  const sets = dataset('sets', 'activities', { kind: 'item', of: 'list', only: 'strength' })
  const stats = dataset('stats', 'activities', { kind: 'item', of: 'list' }, { everyDays: 7 })
  const known = [
    entry(list, wholeList, { asked_at: epoch }),
    entry(list, '1', { marks: ['strength'], asked_at: epoch }),
    entry(list, '2', { marks: ['outdoor'], asked_at: epoch }),
    entry(list, '3', { asked_at: epoch }),
  ]

  it('are asked for only where the list bears the mark', () => {
    const asked = plan(input({ catalogue: [list, sets], groups: activities, entries: known, epoch }))
    expect(targets(asked)).toEqual([['sets', '1']])
    expect(asked.derived).toEqual([])
  })

  it('are asked for again where the dataset says how often', () => {
    const entries = [
      ...known,
      entry(stats, '1', { asked_at: ago(7) }),
      entry(stats, '2', { asked_at: ago(6) }),
      entry(stats, '3', { asked_at: ago(7), state: 'empty' }),
    ]
    const start = input({ catalogue: [stats], groups: activities, entries, epoch })
    expect(targets(plan({ ...start, deep: activities }))).toEqual([['stats', '1']])
    expect(targets(plan(start))).toEqual([])
  })
})

describe('pages', () => {
  it('of a service that counts from 1 begin with 1', () => {
    expect(nextPageStart(new Map(), 20, 1)).toBe(1)
    expect(nextPageStart(new Map([[1, { start: 1, asked_at: epoch, rows: 20 }]]), 20, 1)).toBe(16)
    expect(nextPageStart(new Map([[1, { start: 1, asked_at: epoch, rows: 19 }]]), 20, 1)).toBeNull()
    const challenges = dataset('challenges', 'profile', { kind: 'page', limit: 20, firstStart: 1 })
    const [asked] = plan(input({ catalogue: [challenges], groups: profile })).requests
    expect(asked?.target).toEqual({ kind: 'page', start: 1, limit: 20 })
  })

  it('of every seven days are read again when they are old, or were not read to their end', () => {
    const courses = dataset('courses', 'profile', { kind: 'page', limit: 20 }, { everyDays: 7 })
    const asked = (days: number, rows: number) => {
      const pages = new Map([['courses', [{ start: 0, asked_at: ago(days), rows }]]])
      const entries = [entry(courses, wholeList, { asked_at: ago(days) })]
      return plan(input({ catalogue: [courses], groups: profile, deep: profile, entries, pages, epoch })).requests
        .length
    }
    expect([asked(6, 7), asked(7, 7), asked(6, 20)]).toEqual([0, 1, 1])
  })
})

describe('windows', () => {
  it('cover every due day exactly once, never longer than the cap, whole months where they are asked for', () => {
    const days = fc.uniqueArray(fc.integer({ min: 0, max: 900 }), { maxLength: 120 })
    fc.assert(
      fc.property(days, fc.constantFrom(1, 28, 29, 31, 365), fc.boolean(), (offsets, maxDays, months) => {
        const shown = offsets.map((offset) => addDays(today, -offset))
        const per = { kind: 'range', maxDays, gate: 'daily', ...(months ? { align: 'month' as const } : {}) } as const
        const ranged = dataset('ranged', 'health', per)
        const entries = shown.map((day) => entry(daily, day, { asked_at: epoch }))
        const from = addDays(today, -1000)
        const missing = [...eachDay(from, today)].filter((day) => !shown.includes(day))
        const empty = missing.map((day) => entry(daily, day, { state: 'empty', asked_at: epoch }))
        const { requests } = plan(input({ catalogue: [daily, ranged], entries: [...entries, ...empty], from, epoch }))
        const windows = requests.flatMap(({ target }) => (target.kind === 'range' ? [target] : []))
        for (const day of shown) expect(windows.filter(({ start, end }) => start <= day && day <= end)).toHaveLength(1)
        for (const { start, end } of windows) {
          const length = [...eachDay(start, end)].length
          if (months) {
            expect(start.endsWith('-01')).toBe(true)
            expect(addDays(end, 1).endsWith('-01')).toBe(true)
            expect(start.slice(0, 7)).toBe(end.slice(0, 7))
          } else expect(length).toBeLessThanOrEqual(maxDays)
        }
      }),
      { numRuns: 60 },
    )
  })
})
