import {
  type DatasetDefinition,
  type Instant,
  isWholeList,
  type LedgerEntry,
  type Row,
  type UserId,
} from '../domain/index.ts'
import type { Keep } from '../store/index.ts'
import type { LedgerView } from './ledger-view.ts'

/**
 * What a complete list no longer holds: marked deleted, never removed. Null when there is nothing to mark, and when
 * the whole list came back empty, which is more likely a fault of the moment than a person's wish.
 */
export function markVanished(
  userId: UserId,
  dataset: DatasetDefinition,
  ledger: LedgerView,
  epoch: Instant,
  at: Instant,
): Keep | null {
  const known = [...ledger.of(dataset.name)].filter((entry) => !isWholeList(entry) && entry.state === 'present')
  const gone = known.filter((entry) => entry.asked_at < epoch)
  if (gone.length === 0 || gone.length === known.length) return null
  const entries: LedgerEntry[] = gone.map((entry) => ({
    ...entry,
    state: 'empty',
    settled: true,
    asked_at: at,
    changed_at: at,
    hash: null,
    richness: 0,
    reason: 'deleted',
  }))
  const [table] = dataset.tables
  const [column, ...more] = table?.key ?? []
  // Only where the item is the key of its row.
  const removed =
    table === undefined || column === undefined || more.length > 0
      ? []
      : [{ table, keys: gone.map((entry): Row => ({ [column]: entry.item })) }]
  return { userId, at, answer: null, entries, rows: [], series: [], originals: [], removed }
}
