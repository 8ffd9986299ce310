import { type RawBuilder, sql } from 'kysely'

/** A 64-bit id as its digits: a number would lose the last ones. */
export function idText<T extends string>(column: string): RawBuilder<T> {
  return sql<T>`cast(${sql.ref(column)} as text)`
}

/** Values for `do update set`: each column takes what the refused insert would have written. */
export function excluded(columns: readonly string[]): Record<string, RawBuilder<never>> {
  return Object.fromEntries(columns.map((column) => [column, sql<never>`${sql.ref(`excluded.${column}`)}`]))
}

/** Runs of at most `size` of a list. */
export function* chunks<T>(list: readonly T[], size: number): Generator<readonly T[]> {
  for (let start = 0; start < list.length; start += size) yield list.slice(start, start + size)
}
