import type { LedgerEntry, LocalDate } from '../domain/index.ts'
import { createPackedEntries, type PackedEntries } from './packed-entries.ts'
import { createShared } from './shared-values.ts'

/** The ledger of one account in memory, as planner and engine look at it. Entries are copies: what becomes of them is `put`. */
export interface LedgerView {
  get(dataset: string, item: string): LedgerEntry | undefined
  of(dataset: string): Iterable<LedgerEntry>
  put(entries: Iterable<LedgerEntry>): void
  /** The oldest day on which any of these datasets holds something; null when none does. */
  oldestPresent(datasets: Iterable<string>): LocalDate | null
  /** The entry of the newest day up to `last` that was asked for; null when none was. */
  newest(dataset: string, last: LocalDate): LedgerEntry | null
}

export function createLedgerView(entries: Iterable<LedgerEntry>): LedgerView {
  const byDataset = new Map<string, PackedEntries>()
  const oldest = new Map<string, LocalDate>()
  const shared = createShared()
  const put = (entry: LedgerEntry) => {
    let items = byDataset.get(entry.dataset)
    if (items === undefined) {
      items = createPackedEntries(entry.dataset, shared)
      byDataset.set(entry.dataset, items)
    }
    items.set(entry)
    if (entry.state !== 'present' || entry.day === null) return
    const known = oldest.get(entry.dataset)
    if (known === undefined || entry.day < known) oldest.set(entry.dataset, entry.day)
  }
  for (const entry of entries) put(entry)
  return {
    get: (dataset, item) => byDataset.get(dataset)?.get(item),
    of: (dataset) => byDataset.get(dataset)?.all() ?? [],
    put: (more) => {
      for (const entry of more) put(entry)
    },
    oldestPresent: (datasets) => {
      let found: LocalDate | null = null
      for (const dataset of datasets) {
        const day = oldest.get(dataset)
        if (day !== undefined && (found === null || day < found)) found = day
      }
      return found
    },
    newest: (dataset, last) => {
      let found: LedgerEntry | null = null
      for (const entry of byDataset.get(dataset)?.all() ?? [])
        if (entry.day !== null && entry.day <= last && (found?.day == null || entry.day > found.day)) found = entry
      return found
    },
  }
}
