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

/** Rows that a statement writes: more at once are no faster, and take memory for all their parameters while it is kept. */
export const rowsAtOnce = [16, 4, 1] as const

/**
 * Runs of a list in a few sizes only (the largest first, 1 the last), so that there are few different statements, each
 * prepared once and kept.
 */
export function* batches<T>(list: readonly T[], sizes: readonly number[]): Generator<readonly T[]> {
  let start = 0
  for (const size of sizes) for (; start + size <= list.length; start += size) yield list.slice(start, start + size)
}

/** What a statement inserts, or writes over what has the same key. */
export interface Upsert {
  readonly table: string
  /** Of each row, in the order of the parameters. */
  readonly columns: readonly string[]
  readonly key: readonly string[]
  /** Columns that take the new value where the key is there already. */
  readonly replaced: readonly string[]
}

/** Written as text, because a builder would take longer over every single value than the database does. */
export function upsertText(
  { table, columns, key, replaced }: Upsert,
  rows: number,
  { parameter }: { parameter(number: number): string },
): string {
  const quoted = (names: readonly string[]) => names.map((name) => `"${name}"`).join(', ')
  let number = 0
  const row = () => `(${columns.map(() => parameter(++number)).join(', ')})`
  return `insert into "${table}" (${quoted(columns)}) values ${Array.from({ length: rows }, row).join(', ')}
    on conflict (${quoted(key)})
    do update set ${replaced.map((column) => `"${column}" = excluded."${column}"`).join(', ')}`
}
