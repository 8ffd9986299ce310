import type { Kysely } from 'kysely'
import type { Database } from '../database.ts'
import type { Dialect, StoredType } from '../dialects/types.ts'

/** `text` may be null, `text!` may not. */
export type ColumnSpec = StoredType | `${StoredType}!`

/** Creates a table in the dialect's types. Without a key the table has a `serial` column of its own. */
export async function createTable(
  db: Kysely<Database>,
  dialect: Pick<Dialect, 'types' | 'tableEnd'>,
  table: {
    readonly name: string
    readonly columns: Readonly<Record<string, ColumnSpec>>
    readonly key: readonly string[]
    /** Rows hold large values or are read in another order than their key's. */
    readonly wide?: boolean
    /** Columns that name a row of another table by its key. */
    readonly references?: {
      readonly columns: readonly string[]
      readonly table: string
      readonly key: readonly string[]
    }
  },
): Promise<void> {
  let builder = db.schema.createTable(table.name)
  for (const [name, spec] of Object.entries(table.columns)) {
    const type = spec.replace('!', '') as StoredType
    const filled = spec.endsWith('!') || table.key.includes(name)
    builder = builder.addColumn(name, dialect.types[type], (column) => (filled ? column.notNull() : column))
  }
  if (table.key.length > 0)
    builder = builder.addPrimaryKeyConstraint(`${table.name}_key`, table.key as unknown as never[])
  if (table.references !== undefined) {
    const { columns, table: other, key } = table.references
    builder = builder.addForeignKeyConstraint(`${table.name}_${other}`, columns as never[], other, key as string[])
  }
  const end = dialect.tableEnd(table.key.length > 0 && table.wide !== true)
  await (end === null ? builder : builder.modifyEnd(end)).execute()
}
