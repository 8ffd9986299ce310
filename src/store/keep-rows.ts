import type { Transaction } from 'kysely'
import type { Row, TableDefinition, UserId } from '../domain/index.ts'
import { type Bound, bind, groupByKey, keyJson, keyOf, keyText, mergeByKey, oldValues } from './bound-rows.ts'
import { type Database, toId } from './database.ts'
import { columnsOf, datasetDb } from './dataset-tables.ts'
import { chunks, idText } from './sql.ts'
import { upsertRows, type Where } from './upsert-rows.ts'

/** Of a list of a thousand rows only so many are held a second time, in the form in which they are bound. */
const rowsInHand = 128
/** Keys that a statement looks for: few sizes, so that it is prepared once and kept. */
const keySizes = [1, 4, 16, 64, rowsInHand] as const
const revisionsAtOnce = 32

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
  let changed = 0
  for (const some of chunks(groupByKey(table, rows), rowsInHand))
    changed += await keepSome(transaction, table, mergeByKey(table, some.flat()), where)
  return changed
}

async function keepSome(
  transaction: Transaction<Database>,
  table: TableDefinition,
  wanted: ReadonlyMap<string, Bound>,
  where: Where,
): Promise<number> {
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
      revisions.push({ row_key: keyJson(table, row), old_values: JSON.stringify(old) })
  }
  await writeRevisions(transaction, table, revisions, where)
  await upsertRows(transaction, table, changed, where)
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

interface Revision {
  readonly row_key: string
  readonly old_values: string
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
  const size = keySizes.find((most) => most >= values.length) ?? values.length
  const rows = await datasetDb(transaction)
    .selectFrom(table.name)
    .select(selection)
    .where('user_id', '=', toId(userId))
    // The last one again and again, up to the size.
    .where(first, 'in', [...values, ...Array(size - values.length).fill(values.at(-1))])
    .execute()
  for (const row of rows) held.set(keyText(table, row), row)
  return held
}

async function writeRevisions(
  transaction: Transaction<Database>,
  table: TableDefinition,
  revisions: readonly Revision[],
  { userId, at }: Where,
): Promise<void> {
  for (const some of chunks(revisions, revisionsAtOnce))
    await transaction
      .insertInto('revision')
      .values(some.map((revision) => ({ user_id: toId(userId), table_name: table.name, ...revision, seen_at: at })))
      .execute()
}
