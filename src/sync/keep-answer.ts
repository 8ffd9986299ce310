import {
  type AccountNames,
  type DatasetCounts,
  type DatasetDefinition,
  type Instant,
  type LedgerEntry,
  ledgerEntry,
  type Row,
  type TableDefinition,
  type Target,
  type UserId,
  wholeListOf,
} from '../domain/index.ts'
import {
  createBreather,
  type Keep,
  type OriginalRef,
  type PackedSeries,
  type PackedStreams,
  type Store,
} from '../store/index.ts'
import type { Decoded, DecodedFinding, DecodedItem } from './decode/decode.ts'
import type { KnownBefore } from './known-before.ts'
import { merge } from './merge.ts'
import { type FileName, toRawAnswer } from './raw-answer.ts'
import type { Answered } from './read-answer.ts'

/** Everything that an answer brings, ready to be written in one transaction. */
export interface Prepared {
  readonly keep: Keep
  /** By dataset: one answer may fill several. */
  readonly counts: Readonly<Record<string, DatasetCounts>>
  readonly notes: readonly string[]
  readonly pageRows: number | null
}

/** What an answer is kept against. */
export interface Known {
  readonly userId: UserId
  readonly account: AccountNames
  /** What the ledger knew of items until now. */
  readonly before: KnownBefore
  /** Every dataset that is on: an answer may fill several. */
  readonly catalogue: readonly DatasetDefinition[]
}

/**
 * Turns a decoded answer into what is kept of it: the raw text, the ledger's entries, rows, series and originals. Files are
 * written to their place at once (they are named by their hash, so an unfinished run leaves nothing wrong behind).
 */
export async function prepareAnswer(
  store: Pick<Store, 'originals' | 'rows'>,
  { userId, account, before, catalogue }: Known,
  answered: Answered,
  decoded: Decoded,
): Promise<Prepared> {
  const { target, answer, at } = answered
  const counts: Record<string, DatasetCounts> = {}
  const entries: LedgerEntry[] = []
  const rows: Keep['rows'][number][] = []
  const series: PackedSeries[] = []
  const streams: PackedStreams[] = []
  const originals: OriginalRef[] = []
  const removed: Keep['removed'][number][] = []
  const files: FileName[] = []
  let news = false
  const breathe = createBreather()
  for (const part of decoded.parts) {
    await breathe()
    const asked = part.dataset === answered.dataset.name
    const of = asked ? answered.dataset : catalogue.find(({ name }) => name === part.dataset)
    // Switched off since: what an answer says of it in passing is left in the raw answer.
    if (of === undefined) continue
    // What an answer says of another dataset in passing adds to it; only its own answer shows what is gone.
    const ofRows = new Map<string, Row[]>()
    const count = { fetched: 0, unchanged: 0, empty: 0, failed: 0 }
    const items = part.findings.map(({ entry }) => entry.item)
    const known = await before(of.name, items)
    for (const found of part.findings) {
      const merged = merge(known.get(found.entry.item), found.entry, asked && of.mirrors !== undefined)
      entries.push(merged.entry)
      if (merged.outcome === 'empty') count.empty++
      else if (merged.outcome === 'unchanged' || merged.outcome === 'poorer') count.unchanged++
      else count.fetched++
      news ||= merged.outcome === 'new' || merged.outcome === 'changed'
      const worthKeeping = merged.outcome === 'new' || merged.outcome === 'changed' || merged.outcome === 'empty'
      if (worthKeeping && found.item !== null) {
        await collect(store, userId, of, found.item, { rows: ofRows, series, streams, originals })
        if (merged.outcome === 'changed') removed.push(...(await replaced(store, userId, of, found.item)))
      }
      // Of a poorer answer nothing is kept, so nothing can be read from it again.
      if (merged.outcome !== 'poorer') files.push(...(found.item?.files ?? []).map(nameOfFile))
    }
    counts[of.name] = count
    if (target.kind === 'page' || target.kind === 'account') entries.push(listEntry(of, target, at))
    for (const table of of.tables) {
      const found = ofRows.get(table.name)
      if (found !== undefined) rows.push({ table, rows: found })
    }
    if (asked) removed.push(...(await vanished(store, userId, of, target, part.findings)))
  }
  return {
    keep: {
      userId,
      at,
      answer: {
        ...toRawAnswer(answered, account, answer.bytes === undefined && answer.files === undefined ? null : files),
        rows: decoded.pageRows,
        news: news || removed.length > 0,
      },
      entries,
      rows,
      series,
      streams,
      originals,
      removed,
    },
    counts,
    notes: decoded.notes,
    pageRows: decoded.pageRows,
  }
}

