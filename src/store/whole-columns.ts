import { type RawBuilder, sql } from 'kysely'
import type { Json, TableDefinition, UserId } from '../domain/index.ts'
import { fromStored } from './cells.ts'
import { toId } from './database.ts'
import { columnsOf } from './dataset-tables.ts'
import type { Dialect } from './dialects/types.ts'
import { idText } from './sql.ts'

/**
 * Some columns of every row that an account has in a table, rows that are gone upstream included: a text a column, because a
 * row for each would cost ten times as much to hand over. Aligned with each other, in no order.
 */
export async function readWhole(
  { db, jsonArray }: Dialect,
  { table, userId, columns }: { table: TableDefinition; userId: UserId; columns: readonly string[] },
): Promise<Record<string, Json[]>> {
  const types = columnsOf(table)
  const value = (column: string): RawBuilder<unknown> => (types[column] === 'id' ? idText(column) : sql.ref(column))
  const texts = columns.map((column) => sql`${jsonArray(value(column))} as ${sql.ref(column)}`)
  const { rows } = await sql<Record<string, string>>`
    select ${sql.join(texts)} from ${sql.ref(table.name)} where user_id = ${toId(userId)}`.execute(db)
  return Object.fromEntries(
    columns.map((column) => {
      const cells = JSON.parse(rows[0]?.[column] ?? '[]') as unknown[]
      const type = types[column] ?? 'text'
      return [column, type === 'bool' ? cells.map((cell) => fromStored(type, cell)) : (cells as Json[])]
    }),
  )
}
