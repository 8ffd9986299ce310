import type { Kysely, Transaction } from 'kysely'
import { fail, type Instant, type Row, type TableDefinition, type UserId } from '../domain/index.ts'
import { fromStored, isSame, type StoredCell, toStored } from './cells.ts'
import { type Database, toId } from './database.ts'
import { columnsOf, type DatasetDatabase, datasetDb } from './dataset-tables.ts'
import { chunks, excluded, idText } from './sql.ts'

const keysAtOnce = 500
/** A statement for many rows is prepared once and kept; longer ones are no faster. */
const rowsAtOnce = 32

interface Where {
  readonly userId: UserId
  readonly at: Instant
  readonly maxParameters: number
}

/**
 * Upserts rows by their natural key and gives the number of those that were new or different. Rows that hold the same
 * already are not written; of others the old values are kept as a revision; a row that was deleted comes back. Columns
 * that a row leaves out keep what they hold.
 */
export async function keepRows(
  transaction: Transaction<Database>,
  table: TableDefinition,
  rows: readonly Row[],
  where: Where,
): Promise<number> {
  const wanted = mergeByKey(table, rows)
  const held = await readHeld(transaction, table, [...wanted.values()], where.userId)
  const revisions: Revision[] = []
  const changed: Bound[] = []
  for (const [key, row] of wanted) {
    const before = held.get(key)
    const old = before === undefined ? null : oldValues(table, before, row)
    if (old !== null && Object.keys(old).length === 0) continue
    changed.push(row)
    // Columns that are filled for the first time replace nothing, so there is nothing to keep.
    if (old !== null && Object.values(old).some((value) => value !== null))
      revisions.push({ row_key: JSON.stringify(keyOf(table, row)), old_values: JSON.stringify(old) })
  }
  await writeRevisions(transaction, table, revisions, where)
  for (const alike of byColumns(changed)) await upsert(datasetDb(transaction), table, alike, where)
  return changed.length
}

/** Marks rows that are gone upstream; gives how many were there. */
export async function removeRows(
  transaction: Transaction<Database>,
  table: TableDefinition,
  keys: readonly Row[],
  { userId, at }: Where,
): Promise<number> {
  let removed = 0
  for (const key of keys) {
    let update = datasetDb(transaction)
      .updateTable(table.name)
      .set({ deleted_at: at, changed_at: at })
      .where('user_id', '=', toId(userId))
      .where('deleted_at', 'is', null)
    for (const [column, value] of Object.entries(keyOf(table, bind(table, key))))
      update = update.where(column, '=', value)
    const { numUpdatedRows } = await update.executeTakeFirstOrThrow()
    removed += Number(numUpdatedRows)
  }
  return removed
}

/** Column → value as it is bound. */
type Bound = Readonly<Record<string, StoredCell>>
interface Revision {
  readonly row_key: string
  readonly old_values: string
}

function bind(table: TableDefinition, row: Row): Bound {
  const bound: Record<string, StoredCell> = {}
  for (const [column, cell] of Object.entries(row)) {
    const type = table.columns[column]
    if (type === undefined) throw fail('internal', { detail: `the table ${table.name} has no column ${column}` })
    bound[column] = toStored(`${table.name}.${column}`, type, cell)
  }
  return bound
}

/** Ids as digits, so that keys can be compared and written as JSON. */
function keyOf(table: TableDefinition, row: Bound): Record<string, Exclude<StoredCell, null>> {
  const key: Record<string, Exclude<StoredCell, null>> = {}
  for (const column of table.key) {
    const value = row[column]
    if (value === undefined || value === null)
      throw fail('garmin.unexpected-answer', { dataset: table.name, detail: `a row without ${column}` })
    key[column] = value
  }
  return key
}

function keyText(table: TableDefinition, row: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(table.key.map((column) => fromStored(table.columns[column] ?? 'text', row[column])))
}

/** Of two rows with the same key in one answer, the later one wins column by column. */
function mergeByKey(table: TableDefinition, rows: readonly Row[]): Map<string, Bound> {
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

/** The rows that share the first part of a key with the wanted ones, by key; the whole key would need a list of pairs. */
async function readHeld(
  transaction: Transaction<Database>,
  table: TableDefinition,
  wanted: readonly Bound[],
  userId: UserId,
): Promise<Map<string, Record<string, unknown>>> {
  const held = new Map<string, Record<string, unknown>>()
  const first = table.key[0] ?? ''
  const columns = new Set([...table.key, 'deleted_at', ...wanted.flatMap((row) => Object.keys(row))])
  const types = columnsOf(table)
  const selection = [...columns].map((column) => (types[column] === 'id' ? idText(column).as(column) : column))
  const values = [...new Set(wanted.map((row) => row[first]))]
  for (const some of chunks(values, keysAtOnce)) {
    const rows = await datasetDb(transaction)
      .selectFrom(table.name)
      .select(selection)
      .where('user_id', '=', toId(userId))
      .where(first, 'in', some)
      .execute()
    for (const row of rows) held.set(keyText(table, row), row)
  }
  return held
}

/** What the row held in the columns that become different; empty when none does. */
function oldValues(table: TableDefinition, before: Record<string, unknown>, row: Bound): Record<string, unknown> {
  const old: Record<string, unknown> = {}
  for (const [column, value] of Object.entries(row)) {
    const type = table.columns[column] ?? 'text'
    if (!isSame(type, before[column], value)) old[column] = fromStored(type, before[column])
  }
  if (before.deleted_at !== null) old.deleted_at = before.deleted_at
  return old
}

async function writeRevisions(
  transaction: Transaction<Database>,
  table: TableDefinition,
  revisions: readonly Revision[],
  { userId, at }: Where,
): Promise<void> {
  for (const some of chunks(revisions, rowsAtOnce))
    await transaction
      .insertInto('revision')
      .values(some.map((revision) => ({ user_id: toId(userId), table_name: table.name, ...revision, seen_at: at })))
      .execute()
}

function byColumns(rows: readonly Bound[]): Iterable<Bound[]> {
  const groups = new Map<string, Bound[]>()
  for (const row of rows) {
    const columns = Object.keys(row).sort().join()
    const group = groups.get(columns)
    if (group === undefined) groups.set(columns, [row])
    else group.push(row)
  }
  return groups.values()
}

async function upsert(
  db: Kysely<DatasetDatabase>,
  table: TableDefinition,
  rows: readonly Bound[],
  { userId, at, maxParameters }: Where,
): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).filter((column) => !table.key.includes(column))
  const size = Math.min(rowsAtOnce, Math.floor(maxParameters / (columns.length + table.key.length + 4)))
  for (const some of chunks(rows, Math.max(1, size)))
    await db
      .insertInto(table.name)
      .values(
        some.map((row) => ({ user_id: toId(userId), ...row, first_seen_at: at, changed_at: at, deleted_at: null })),
      )
      .onConflict((conflict) =>
        conflict.columns(['user_id', ...table.key]).doUpdateSet(excluded([...columns, 'changed_at', 'deleted_at'])),
      )
      .execute()
}
