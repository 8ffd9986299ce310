import type { LedgerEntry, LedgerMark, LocalDate } from '../domain/index.ts'
import { createPackedEntries, type PackedEntries } from './packed-entries.ts'
import { createShared, type Shared } from './shared-values.ts'
import { createWholeEntries } from './whole-entries.ts'

/** The ledger of one account in memory, as planner and engine look at it. Entries are copies: what becomes of them is `put`. */
export interface LedgerView<Entry extends LedgerMark = LedgerMark> {
  get(dataset: string, item: string): Entry | undefined
  of(dataset: string): Iterable<Entry>
  put(entries: Iterable<Entry>): void
  /** The oldest day on which any of these datasets holds something; null when none does. */
  oldestPresent(datasets: Iterable<string>): LocalDate | null
  /** The entry of the newest day up to `last` that was asked for; null when none was. */
  newest(dataset: string, last: LocalDate): Entry | null
}

export function createLedgerView(entries: Iterable<LedgerMark> = []): LedgerView {
  return viewOver(createPackedEntries, entries)
}

/** One that also knows what each item held, for reading answers again without a store. */
export function createWholeLedger(entries: Iterable<LedgerEntry> = []): LedgerView<LedgerEntry> {
  return viewOver(createWholeEntries, entries)
}

function viewOver<Entry extends LedgerMark>(
  create: (dataset: string, shared: Shared) => PackedEntries<Entry>,
  entries: Iterable<Entry>,
): LedgerView<Entry> {
  const byDataset = new Map<string, PackedEntries<Entry>>()
  const oldest = new Map<string, LocalDate>()
  const shared = createShared()
  const put = (entry: Entry) => {
    let items = byDataset.get(entry.dataset)
    if (items === undefined) {
      items = create(entry.dataset, shared)
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
      let found: Entry | null = null
      for (const entry of byDataset.get(dataset)?.all() ?? [])
        if (entry.day !== null && entry.day <= last && (found?.day == null || entry.day > found.day)) found = entry
      return found
    },
  }
}
