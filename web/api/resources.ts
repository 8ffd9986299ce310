import { type Signal, signal } from '@preact/signals'
import type { Client } from '../../src/contract/index.ts'
import { type Failure, toFailure } from '../../src/domain/index.ts'
import type { Connection } from './connection.ts'

/** One question to the server and what is known of its answer. The last answer stays while another one is asked for. */
export interface Resource<T> {
  /** `offline`: the answer is one that was kept, or there is none and nobody can be reached. */
  readonly state: 'loading' | 'ready' | 'error' | 'offline'
  readonly data: T | null
  /** When `data` was true, UTC ms. */
  readonly asOf: number | null
  readonly problem: Failure | null
}

export type Load<T> = (client: Client, signal: AbortSignal) => Promise<T>

interface Entry {
  readonly shown: Signal<Resource<unknown>>
  load: Load<unknown>
  users: number
  running: AbortController | null
}

/** Answers by the question's key. What nobody looks at any more is kept, up to a few dozen, for the way back. */
export interface Resources {
  /** Asks unless the answer is there or on its way; `release` when nobody looks at it any more. */
  use<T>(key: string, load: Load<T>): Signal<Resource<T>>
  release(key: string): void
  /** Asks again for what is looked at and matches, and forgets the rest that does. Left out: everything. */
  refresh(matches?: (key: string) => boolean): void
  /** Forgets everything: another account is looked at. */
  clear(): void
}

const blank: Resource<unknown> = { state: 'loading', data: null, asOf: null, problem: null }
const keptUnused = 40

export function createResources(options: { connection: Connection; clock: () => number }): Resources {
  const entries = new Map<string, Entry>()

  const ask = async (entry: Entry) => {
    entry.running?.abort()
    const running = new AbortController()
    entry.running = running
    const heard = { keptAt: null as number | null }
    try {
      const data = await entry.load(options.connection.hearing(heard), running.signal)
      if (entry.running !== running) return
      const asOf = heard.keptAt ?? options.clock()
      entry.shown.value = { state: heard.keptAt === null ? 'ready' : 'offline', data, asOf, problem: null }
    } catch (thrown) {
      if (entry.running !== running) return
      const problem = toFailure(thrown)
      const state = problem.code === 'server.unreachable' ? 'offline' : 'error'
      entry.shown.value = { ...entry.shown.value, state, problem }
    }
    entry.running = null
  }

  const forgetOldest = () => {
    const unused = [...entries].filter(([, { users }]) => users === 0)
    for (const [key] of unused.slice(0, Math.max(0, unused.length - keptUnused))) entries.delete(key)
  }

  return {
    use: <T>(key: string, load: Load<T>) => {
      const known = entries.get(key)
      const entry = known ?? { shown: signal(blank), load, users: 0, running: null }
      entry.load = load
      entry.users++
      // Set anew, so that the map's order is that of use.
      entries.delete(key)
      entries.set(key, entry)
      if (entry.running === null && (known === undefined || entry.shown.value.state !== 'ready')) void ask(entry)
      return entry.shown as Signal<Resource<T>>
    },
    release: (key) => {
      const entry = entries.get(key)
      if (entry === undefined) return
      entry.users--
      if (entry.users === 0) forgetOldest()
    },
    refresh: (matches = () => true) => {
      for (const [key, entry] of entries) {
        if (!matches(key)) continue
        if (entry.users > 0) void ask(entry)
        else entries.delete(key)
      }
    },
    clear: () => {
      for (const [, entry] of entries) entry.running?.abort()
      entries.clear()
    },
  }
}
