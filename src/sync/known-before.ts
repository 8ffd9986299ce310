import type { LedgerEntry, UserId } from '../domain/index.ts'
import type { Store } from '../store/index.ts'
import type { LedgerView } from './ledger-view.ts'

/** Whole entries of those of the items that the ledger knows, by item. */
export type KnownBefore = (dataset: string, items: readonly string[]) => Promise<ReadonlyMap<string, LedgerEntry>>

/** Read from the store when an answer has come, so that a run need not hold what each of 100,000 items held. */
export function knownInStore(
  store: Pick<Store, 'ledger'>,
  userId: UserId,
  ledger: Pick<LedgerView, 'get'>,
): KnownBefore {
  return async (dataset, items) => {
    const known = items.filter((item) => ledger.get(dataset, item) !== undefined)
    const entries = known.length === 0 ? [] : await store.ledger.find(userId, dataset, known)
    return new Map(entries.map((entry) => [entry.item, entry]))
  }
}

/** From a ledger that is in memory as a whole. */
export function knownInMemory(ledger: Pick<LedgerView<LedgerEntry>, 'get'>): KnownBefore {
  return async (dataset, items) =>
    new Map(
      items.flatMap((item): [string, LedgerEntry][] => {
        const entry = ledger.get(dataset, item)
        return entry === undefined ? [] : [[item, entry]]
      }),
    )
}
