import type { DatasetDefinition, Form, Instant, Json, UserId } from '../domain/index.ts'
import type { Store } from '../store/index.ts'
import type { FormMemory } from './plan-types.ts'

interface Remembered extends FormMemory {
  readonly refused_at: Instant
  readonly halvings: number
}

/** A refusal may have been a bad day at Garmin's; a form is tried again after a week. */
const refusalMs = 7 * 86_400_000
/** 365 days become 22: enough for every cap that is known, and the end of trying. */
const mostHalvings = 4

/**
 * What Garmin taught us about asking, kept with the account: forms it refuses and spans it finds too large, so that
 * no refusal is provoked twice (RANGES section 6).
 */
export async function createFormMemory(store: Pick<Store, 'state'>, userId: UserId, now: Instant) {
  const prefix = 'form:'
  const known = new Map<string, Remembered>()
  for (const [key, value] of Object.entries(await store.state.all(userId))) {
    if (!key.startsWith(prefix)) continue
    const memory = value as unknown as Remembered
    known.set(key.slice(prefix.length), now - memory.refused_at > refusalMs ? { ...memory, refused: [] } : memory)
  }
  const before = (dataset: DatasetDefinition): Remembered =>
    known.get(dataset.name) ?? { refused: [], cap: null, refused_at: now, halvings: 0 }
  const write = async (dataset: DatasetDefinition, memory: Remembered) => {
    known.set(dataset.name, memory)
    await store.state.set(userId, prefix + dataset.name, memory as unknown as Json)
    return true
  }
  return {
    known: known as ReadonlyMap<string, FormMemory>,
    /** Remembers a refused form, for this run only unless it is `lasting`; true when another form is left to try. */
    refuse: async (dataset: DatasetDefinition, form: Form, lasting = true): Promise<boolean> => {
      const memory = before(dataset)
      if (!dataset.forms.some((other) => other !== form && !memory.refused.includes(other.name))) return false
      const next = { ...memory, refused: [...memory.refused, form.name], refused_at: now }
      if (lasting) return write(dataset, next)
      known.set(dataset.name, next)
      return true
    },
    /**
     * Remembers a smaller span after a 400: the number that the message names, or half of it. False when it is already
     * as small as makes sense.
     */
    shrink: async (dataset: DatasetDefinition, span: number, smallest: number, message: string): Promise<boolean> => {
      const memory = before(dataset)
      const named = [...message.matchAll(/\b(\d{1,4})\s*(?:day|row|week|item)/gi)]
        .map((match) => Number(match[1]))
        .find((size) => size >= smallest && size < span)
      const cap = named ?? Math.floor(span / 2)
      if (cap < smallest || memory.halvings >= mostHalvings) return false
      return write(dataset, { ...memory, cap, halvings: memory.halvings + 1 })
    },
  }
}
