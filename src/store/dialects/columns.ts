/** Columns by table, from rows of the catalogue. */
export function byTable(rows: readonly { table_name: string; column_name: string }[]): Map<string, Set<string>> {
  const tables = new Map<string, Set<string>>()
  for (const { table_name, column_name } of rows) {
    const columns = tables.get(table_name)
    if (columns === undefined) tables.set(table_name, new Set([column_name]))
    else columns.add(column_name)
  }
  return tables
}
