import { type DatasetDefinition, type LedgerEntry, type LedgerMark, ledgerEntry } from '../domain/index.ts'
import type { PlanInput } from './plan-types.ts'

/** True when what shows an item became different after the item itself was asked for. */
export function changedSince(shown: LedgerMark, entry: LedgerMark | undefined, input: PlanInput): boolean {
  return entry !== undefined && entry.asked_at < input.epoch && shown.changed_at > entry.asked_at
}

/** An item that is empty because of what shows it, without a question of its own. */
export function derivedEmpty(dataset: DatasetDefinition, shown: LedgerMark, item: string, reason: string): LedgerEntry {
  const { day, settled, asked_at } = shown
  return ledgerEntry({ dataset: dataset.name, item, day, state: 'empty', settled, asked_at, reason })
}
