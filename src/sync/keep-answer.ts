import {
  type AccountNames,
  type Answer,
  type DatasetCounts,
  type DatasetDefinition,
  type Form,
  type Instant,
  type Json,
  type LedgerEntry,
  type LocalDate,
  type Row,
  type TableDefinition,
  type Target,
  type UserId,
  wholeList,
} from '../domain/index.ts'
import type { Keep, OriginalRef, RawAnswer, Store, StoredSeries } from '../store/index.ts'
import type { LedgerView } from './ledger-view.ts'
import { merge } from './merge.ts'
import { type Finding, keyOf, readAnswer } from './read-answer.ts'

/** An answer and what it was an answer to. */
export interface Answered {
  readonly dataset: DatasetDefinition
  readonly form: Form
  readonly target: Target
  readonly answer: Answer & { readonly text?: string }
  readonly at: Instant
}

/** Everything that an answer brings, ready to be written in one transaction. */
export interface Prepared {
  readonly keep: Keep
  readonly counts: DatasetCounts
  readonly notes: readonly string[]
  readonly pageRows: number | null
}

/**
 * Turns an answer into what is kept of it: the raw text, the ledger's entries, rows, series and originals. Files are
 * written to their place at once (they are named by their hash, so an unfinished run leaves nothing wrong behind).
 * @throws what the form's reader throws
 */
export async function prepareAnswer(
  store: Pick<Store, 'originals' | 'rows'>,
  userId: UserId,
  account: AccountNames,
  ledger: LedgerView,
  today: LocalDate,
  answered: Answered,
): Promise<Prepared> {
  const { dataset, form, target, answer, at } = answered
  const read = await readAnswer(dataset, form, target, answer, at, today)
  const counts = { fetched: 0, unchanged: 0, empty: 0, failed: 0 }
  const entries: LedgerEntry[] = []
  const rows = new Map<string, Row[]>()
  const series: StoredSeries[] = []
  const originals: OriginalRef[] = []
  const removed: Keep['removed'][number][] = []
  for (const found of read.findings) {
    const merged = merge(ledger.get(dataset.name, found.entry.item), found.entry, dataset.mirrors !== undefined)
    entries.push(merged.entry)
    if (merged.outcome === 'empty') counts.empty++
    else if (merged.outcome === 'unchanged' || merged.outcome === 'poorer') counts.unchanged++
    else counts.fetched++
    const worthKeeping = merged.outcome === 'new' || merged.outcome === 'changed' || merged.outcome === 'empty'
    if (worthKeeping && found.item !== null) {
      await collect(store, userId, dataset, found.item, { rows, series, originals })
      if (merged.outcome === 'changed') removed.push(...(await replaced(store, userId, dataset, found.item)))
    }
  }
  if (target.kind === 'page' || target.kind === 'account') entries.push(listEntry(dataset, at))
  return {
    keep: {
      userId,
      at,
      answer: { ...rawAnswer(answered, form.request(target, account)), rows: read.pageRows },
      entries,
      rows: dataset.tables
        .filter((table) => rows.has(table.name))
        .map((table) => ({ table, rows: rows.get(table.name)! })),
      series,
      originals,
      removed: [...removed, ...(await vanished(store, userId, dataset, target, read.findings))],
    },
    counts,
    notes: read.notes,
    pageRows: read.pageRows,
  }
}

async function collect(
  store: Pick<Store, 'originals'>,
  userId: UserId,
  dataset: DatasetDefinition,
  item: NonNullable<Finding['item']>,
  into: { rows: Map<string, Row[]>; series: StoredSeries[]; originals: OriginalRef[] },
): Promise<void> {
  for (const [table, more] of Object.entries(item.rows)) {
    const known = into.rows.get(table)
    if (known) known.push(...more)
    else into.rows.set(table, [...more])
  }
  for (const one of item.series ?? []) into.series.push({ ...one, dataset: dataset.name, quality: one.quality ?? null })
  // Side by side: each waits for the disk, and an archive holds a dozen.
  const files = await Promise.all(
    (item.files ?? []).map(async (file) => ({ file, ...(await store.originals.write(userId, file)) })),
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

function rawAnswer(answered: Answered, request: ReturnType<Form['request']>): RawAnswer {
  const { dataset, form, target, answer, at } = answered
  const query = Object.entries(request?.query ?? {}).map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`,
  )
  return {
    dataset: dataset.name,
    form: form.name,
    key: keyOf(target),
    path: (request?.path ?? '') + (query.length > 0 ? `?${query.join('&')}` : ''),
    target: target as unknown as Json,
    asked_at: at,
    status: answer.status,
    body: answer.status === 200 && answer.text !== undefined ? answer.text : null,
    version: dataset.version,
  }
}

function listEntry(dataset: DatasetDefinition, at: Instant): LedgerEntry {
  return {
    dataset: dataset.name,
    item: wholeList,
    day: null,
    state: 'present',
    settled: true,
    asked_at: at,
    changed_at: at,
    hash: null,
    richness: 0,
    reason: null,
    attempts: 0,
  }
}

/** Rows that a changed item had and no longer brings. */
async function replaced(
  store: Pick<Store, 'rows'>,
  userId: UserId,
  dataset: DatasetDefinition,
  item: NonNullable<Finding['item']>,
): Promise<Keep['removed'][number][]> {
  const removed: Keep['removed'][number][] = []
  for (const table of dataset.tables) {
    if (!dataset.replaces?.includes(table.name)) continue
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
  findings: readonly Finding[],
): Promise<Keep['removed']> {
  const table = dataset.tables.find((one) => one.name === dataset.mirrors)
  if (table === undefined || target.kind !== 'range') return []
  const here = new Set(findings.flatMap(({ item }) => (item?.rows[table.name] ?? []).map((row) => keyText(table, row))))
  const known = await store.rows.keys(table, userId, { column: 'date', from: target.start, to: target.end })
  const keys = known.filter((row) => !here.has(keyText(table, row as Row))) as Row[]
  return keys.length === 0 ? [] : [{ table, keys }]
}

function keyText(table: TableDefinition, row: Row): string {
  return table.key.map((column) => String(row[column])).join('\u0000')
}
