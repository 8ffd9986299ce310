import { type RawBuilder, sql } from 'kysely'
import type { Instant, Json, TableDefinition } from '../domain/index.ts'
import { fromCursor, toCursor } from './cursor.ts'
import { toId } from './database.ts'
import { columnsOf } from './dataset-tables.ts'
import type { Dialect } from './dialects/types.ts'
import type { Change, ChangeStore } from './types.ts'

/** A change as a branch gives it; `place` is what it is ordered by, newest first. */
interface Found {
  readonly at: number
  readonly kind: Change['kind']
  readonly table: string
  readonly key: string
  readonly old_values: string | null
}
type Place = readonly [at: number, kind: string, table: string, key: string]

const placeOf = (found: Found): Place => [found.at, found.kind, found.table, found.key]

/** What came, became different and went: told by the rows themselves and by their revisions. */
export function createChanges({ db }: Dialect): ChangeStore {
  const read = async (query: RawBuilder<Pick<Found, 'at' | 'key' | 'old_values'>>) => (await query.execute(db)).rows

  /** Rows of a table by the moment that a bookkeeping column holds. */
  const byColumn = async (
    table: TableDefinition,
    column: 'first_seen_at' | 'deleted_at',
    { userId, since, limit }: Parameters<ChangeStore['list']>[0],
    after: Place | null,
  ): Promise<Found[]> => {
    const kind = column === 'deleted_at' ? 'deleted' : 'added'
    const key = keyText(table)
    const at = sql.ref(column)
    const conditions = [
      sql`user_id = ${toId(userId)}`,
      sql`${at} >= ${since}`,
      ...behind(at, key, kind, table.name, after),
    ]
    const rows = await read(sql`
      select ${at} as at, ${key} as key, null as old_values from ${sql.ref(table.name)}
      where ${sql.join(conditions, sql` and `)} order by ${at} desc, ${key} desc limit ${limit + 1}`)
    return rows.map((row) => ({ ...row, at: Number(row.at), kind, table: table.name }))
  }

  const revised = async (
    { userId, tables, since, limit }: Parameters<ChangeStore['list']>[0],
    after: Place | null,
  ): Promise<Found[]> => {
    const conditions = [
      sql`user_id = ${toId(userId)}`,
      sql`table_name in (${sql.join(tables.map(({ name }) => name))})`,
      sql`seen_at >= ${since}`,
    ]
    if (after !== null) {
      const [at, kind, table, key] = after
      const sameKind = sql`(table_name < ${table} or (table_name = ${table} and row_key < ${key}))`
      const sameMoment = kind > 'revised' ? sql`true` : kind < 'revised' ? sql`false` : sameKind
      conditions.push(sql`(seen_at < ${at} or (seen_at = ${at} and ${sameMoment}))`)
    }
    const { rows } = await sql<Omit<Found, 'kind'>>`
      select seen_at as at, table_name as "table", row_key as key, old_values from revision
      where ${sql.join(conditions, sql` and `)}
      order by seen_at desc, table_name desc, row_key desc limit ${limit + 1}`.execute(db)
    return rows.map((row) => ({ ...row, at: Number(row.at), kind: 'revised' }))
  }

  return {
    list: async (query) => {
      const { tables, limit, cursor } = query
      const after = cursor === null ? null : placeIn(cursor)
      const branches: Found[][] = []
      for (const table of tables) {
        branches.push(await byColumn(table, 'first_seen_at', query, after))
        branches.push(await byColumn(table, 'deleted_at', query, after))
      }
      branches.push(await revised(query, after))
      const all = branches.flat().sort((a, b) => comparePlaces(placeOf(b), placeOf(a)))
      const page = all.slice(0, limit)
      const last = page.at(-1)
      return {
        changes: page.map(toChange(tables)),
        nextCursor: all.length > limit && last !== undefined ? toCursor(placeOf(last)) : null,
      }
    },
    revisionsOf: async (userId, table, keys) => {
      if (keys.length === 0) return []
      const rows = await db
        .selectFrom('revision')
        .select(['row_key', 'old_values', 'seen_at'])
        .where('user_id', '=', toId(userId))
        .where('table_name', '=', table.name)
        .where(
          'row_key',
          'in',
          keys.map((key) => keyJson(table, key)),
        )
        .orderBy('revision_id', 'desc')
        .execute()
      return rows.map(({ row_key, old_values, seen_at }) => ({
        key: JSON.parse(row_key),
        at: Number(seen_at) as Instant,
        old: JSON.parse(old_values),
      }))
    },
    revisionsOfDay: async (userId, tables, day) => {
      if (tables.length === 0) return new Map()
      const rows = await db
        .selectFrom('revision')
        .select((eb) => ['table_name', eb.fn.countAll<number>().as('revisions')])
        .where('user_id', '=', toId(userId))
        .where('table_name', 'in', tables)
        .where('row_key', '=', JSON.stringify({ date: day }))
        .groupBy('table_name')
        .execute()
      return new Map(rows.map(({ table_name, revisions }) => [table_name, Number(revisions)]))
    },
    revisions: async (userId, table, key) => {
      const rows = await db
        .selectFrom('revision')
        .select(['old_values', 'seen_at'])
        .where('user_id', '=', toId(userId))
        .where('table_name', '=', table.name)
        .where('row_key', '=', keyJson(table, key))
        .orderBy('revision_id', 'desc')
        .execute()
      return rows.map(({ old_values, seen_at }) => ({ at: Number(seen_at) as Instant, old: JSON.parse(old_values) }))
    },
  }
}

