/**
 * What a column holds. In the store: `id` 64-bit integer, `int` integer, `real` double, `bool` 0/1 or boolean,
 * `instant` 64-bit milliseconds, `date` and `text` text, `json` text. In rows and in JSON: `id` a text of digits,
 * `instant` a number in rows and RFC 3339 in JSON, `json` the parsed value.
 */
export type ColumnType = 'id' | 'text' | 'int' | 'real' | 'bool' | 'instant' | 'date' | 'json'

export interface TableDefinition {
  readonly name: string
  /** Natural key within one account; `user_id` comes first in every table's key by itself. */
  readonly key: readonly string[]
  readonly columns: Readonly<Record<string, ColumnType>>
  /** Column to order by and to cut ranges with, where the table has one (`date` or an instant). */
  readonly time: string | null
  /** One sentence for the data dictionary. */
  readonly about: string
  /** What single columns mean where name and unit suffix do not say it. */
  readonly notes?: Readonly<Record<string, string>>
}

export type Cell = string | number | boolean | null | object
/** Column → value; columns that are left out keep what they hold. */
export type Row = Readonly<Record<string, Cell>>

export function defineTable(table: TableDefinition): TableDefinition {
  for (const column of table.key)
    if (!(column in table.columns)) throw new Error(`${table.name}: key column ${column} is not a column`)
  return table
}

/** Columns that every dataset table has besides its own. */
export const bookkeepingColumns = {
  first_seen_at: 'instant',
  changed_at: 'instant',
  deleted_at: 'instant',
} as const satisfies Record<string, ColumnType>
