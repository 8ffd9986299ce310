import { fail, type LedgerEntry, type LocalDate, type OriginalFile, type Row, type UserId } from '../../domain/index.ts'
import { type ActivityStreams, packSeries, packStreams, type StoredSeries } from '../../store/index.ts'
import type { OpenApi } from './open-api.ts'

/** Puts rows, ledger entries and originals into the store, as a sync would. */
export async function fill(
  { store, services }: OpenApi,
  userId: UserId,
  what: {
    rows?: Readonly<Record<string, readonly Row[]>>
    entries?: readonly Partial<LedgerEntry>[]
    removed?: Readonly<Record<string, readonly Row[]>>
    streams?: readonly ActivityStreams[]
    series?: readonly StoredSeries[]
    originals?: readonly (OriginalFile & { item: string })[]
  },
): Promise<void> {
  const tables = new Map(services.catalogue.flatMap(({ tables }) => tables).map((table) => [table.name, table]))
  const tableNamed = (name: string) => {
    const table = tables.get(name)
    if (table === undefined) throw fail('internal', { detail: `no table ${name}` })
    return table
  }
  const at = services.clock()
  const originals = await Promise.all(
    (what.originals ?? []).map(async ({ item, name, bytes, extension }) => {
      const { sha256, size } = await store.originals.write(userId, { bytes, extension })
      return { dataset: 'activity_original', item, name, sha256, extension, size }
    }),
  )
  await store.keep({
    userId,
    at,
    answer: null,
    series: packSeries(what.series ?? []),
    streams: await packStreams(what.streams ?? []),
    originals,
    rows: Object.entries(what.rows ?? {}).map(([name, rows]) => ({ table: tableNamed(name), rows })),
    removed: Object.entries(what.removed ?? {}).map(([name, keys]) => ({ table: tableNamed(name), keys })),
    entries: (what.entries ?? []).map((entry) => ({
      dataset: 'daily_summary',
      item: entry.day ?? 'x',
      day: null,
      state: 'present',
      settled: true,
      asked_at: at,
      changed_at: at,
      hash: null,
      richness: 0,
      reason: null,
      attempts: 0,
      marks: [],
      ...entry,
    })),
  })
}

/** The ledger's word on one day. */
export function dayEntry(dataset: string, day: string, over: Partial<LedgerEntry> = {}): Partial<LedgerEntry> {
  return { dataset, item: day, day: day as LocalDate, ...over }
}