/** A key as a revision names it. */
function keyJson(table: TableDefinition, key: Readonly<Record<string, Json>>): string {
  return JSON.stringify(Object.fromEntries(table.key.map((column) => [column, key[column]])))
}

/** The key's parts with commas between them; those of a revision are JSON. */
function keyText({ key }: TableDefinition): RawBuilder<string> {
  const parts = key.map((column) => sql`cast(${sql.ref(column)} as text)`)
  return sql<string>`${sql.join(parts, sql` || ',' || `)}`
}

/** What lies behind a place among changes of one kind and table. */
function behind(
  at: RawBuilder<unknown>,
  key: RawBuilder<unknown>,
  kind: string,
  table: string,
  after: Place | null,
): RawBuilder<unknown>[] {
  if (after === null) return []
  const [time, ...rest] = after
  const order = comparePlaces([0, kind, table, ''], [0, rest[0], rest[1], ''])
  // At the same moment, those of a kind and table that come later in the list are all behind, those before it are not.
  if (order < 0) return [sql`${at} <= ${time}`]
  if (order > 0) return [sql`${at} < ${time}`]
  return [sql`(${at} < ${time} or (${at} = ${time} and ${key} < ${rest[2]}))`]
}

function comparePlaces(a: Place, b: Place): number {
  if (a[0] !== b[0]) return a[0] - b[0]
  const [left, right] = [a.slice(1).map(String), b.slice(1).map(String)]
  const at = left.findIndex((part, index) => part !== right[index])
  return at === -1 ? 0 : (left[at] ?? '') < (right[at] ?? '') ? -1 : 1
}

/** @throws request.invalid */
function placeIn(cursor: string): Place {
  const [at, ...texts] = fromCursor(cursor, 4)
  return [Number(at), String(texts[0]), String(texts[1]), String(texts[2])]
}

function toChange(tables: readonly TableDefinition[]) {
  const byName = new Map(tables.map((table) => [table.name, table]))
  return ({ at, kind, table, key, old_values }: Found): Change => {
    const definition = byName.get(table)
    const old = old_values === null ? null : (JSON.parse(old_values) as Record<string, Json>)
    return { at: at as Instant, kind, table, key: partsOf(definition, key, kind), old }
  }
}

function partsOf(
  table: TableDefinition | undefined,
  key: string,
  kind: Change['kind'],
): Record<string, string | number> {
  if (kind === 'revised') return JSON.parse(key) as Record<string, string>
  const parts = key.split(',')
  const types = table === undefined ? {} : columnsOf(table)
  const typed = (column: string, text: string) =>
    ['int', 'instant', 'real'].includes(types[column] ?? '') ? Number(text) : text
  return Object.fromEntries((table?.key ?? []).map((column, index) => [column, typed(column, parts[index] ?? '')]))
}
