import { type LedgerEntry, markEdits } from '../domain/index.ts'

/** What a new finding does to what the ledger knows. */
export interface Merged {
  readonly entry: LedgerEntry
  /** `unchanged`: nothing to write but the entry; `poorer`: the richer answer of before is kept. */
  readonly outcome: 'new' | 'changed' | 'unchanged' | 'empty' | 'failed' | 'poorer'
}

/**
 * Merges a finding into the ledger. A failure never makes anything look empty, and a poorer or empty answer never
 * replaces a richer one, unless the dataset's answers mirror what people delete themselves (`mayVanish`).
 */
export function merge(before: LedgerEntry | undefined, found: LedgerEntry, mayVanish: boolean): Merged {
  if (found.state === 'failed') {
    const attempts = (before?.attempts ?? 0) + 1
    if (before === undefined || before.state === 'failed') return { entry: { ...found, attempts }, outcome: 'failed' }
    // What we have stays; `attempts` makes the planner ask again.
    return {
      entry: { ...before, asked_at: found.asked_at, settled: false, reason: found.reason, attempts },
      outcome: 'failed',
    }
  }
  if (before === undefined || before.state === 'failed')
    return { entry: found, outcome: found.state === 'empty' ? 'empty' : 'new' }
  if (found.state === 'empty') {
    if (before.state === 'empty') return { entry: { ...found, changed_at: before.changed_at }, outcome: 'empty' }
    if (mayVanish) return { entry: { ...found, reason: found.reason ?? 'deleted' }, outcome: 'changed' }
    return { entry: kept(before, found, 'empty-answer-ignored'), outcome: 'poorer' }
  }
  if (before.state === 'present' && found.richness < before.richness) {
    return { entry: kept(before, found, 'poorer-answer-ignored'), outcome: 'poorer' }
  }
  if (before.state === 'empty') return { entry: found, outcome: 'new' }
  const { edited, marks } = markEdits(before, found)
  if (before.hash === found.hash)
    return { entry: { ...found, changed_at: before.changed_at, marks }, outcome: 'unchanged' }
  return { entry: { ...found, changed_at: edited ? found.changed_at : before.changed_at, marks }, outcome: 'changed' }
}

function kept(before: LedgerEntry, found: LedgerEntry, reason: string): LedgerEntry {
  return { ...before, asked_at: found.asked_at, settled: found.settled, reason, attempts: 0 }
}
