import { expect, test } from 'vitest'
import { type Attempt, decideRetry } from './retry.ts'

const base: Attempt = {
  trouble: 'fault',
  times: 1,
  retryAfterMs: null,
  repeatable: true,
  waitedMs: 0,
  maxWaitMs: 900_000,
  random: 0,
}
const decide = (attempt: Partial<Attempt>) => decideRetry({ ...base, ...attempt })

test('a passing fault is tried three times in all, only where repeating does no harm', () => {
  expect(decide({ times: 1 })).toEqual({ again: true, ms: 1000 })
  expect(decide({ times: 2 })).toEqual({ again: true, ms: 2000 })
  expect(decide({ times: 3 }).again).toBe(false)
  expect(decide({ repeatable: false }).again).toBe(false)
  expect(decide({ retryAfterMs: 5000 })).toEqual({ again: true, ms: 5000 })
  expect(decide({ retryAfterMs: 901_000 }).again).toBe(false)
})

test('a 429 waits as long as Garmin says, else from 30 s doubling with jitter; longer than allowed it gives up', () => {
  const trouble = 'rate-limited'
  expect(decide({ trouble, retryAfterMs: 120_000 })).toEqual({ again: true, ms: 120_000 })
  expect(decide({ trouble, retryAfterMs: 0 })).toEqual({ again: true, ms: 1000 })
  expect(decide({ trouble, retryAfterMs: 900_001 })).toEqual({ again: false, ms: 900_001 })
  const waits = [1, 2, 3, 4, 5].map((times) => decide({ trouble, times, repeatable: false }))
  expect(waits.map(({ ms }) => ms / 1000)).toEqual([30, 60, 120, 240, 480])
  expect(waits.every(({ again }) => again)).toBe(true)
  expect(decide({ trouble, times: 6 }).again).toBe(false)
  expect(decide({ trouble, times: 1, random: 1 }).ms).toBe(37_500)
  expect(decide({ trouble, times: 10, retryAfterMs: 1000 }).again).toBe(false)
})

test('the edge gets the longest wait altogether, then it is given up', () => {
  const trouble = 'edge'
  expect(decide({ trouble })).toEqual({ again: true, ms: 30_000 })
  expect(decide({ trouble, times: 5, waitedMs: 450_000 })).toEqual({ again: true, ms: 450_000 })
  expect(decide({ trouble, times: 6, waitedMs: 900_000 }).again).toBe(false)
  expect(decide({ trouble, maxWaitMs: 2000 })).toEqual({ again: true, ms: 2000 })
})
