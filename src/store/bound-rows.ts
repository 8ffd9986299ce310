import { fail, type Row, type TableDefinition } from '../domain/index.ts'
import { fromStored, isSame, type StoredCell, toStored } from './cells.ts'

/** Column → value as it is bound. */
export type Bound = Readonly<Record<string, StoredCell>>

/** A row's cells as they are bound; undefined counts as left out. @throws garmin.unexpected-answer for a wrong type */
export function bind(table: TableDefinition, row: Row): Bound {
  const bound: Record<string, StoredCell> = {}
  for (const column in row) {
    const type = table.columns[column]
    if (type === undefined) throw fail('internal', { detail: `the table ${table.name} has no column ${column}` })
    const cell = row[column]
    if (cell !== undefined) bound[column] = toStored(table.name, column, type, cell)
  }
  return bound
}

/** The key's columns. @throws garmin.unexpected-answer when the row lacks one */
export function keyOf(table: TableDefinition, row: Bound): Record<string, Exclude<StoredCell, null>> {
  const key: Record<string, Exclude<StoredCell, null>> = {}
  for (const column of table.key) {
    const value = row[column]
    if (value === undefined || value === null)
      throw fail('garmin.unexpected-answer', { dataset: table.name, detail: `a row without ${column}` })
    key[column] = value
  }
  return key
}

/** The key as people read it in a revision: ids as digits. */
export function keyJson(table: TableDefinition, row: Bound): string {
  return JSON.stringify(
    Object.fromEntries(table.key.map((column) => [column, fromStored(table.columns[column] ?? 'text', row[column])])),
  )
}

/** One text for equal keys, whether they are bound or read. */
export function keyText(table: TableDefinition, row: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(table.key.map((column) => fromStored(table.columns[column] ?? 'text', row[column])))
}

/** Rows with equal keys together, otherwise in their order. @throws garmin.unexpected-answer when one lacks its key */
export function groupByKey(table: TableDefinition, rows: readonly Row[]): Row[][] {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const columns = table.key.map((column) => [column, row[column] ?? null] as const)
    const key = keyText(table, keyOf(table, bind(table, Object.fromEntries(columns))))
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [row])
    else group.push(row)
  }
  return [...groups.values()]
}

/** Of two rows with the same key in one answer, the later one wins column by column. */
export function mergeByKey(table: TableDefinition, rows: readonly Row[]): Map<string, Bound> {
  const merged = new Map<string, Bound>()
  for (const row of rows) {
    const bound = bind(table, row)
    keyOf(table, bound)
    const key = keyText(table, bound)
    const before = merged.get(key)
    merged.set(key, before === undefined ? bound : { ...before, ...bound })
  }
  return merged
}

/** What the row held in the columns that become different; empty when none does. */
export function oldValues(
  table: TableDefinition,
  before: Record<string, unknown>,
  row: Bound,
): Record<string, unknown> {
  const old: Record<string, unknown> = {}
  for (const column in row) {
    const type = table.columns[column] ?? 'text'
    if (!isSame(type, before[column], row[column] ?? null)) old[column] = fromStored(type, before[column])
  }
  if (before.deleted_at !== null) old.deleted_at = before.deleted_at
  return old
}
