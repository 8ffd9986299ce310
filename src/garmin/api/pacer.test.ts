import { expect, test } from 'vitest'
import { type Instant, isFailure } from '../../domain/index.ts'
import { testClock } from '../testing/memory-stores.ts'
import type { ApiEvent, PaceState } from '../types.ts'
import { createPacer } from './pacer.ts'

const signal = new AbortController().signal
function open(
  more: { burst?: number; perSecond?: number; state?: PaceState | null; off?: boolean; maxWaitMs?: number } = {},
) {
  const time = testClock()
  const events: ApiEvent[] = []
  const pacer = createPacer({
    pace: more.off ? null : { burst: more.burst ?? 3, perSecond: more.perSecond ?? 2 },
    state: more.state ?? null,
    clock: time.clock,
    maxWaitMs: more.maxWaitMs ?? 900_000,
    sleep: time.sleep,
    onEvent: (event) => events.push(event),
  })
  const start = time.clock()
  const take = async (count: number) => {
    const leaves = Array.from({ length: count }, () => pacer.take(signal).then(() => time.clock() - start))
    return Promise.all(leaves)
  }
  return { pacer, events, take, start, ...time }
}

test('a burst leaves at once, then so many a second, waiters one by one', async () => {
  const { take } = open()
  expect(await take(7)).toEqual([0, 0, 0, 500, 1000, 1500, 2000])
})

test('no pace, no wait', async () => {
  const { take, slept } = open({ off: true })
  expect(new Set(await take(1000))).toEqual(new Set([0]))
  expect(slept).toEqual([])
})

test('a 429 halves the pace and holds back everybody until its end; one episode counts once', async () => {
  const { pacer, take, clock, start, events } = open()
  await take(1)
  const until = (start + 60_000) as Instant
  pacer.slowDown(until, start)
  pacer.slowDown(until, start)
  expect(pacer.state()).toMatchObject({ factor: 0.5, notBefore: until })
  expect(await take(2)).toEqual([60_000, 60_000])
  expect(events[0]).toEqual({ type: 'wait', until, reason: 'rate-limited' })
  pacer.slowDown(clock(), clock())
  expect(pacer.state().factor).toBe(0.25)
  for (let i = 0; i < 200; i++) pacer.recover()
  expect(pacer.state().factor).toBe(1)
})

test('a waiter looks again after its sleep', async () => {
  const { pacer, clock, start, sleep } = open({ burst: 1, perSecond: 1 })
  await pacer.take(signal)
  let slowed = false
  const again = createPacer({
    pace: { burst: 1, perSecond: 1 },
    state: pacer.state(),
    clock,
    maxWaitMs: 900_000,
    onEvent: () => undefined,
    sleep: async (ms, signal) => {
      await sleep(ms, signal)
      if (!slowed) again.slowDown((start + 30_000) as Instant, clock())
      slowed = true
    },
  })
  await again.take(signal)
  expect(clock() - start).toBeGreaterThanOrEqual(30_000)
})

test('the state goes on after a restart, and a pause longer than allowed ends at once', async () => {
  const first = open()
  await first.take(3)
  first.pacer.slowDown((first.start + 3_600_000) as Instant, first.start)
  const second = open({ state: first.pacer.state() })
  const failure = await second.pacer.take(signal).catch((thrown: unknown) => thrown)
  expect(isFailure(failure, 'garmin.rate-limited') && failure.retryAt).toBe(first.start + 3_600_000)
  expect(second.slept).toEqual([])
  second.advance(3_600_000)
  expect(await second.take(1)).toEqual([3_600_000])
})

test('one who is interrupted does not hold up those behind', async () => {
  const { pacer } = open({ burst: 1 })
  const gone = pacer.take(AbortSignal.abort()).catch((thrown: unknown) => thrown)
  const next = pacer.take(signal)
  expect(isFailure(await gone, 'interrupted')).toBe(true)
  await next
})

test('a clock that goes back neither gives nor blocks', async () => {
  const { pacer, advance, take } = open({ burst: 2 })
  await take(2)
  advance(-3_600_000)
  expect(pacer.state().allowance).toBe(0)
  advance(500)
  expect(pacer.state().allowance).toBe(1)
})
