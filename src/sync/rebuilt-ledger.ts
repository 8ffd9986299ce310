import type { DatasetDefinition, LedgerEntry, UserId } from '../domain/index.ts'
import type { Store } from '../store/index.ts'
import type { LedgerView } from './ledger-view.ts'

/**
 * Entries of the ledger that reading the answers again makes different: what an item holds, never when it was asked for
 * or how that went. None where the readers are the ones that read the answers first.
 */
export async function learntEntries(
  store: Pick<Store, 'ledger'>,
  userId: UserId,
  replayed: LedgerView<LedgerEntry>,
  catalogue: readonly DatasetDefinition[],
): Promise<LedgerEntry[]> {
  const learnt: LedgerEntry[] = []
  for (const { name } of catalogue) {
    const before = new Map((await store.ledger.entries(userId, name)).map((entry) => [entry.item, entry]))
    for (const entry of replayed.of(name)) {
      const known = before.get(entry.item)
      if (known === undefined) {
        learnt.push(entry)
        continue
      }
      if (isSameContent(known, entry) || !mayLearn(known)) continue
      const { day, state, hash, richness, marks, changed_at } = entry
      const understood = known.state === 'failed' && state !== 'failed'
      learnt.push({
        ...known,
        ...{ day, state, hash, richness, marks, changed_at },
        ...(understood ? { reason: entry.reason, attempts: 0 } : {}),
      })
    }
  }
  return learnt
}

function isSameContent(a: LedgerEntry, b: LedgerEntry): boolean {
  return (
    a.state === b.state &&
    a.hash === b.hash &&
    a.day === b.day &&
    a.richness === b.richness &&
    a.marks.join(' ') === b.marks.join(' ')
  )
}

/** A failure is overcome only where it was the reading that failed. */
function mayLearn({ state, reason }: LedgerEntry): boolean {
  return state !== 'failed' || reason === 'garmin.unexpected-answer'
}