async function collect(
  store: Pick<Store, 'originals'>,
  userId: UserId,
  dataset: DatasetDefinition,
  item: DecodedItem,
  into: { rows: Map<string, Row[]>; series: PackedSeries[]; streams: PackedStreams[]; originals: OriginalRef[] },
): Promise<void> {
  for (const [table, more] of Object.entries(item.rows)) {
    const known = into.rows.get(table)
    if (known) known.push(...more)
    else into.rows.set(table, [...more])
  }
  into.series.push(...item.series)
  if (item.streams !== null) into.streams.push(item.streams)
  // Side by side: each waits for the disk, and an archive holds a dozen.
  const files = await Promise.all(
    item.files.map(async (file) => ({ file, ...(await store.originals.write(userId, file)) })),
  )
  for (const { file, sha256, size } of files) {
    into.originals.push({
      dataset: dataset.name,
      item: item.item,
      name: file.name,
      sha256,
      extension: file.extension,
      size,
    })
  }
}

/** The list or snapshot was read; its content is not what it stands for. */
function listEntry(dataset: DatasetDefinition, target: Target, at: Instant): LedgerEntry {
  const item = wholeListOf(target.kind === 'account' ? target.part : undefined)
  return ledgerEntry({ dataset: dataset.name, item, day: null, state: 'present', settled: true, asked_at: at })
}

/** Rows that a changed item had and no longer brings, in the tables that its answer speaks of. */
async function replaced(
  store: Pick<Store, 'rows'>,
  userId: UserId,
  dataset: DatasetDefinition,
  item: DecodedItem,
): Promise<Keep['removed'][number][]> {
  const removed: Keep['removed'][number][] = []
  if (item.partial) return removed
  for (const table of dataset.tables) {
    if (!dataset.replaces?.includes(table.name) || item.rows[table.name] === undefined) continue
    const column = table.key[0] ?? ''
    const here = new Set((item.rows[table.name] ?? []).map((row) => keyText(table, row)))
    const known = await store.rows.keys(table, userId, { column, from: item.item, to: item.item })
    const keys = known.filter((row) => !here.has(keyText(table, row as Row))) as Row[]
    if (keys.length > 0) removed.push({ table, keys })
  }
  return removed
}

/** Rows of a mirrored table that lie within the window and are not in the answer any more. */
async function vanished(
  store: Pick<Store, 'rows'>,
  userId: UserId,
  dataset: DatasetDefinition,
  target: Target,
  findings: readonly DecodedFinding[],
): Promise<Keep['removed']> {
  const table = dataset.tables.find((one) => one.name === dataset.mirrors)
  const whole = target.kind === 'account' && target.part === undefined
  if (table === undefined || !(whole || target.kind === 'range')) return []
  const here = new Set(findings.flatMap(({ item }) => (item?.rows[table.name] ?? []).map((row) => keyText(table, row))))
  const window = target.kind === 'range' ? { column: 'date', from: target.start, to: target.end } : undefined
  const known = await store.rows.keys(table, userId, window)
  const keys = known.filter((row) => !here.has(keyText(table, row as Row))) as Row[]
  return keys.length === 0 ? [] : [{ table, keys }]
}

function keyText(table: TableDefinition, row: Row): string {
  return table.key.map((column) => String(row[column])).join('\u0000')
}

function nameOfFile({ name, extension, sha256 }: FileName): FileName {
  return { name, extension, sha256 }
}
