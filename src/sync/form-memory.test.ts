import { describe, expect, it } from 'vitest'
import type { Instant, Json, UserId } from '../domain/index.ts'
import { createFormMemory } from './form-memory.ts'
import { dataset } from './testing/planning.ts'

const userId = '1' as UserId
const daily = dataset('daily', 'health', { kind: 'range', maxDays: 365 })
/** State of an account, in memory. */
const stateOf = () => {
  const kept = new Map<string, Json>()
  return {
    state: {
      get: async (_scope: string, key: string) => kept.get(key) ?? null,
      set: async (_scope: string, key: string, value: Json | null) => void kept.set(key, value),
      all: async () => Object.fromEntries(kept),
    },
  }
}
const refusal = (text: string) => JSON.stringify({ message: text })

describe('a span that Garmin refuses', () => {
  it('is halved once, and later runs know', async () => {
    const store = stateOf()
    const first = await createFormMemory(store, userId, 1 as Instant)
    expect(await first.shrink(daily, 365, 1, refusal('Bad request'))).toBe(true)
    expect(first.known.get('daily')?.cap).toBe(182)
    const later = await createFormMemory(store, userId, (400 * 86_400_000) as Instant)
    expect(later.known.get('daily')?.cap).toBe(182)
  })

  it('becomes the number that the refusal names', async () => {
    const memory = await createFormMemory(stateOf(), userId, 1 as Instant)
    await memory.shrink(daily, 365, 1, refusal('Date range exceeds the maximum of 28 days'))
    expect(memory.known.get('daily')?.cap).toBe(28)
  })

  it('is not halved for ever', async () => {
    const memory = await createFormMemory(stateOf(), userId, 1 as Instant)
    const caps: (number | null)[] = []
    for (let span = 365; await memory.shrink(daily, span, 1, refusal('no')); ) {
      span = memory.known.get('daily')?.cap ?? 0
      caps.push(span)
    }
    expect(caps).toEqual([182, 91, 45, 22])
  })
})
