import type { DatasetDefinition, TableDefinition } from '../domain/index.ts'

/** A table and the dataset that fills it. */
export interface KnownTable {
  readonly table: TableDefinition
  readonly dataset: DatasetDefinition
}

/** Tables of the catalogue by name; the first dataset that fills one counts as its own. */
export function tablesOf(catalogue: readonly DatasetDefinition[]): ReadonlyMap<string, KnownTable> {
  const tables = new Map<string, KnownTable>()
  for (const dataset of catalogue)
    for (const table of dataset.tables) if (!tables.has(table.name)) tables.set(table.name, { table, dataset })
  return tables
}
