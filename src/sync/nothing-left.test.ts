import { expect, it } from 'vitest'
import type { Instant, Json, SyncScope } from '../domain/index.ts'
import { createLedgerView } from './ledger-view.ts'
import { isNothingLeft, rememberNothingLeft } from './nothing-left.ts'
import type { EngineOptions, RunInput, RunState } from './run-state.ts'
import { dataset, entry, today } from './testing/planning.ts'

const daily = dataset('daily', 'health', { kind: 'range', maxDays: 365 })
const profile = dataset('profile', 'profile', { kind: 'account' })

function open(catalogue = [profile]) {
  const kept = new Map<string, Json>()
  const standing = { version: 1 }
  const options = {
    store: {
      state: {
        get: async (_: string, key: string) => kept.get(key) ?? null,
        set: async (_: string, key: string, value: Json) => void kept.set(key, value),
      },
      dataVersion: async () => standing.version,
    },
    catalogue,
    clock: () => 200 as Instant,
  } as unknown as EngineOptions
  const scope: SyncScope = { sync_type: 'all', from: null, to: null, full: false }
  const input = { userId: '1', scope, today, epoch: 100, report: { failed: 0 } } as unknown as RunInput
  const stateOf = (entries: ReturnType<typeof entry>[]) =>
    ({
      ledger: createLedgerView(entries),
      forms: { known: new Map() },
      pages: new Map(),
      from: null,
    }) as unknown as RunState
  return { options, input, standing, kept, stateOf }
}

it('holds until anything is kept, a day has passed, the start or the datasets are others, or something else is wished', async () => {
  const { options, input, standing, kept, stateOf } = open()
  expect(await isNothingLeft(options, input)).toBe(false)
  await rememberNothingLeft(options, input, stateOf([entry(profile, 'list')]))
  expect(await isNothingLeft(options, input)).toBe(true)
  expect(await isNothingLeft(options, { ...input, today: '2026-04-01' as typeof today })).toBe(false)
  expect(await isNothingLeft({ ...options, catalogue: [profile, daily] }, input)).toBe(false)
  expect(await isNothingLeft(options, { ...input, scope: { ...input.scope, from: today } })).toBe(false)
  kept.set('from', '2020-01-01')
  expect(await isNothingLeft(options, input)).toBe(false)
  kept.delete('from')
  standing.version++
  expect(await isNothingLeft(options, input)).toBe(false)
})

it('is not said where something is to be asked again, or failed', async () => {
  const { options, input, stateOf } = open()
  await rememberNothingLeft(options, input, stateOf([entry(profile, 'list', { state: 'failed' })]))
  await rememberNothingLeft(options, { ...input, report: { failed: 1 } as RunInput['report'] }, null)
  expect(await isNothingLeft(options, input)).toBe(false)
})
