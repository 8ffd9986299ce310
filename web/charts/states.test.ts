import { describe, expect, test } from 'vitest'
import { addDays, parseLocalDate } from '../../src/domain/index.ts'
import {
  countStates,
  type DayState,
  type StateRun,
  statesByDay,
  stripShapes,
  toDayState,
  worstState,
} from './states.ts'

const day = parseLocalDate
const run = (from: string, to: string, state: DayState): StateRun => ({ from: day(from), to: day(to), state })
const week = [
  run('2026-11-16', '2026-11-16', 'present'),
  run('2026-11-17', '2026-11-17', 'empty'),
  run('2026-11-18', '2026-11-18', 'failed'),
  run('2026-11-19', '2026-11-20', 'missing'),
  run('2026-11-21', '2026-11-21', 'provisional'),
]

test('present and not settled is provisional; other states say by themselves what they are', () => {
  expect(toDayState('present', true)).toBe('present')
  expect(toDayState('present', false)).toBe('provisional')
  expect(toDayState('empty', false)).toBe('empty')
  expect(toDayState('failed', false)).toBe('failed')
})

test('the most troubling state wins', () => {
  expect(worstState(['present', 'missing', 'failed'])).toBe('failed')
  expect(worstState(['empty', 'present', 'provisional'])).toBe('provisional')
  expect(worstState(['empty', 'present'])).toBe('present')
  expect(worstState([])).toBe('ahead')
})

test('days that no run covers are to come', () => {
  expect(statesByDay(week, day('2026-11-15'), day('2026-11-22'))).toEqual([
    'ahead',
    'present',
    'empty',
    'failed',
    'missing',
    'missing',
    'provisional',
    'ahead',
  ])
  expect(countStates(statesByDay(week, day('2026-11-16'), day('2026-11-22')))).toEqual({
    failed: 1,
    missing: 2,
    provisional: 1,
    present: 1,
    empty: 1,
    ahead: 1,
  })
})

describe('a strip', () => {
  test('covers the asked range without a hole, and joins equal neighbours', () => {
    const shapes = stripShapes(week, day('2026-11-16'), day('2026-11-22'))
    expect(shapes.map(({ state }) => state)).toEqual(['present', 'empty', 'failed', 'missing', 'provisional', 'ahead'])
    expect(shapes[0]?.start).toBe(0)
    expect(shapes.at(-1)?.end).toBe(1)
    for (const [at, { start }] of shapes.entries()) if (at > 0) expect(start).toBe(shapes[at - 1]?.end)
    expect(shapes[3]).toMatchObject({ from: '2026-11-19', to: '2026-11-20' })
  })

  test('one failed day in five years is still there', () => {
    const runs = [run('2020-01-01', '2024-12-31', 'present'), run('2022-05-05', '2022-05-05', 'failed')]
    const shapes = stripShapes(runs, day('2020-01-01'), day('2024-12-31'))
    expect(shapes.map(({ state }) => state)).toEqual(['present', 'failed', 'present'])
  })

  test('has at most 400 shapes whatever the days are like', () => {
    const from = day('2017-01-09')
    const days = Array.from({ length: 3606 }, (_, at) => addDays(from, at))
    const runs = days.map((each, at) => ({ from: each, to: each, state: at % 2 ? 'empty' : 'present' }) as StateRun)
    const striped = days.map(
      (each, at) => ({ ...runs[at], from: each, state: at % 14 < 7 ? 'failed' : 'missing' }) as StateRun,
    )
    for (const each of [runs, striped, runs.slice(0, 1000)]) {
      const last = each.at(-1)?.to ?? from
      expect(stripShapes(each, from, last).length).toBeLessThanOrEqual(400)
    }
  })
})
