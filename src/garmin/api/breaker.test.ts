import { expect, test } from 'vitest'
import type { Instant } from '../../domain/index.ts'
import { createBreaker } from './breaker.ts'

const setUp = () => {
  let now = 1_000_000
  const waits: number[] = []
  const breaker = createBreaker({
    clock: () => now as Instant,
    sleep: async (ms) => {
      waits.push(ms)
      now += ms
    },
  })
  const never = new AbortController().signal
  const pass = (maxWaitMs = 3_600_000) => breaker.pass(maxWaitMs, never, () => undefined)
  const troubles = (count: number) => {
    for (let at = 0; at < count; at++) breaker.trouble()
  }
  return { breaker, pass, troubles, waits }
}

test('troubles with good answers between them never open it', async () => {
  const { breaker, pass, troubles, waits } = setUp()
  for (let round = 0; round < 5; round++) {
    troubles(9)
    breaker.good()
  }
  await pass()
  expect(waits).toEqual([])
})

test('ten troubles in a row open it; one request tries after a pause, and a good answer closes it', async () => {
  const { breaker, pass, troubles, waits } = setUp()
  troubles(10)
  await pass()
  expect(waits).toEqual([30_000])
  breaker.good()
  await pass()
  expect(waits).toEqual([30_000])
})

test('each further trouble doubles the pause, up to a quarter of an hour', async () => {
  const { breaker, pass, troubles, waits } = setUp()
  troubles(10)
  for (let round = 0; round < 7; round++) {
    await pass()
    breaker.trouble()
  }
  expect(waits.slice(0, 7)).toEqual([30_000, 60_000, 120_000, 240_000, 480_000, 900_000, 900_000])
})

test('while one tries, the others wait for what comes of it', async () => {
  const { breaker, pass, troubles, waits } = setUp()
  troubles(10)
  await pass()
  const second = pass().then(() => waits.length)
  breaker.good()
  expect(await second).toBe(2)
  expect(waits[1]).toBe(1000)
})

test('who cannot wait for so long is told when to come back', async () => {
  const { pass, troubles } = setUp()
  troubles(10)
  await expect(pass(5000)).rejects.toMatchObject({ code: 'garmin.unreachable', retryAt: 1_030_000 })
})
