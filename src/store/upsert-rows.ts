import { CompiledQuery, type Transaction } from 'kysely'
import type { Instant, TableDefinition, UserId } from '../domain/index.ts'
import type { Bound } from './bound-rows.ts'
import { createBreather } from './breathe.ts'
import type { StoredCell } from './cells.ts'
import { type Database, toId } from './database.ts'
import type { Dialect } from './dialects/types.ts'
import { batches, rowsAtOnce, upsertText } from './sql.ts'

/** Whose rows, and when they were seen. */
export interface Where {
  readonly userId: UserId
  readonly at: Instant
  readonly dialect: Pick<Dialect, 'parameter'>
}

/** Inserts rows, or replaces the columns that they name; a row that was deleted comes back. */
export async function upsertRows(
  transaction: Transaction<Database>,
  table: TableDefinition,
  rows: readonly Bound[],
  where: Where,
): Promise<void> {
  for (const alike of byColumns(rows)) await upsert(transaction, table, alike, where)
}

/** A statement writes the same columns of all its rows. */
function byColumns(rows: readonly Bound[]): Iterable<Bound[]> {
  const groups = new Map<string, Bound[]>()
  for (const row of rows) {
    const columns = Object.keys(row).join()
    const group = groups.get(columns)
    if (group === undefined) groups.set(columns, [row])
    else group.push(row)
  }
  return groups.values()
}

async function upsert(
  transaction: Transaction<Database>,
  table: TableDefinition,
  rows: readonly Bound[],
  { userId, at, dialect }: Where,
): Promise<void> {
  const own = Object.keys(rows[0] ?? {})
  const columns = ['user_id', 'first_seen_at', 'changed_at', 'deleted_at', ...own]
  const replaced = [...own.filter((column) => !table.key.includes(column)), 'changed_at', 'deleted_at']
  const what = { table: table.name, columns, key: ['user_id', ...table.key], replaced }
  const id = toId(userId)
  const breathe = createBreather()
  for (const some of batches(rows, rowsAtOnce)) {
    const parameters: (StoredCell | undefined)[] = []
    for (const row of some) {
      parameters.push(id, at, at, null)
      for (const column of own) parameters.push(row[column])
    }
    await transaction.executeQuery(CompiledQuery.raw(upsertText(what, some.length, dialect), parameters))
    await breathe()
  }
}
