import { describe, expect, it } from 'vitest'
import { type Answer, defineTable, fail, type GarminRequest, type Instant, toUserId } from '../domain/index.ts'
import type { Arrival, Keep, Store } from '../store/index.ts'
import { carryOutAll, clearShelf } from './ahead.ts'
import { createInlineDecode } from './decode/decode.ts'
import { knownInStore } from './known-before.ts'
import { createLedgerView } from './ledger-view.ts'
import type { PlannedRequest } from './plan-types.ts'
import type { EngineOptions, RunInput, RunState } from './run-state.ts'
import { dataset, form, today } from './testing/planning.ts'

const table = defineTable({ name: 'notes', key: ['id'], time: null, about: '', columns: { id: 'text' } })
const notes = dataset('notes', 'health', { kind: 'item', of: 'list' }, { tables: [table] })
const one = {
  ...form('one', notes.forms[0].per),
  request: (target: PlannedRequest['target']): GarminRequest => ({
    method: 'GET',
    path: `/notes/${target.kind === 'item' ? target.id : ''}`,
    expects: 'json',
  }),
  read: ({ json }: Answer) => {
    const id = String((json as { id: string }).id)
    return { items: [{ item: id, day: null, content: json ?? null, rows: { notes: [{ id }] } }] }
  },
}
const item = (id: string): PlannedRequest => ({
  dataset: { ...notes, forms: [one] },
  form: one,
  target: { kind: 'item', id, day: null },
  reason: 'missing',
})

/** A store and a Garmin that write down what happens to them, in order. */
function open({ waitMs = 0, keep = async () => undefined as unknown } = {}) {
  const happened: string[] = []
  const shelf = new Map<string, Arrival>()
  const kept: Keep[] = []
  const store = {
    arrivals: {
      put: async (_: unknown, arrival: Arrival) => {
        happened.push(`shelved ${arrival.key}`)
        shelf.set(arrival.key, arrival)
      },
      take: async () => [...shelf.values()],
      drop: async (_: unknown, { key }: Arrival) => shelf.delete(key),
    },
    keep: async (what: Keep) => {
      await keep()
      kept.push(what)
      happened.push(`kept ${what.entries.map((entry) => entry.item).join()}`)
      if (what.arrival !== undefined) shelf.delete(what.arrival.key)
    },
    ledger: { find: async () => [] },
    rows: { keys: async () => [] },
  } as unknown as Store
  const catalogue = [item('').dataset]
  const options: EngineOptions = {
    store,
    catalogue,
    clock: () => 100 as Instant,
    decode: createInlineDecode(catalogue),
  }
  const send = async ({ path }: GarminRequest, signal: AbortSignal) => {
    const id = path.split('/').at(-1) ?? ''
    happened.push(`asked ${id}`)
    // An answer takes its time; the signal ends the waiting.
    await new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(fail('interrupted')), { once: true })
      setTimeout(resolve, 5)
    })
    return { status: 200, json: { id }, text: JSON.stringify({ id }) }
  }
  const nobody = () => undefined
  const report = { begin: nobody, done: nobody, note: nobody, itemFailed: nobody, kept: nobody }
  const input = {
    userId: toUserId('1'),
    account: { displayName: null, profileId: '1' },
    today,
    epoch: 50,
    api: { send, waitMs: () => waitMs },
    report: { ...report, numbers: () => ({ jobId: 'j', numbers: {} }) },
    signal: new AbortController().signal,
  } as unknown as RunInput
  const ledger = createLedgerView()
  const state = {
    ledger,
    before: knownInStore(store, input.userId, ledger),
    pages: new Map(),
    forms: { shrink: async () => false, refuse: async () => false },
  } as unknown as RunState
  const run = async (batch: readonly PlannedRequest[]) => {
    const outcomes: string[] = []
    for await (const outcome of carryOutAll(options, input, state, batch)) outcomes.push(outcome)
    return outcomes
  }
  return { happened, shelf, kept, options, input, state, run }
}

describe('requests one after the other', () => {
  it('sends the next one before the answer is read, and never more than one answer is not kept', async () => {
    const { happened, shelf, run } = open()
    expect(await run(['1', '2', '3'].map(item))).toEqual(['done', 'done', 'done'])
    expect(happened).toEqual(['asked 1', 'shelved 1', 'asked 2', 'kept 1', 'shelved 2', 'asked 3', 'kept 2', 'kept 3'])
    expect(shelf.size).toBe(0)
  })

  it('reads at once where the pace holds the next one back', async () => {
    const { happened, run } = open({ waitMs: 500 })
    await run(['1', '2'].map(item))
    expect(happened).toEqual(['asked 1', 'kept 1', 'asked 2', 'kept 2'])
  })

  it('ends with the failure of an answer that cannot be kept, and the question under way with it', async () => {
    const { happened, run } = open({ keep: () => Promise.reject(fail('store.full')) })
    await expect(run(['1', '2', '3'].map(item))).rejects.toMatchObject({ code: 'store.full' })
    expect(happened).toEqual(['asked 1', 'shelved 1', 'asked 2'])
  })

  it('keeps what was on the shelf of a process that died, at the time at which it came, without asking', async () => {
    const { happened, shelf, kept, options, input, state } = open()
    const target = { kind: 'item', id: '7', day: null }
    const arrival = { dataset: 'notes', form: 'one', key: '7', target, at: 60 as Instant, status: 200, bytes: null }
    shelf.set('7', { ...arrival, text: '{"id":"7"}' })
    shelf.set('8', { ...arrival, key: '8', form: 'gone', text: '{}' })
    await clearShelf(options, input, state)
    expect(happened).toEqual(['kept 7'])
    expect(kept[0]).toMatchObject({ at: 60, arrival: { key: '7' }, rows: [{ rows: [{ id: '7' }] }] })
    expect(shelf.size).toBe(0)
    expect(state.ledger.get('notes', '7')).toMatchObject({ state: 'present', asked_at: 60 })
  })
})
