import { CompiledQuery, type Transaction } from 'kysely'
import type { Instant, TableDefinition, UserId } from '../domain/index.ts'
import type { Bound } from './bound-rows.ts'
import type { StoredCell } from './cells.ts'
import { type Database, toId } from './database.ts'
import type { Dialect } from './dialects/types.ts'
import { chunks } from './sql.ts'

/** A statement for many rows is prepared once and kept; longer ones are no faster. */
const rowsAtOnce = 32

/** Whose rows, and when they were seen. */
export interface Where {
  readonly userId: UserId
  readonly at: Instant
  readonly dialect: Pick<Dialect, 'maxParameters' | 'parameter'>
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

/** Written as text, because a builder would take longer over every single value than the database does. */
async function upsert(
  transaction: Transaction<Database>,
  table: TableDefinition,
  rows: readonly Bound[],
  { userId, at, dialect }: Where,
): Promise<void> {
  const columns = Object.keys(rows[0] ?? {})
  const perRow = columns.length + 4
  const size = Math.min(rowsAtOnce, Math.floor(dialect.maxParameters / perRow))
  const id = toId(userId)
  for (const some of chunks(rows, Math.max(1, size))) {
    const parameters: (StoredCell | undefined)[] = []
    for (const row of some) {
      parameters.push(id, at, at, null)
      for (const column of columns) parameters.push(row[column])
    }
    await transaction.executeQuery(CompiledQuery.raw(upsertText(table, columns, some.length, dialect), parameters))
  }
}

function upsertText(
  table: TableDefinition,
  columns: readonly string[],
  rows: number,
  { parameter }: Pick<Dialect, 'parameter'>,
): string {
  const quoted = (names: readonly string[]) => names.map((name) => `"${name}"`).join(', ')
  const all = ['user_id', 'first_seen_at', 'changed_at', 'deleted_at', ...columns]
  let number = 0
  const row = () => `(${all.map(() => parameter(++number)).join(', ')})`
  const replaced = [...columns.filter((column) => !table.key.includes(column)), 'changed_at', 'deleted_at']
  return `insert into "${table.name}" (${quoted(all)}) values ${Array.from({ length: rows }, row).join(', ')}
    on conflict (${quoted(['user_id', ...table.key])})
    do update set ${replaced.map((column) => `"${column}" = excluded."${column}"`).join(', ')}`
}
