import { expect, test } from 'vitest'
import type { Instant, Json } from '../domain/index.ts'
import { createBudget } from './budget.ts'

const noon = Date.UTC(2026, 0, 1, 12)
const nextDay = Date.UTC(2026, 0, 2)
const setUp = (limits: { perRun: number | null; perDay: number | null } | null, kept: Json = null, before = 0) => {
  let now = noon
  const budget = createBudget({ limits, kept, before, clock: () => now as Instant })
  return { budget, goTo: (moment: number) => (now = moment) }
}

test('a run may send as many as it may, those before a take-over included', () => {
  const { budget } = setUp({ perRun: 10, perDay: null }, null, 4)
  budget.check(5)
  expect(() => budget.check(6)).toThrowError(expect.objectContaining({ code: 'sync.budget-spent' }))
})

test('a day counts what other processes sent, and is told with the moment of the next one', () => {
  const { budget: first } = setUp({ perRun: null, perDay: 100 })
  first.check(99)
  const { budget } = setUp({ perRun: null, perDay: 100 }, first.standing(99))
  budget.check(0)
  expect(() => budget.check(1)).toThrowError(expect.objectContaining({ retryAt: nextDay }))
})

test('with the next day it begins anew, also within a run', () => {
  const { budget, goTo } = setUp({ perRun: null, perDay: 100 }, { day: Math.floor(noon / 86_400_000), requests: 90 })
  expect(() => budget.check(10)).toThrow()
  goTo(nextDay)
  budget.check(10)
  budget.check(109)
  expect(() => budget.check(110)).toThrow()
  expect(budget.standing(50)).toMatchObject({ requests: 40 })
})

test('without limits nothing is refused, and it is counted all the same', () => {
  const { budget } = setUp(null)
  budget.check(1_000_000)
  expect(budget.standing(7)).toMatchObject({ requests: 7 })
})
