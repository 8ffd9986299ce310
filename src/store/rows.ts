import { type RawBuilder, type SelectQueryBuilder, sql } from 'kysely'
import { fail, type Json, type LocalDate, type Row, type TableDefinition, type UserId } from '../domain/index.ts'
import { readStreams } from './activity-streams.ts'
import { keyText } from './bound-rows.ts'
import { fromStored, type StoredCell, toStored } from './cells.ts'
import { fromCursor, toCursor } from './cursor.ts'
import { toId } from './database.ts'
import { columnsOf, type DatasetDatabase, datasetDb } from './dataset-tables.ts'
import { readColumns, readSpans } from './day-columns.ts'
import type { Dialect } from './dialects/types.ts'
import { readDaySeries, readHalfHours, readSeries } from './series.ts'
import { batches, idText } from './sql.ts'
import type { RowQuery, RowStore } from './types.ts'
import { readWhole } from './whole-columns.ts'

/** Each is a condition of its own. */
const keysAtOnce = [50, 8, 1]

type Query = SelectQueryBuilder<DatasetDatabase, string, Record<string, unknown>>

/** Rows of the datasets' tables. */
export function createRows(dialect: Dialect): RowStore {
  const db = datasetDb(dialect.db)

  const select = (table: TableDefinition, userId: UserId, columns: readonly string[]): Query => {
    const types = columnsOf(table)
    return db
      .selectFrom(table.name)
      .select(columns.map((column) => (types[column] === 'id' ? idText(column).as(column) : column)))
      .where('user_id', '=', toId(userId)) as Query
  }

  return {
    page: async (query) => {
      const { table, userId, limit } = query
      const order = orderOf(query)
      let found = filtered(select(table, userId, Object.keys(columnsOf(table))), query)
      if (query.cursor) found = found.where(after(table, order, fromCursor(query.cursor, order.length)))
      for (const { column, descending } of order)
        found = found.orderBy(sql`${sql.ref(column)} ${sql.raw(descending ? 'desc' : 'asc')} nulls last`)
      if (limit !== undefined) found = found.limit(limit + 1)
      const rows = (await found.execute()).map((row) => decode(table, row))
      const page = limit === undefined ? rows : rows.slice(0, limit)
      const last = page.at(-1)
      const more = rows.length > page.length && last !== undefined
      return {
        rows: page,
        nextCursor: more ? toCursor(order.map(({ column }) => last[column] as string | number | boolean | null)) : null,
      }
    },
    one: async (table, userId, key) => {
      const found = await equal(select(table, userId, Object.keys(columnsOf(table))), table, key).executeTakeFirst()
      return found === undefined ? null : decode(table, found)
    },
    some: async (table, userId, column, values) => {
      if (values.length === 0) return []
      const types = columnsOf(table)
      const bound = values.map((value) => toStored(table.name, column, types[column] ?? 'text', value))
      const query = select(table, userId, Object.keys(types)).where(
        sql<boolean>`${sql.ref(column)} in (${sql.join(bound)})`,
      )
      return (await query.execute()).map((row) => decode(table, row))
    },
    many: async (table, userId, keys) => {
      const found = new Map<string, Record<string, Json>>()
      for (const some of batches(keys, keysAtOnce)) {
        const any = some.map((key) => {
          const parts = table.key.map((column) => equals(column, bind(table, column, key[column] ?? null)))
          return sql<boolean>`(${sql.join(parts, sql` and `)})`
        })
        const query = select(table, userId, Object.keys(columnsOf(table)))
        for (const row of await query.where(sql<boolean>`(${sql.join(any, sql` or `)})`).execute())
          found.set(keyText(table, row), decode(table, row))
      }
      return keys.map((key) => found.get(keyText(table, key)) ?? null)
    },
    count: async (table, userId) => {
      const row = await db
        .selectFrom(table.name)
        .select((eb) => eb.fn.countAll<number>().as('rows'))
        .where('user_id', '=', toId(userId))
        .where('deleted_at', 'is', null)
        .executeTakeFirst()
      return Number(row?.rows ?? 0)
    },
    keys: async (table, userId, between) => {
      let query = filtered(select(table, userId, table.key), {
        table,
        userId,
        ...(between === undefined ? {} : { between }),
      })
      for (const column of table.key) query = query.orderBy(column)
      return (await query.execute()).map((row) => decode(table, row))
    },
    whole: (query) => readWhole(dialect, query),
    firsts: async ({ table, userId, column, time }) => {
      const rows = await db
        .selectFrom(table.name)
        .select((eb) => [idText(column).as('value'), eb.fn.min(time).as('first')])
        .where('user_id', '=', toId(userId))
        .where(column, 'is not', null)
        .groupBy(column)
        .execute()
      return rows.map(({ value, first }) => ({ value: String(value), first: first === null ? null : String(first) }))
    },
    loads: async ({ table, userId, from }) => {
      const rows = await db
        .selectFrom(table.name)
        .select([sql<string>`substr(start_local, 1, 10)`.as('day'), 'training_load'])
        .where('user_id', '=', toId(userId))
        // By the index, from the day before, since a local day may begin before that of UTC.
        .where('start_utc', '>=', Date.parse(from) - 86_400_000)
        .where('start_local', '>=', from)
        .where('parent_activity_id', 'is', null)
        .where('deleted_at', 'is', null)
        .execute()
      return rows.map(({ day, training_load }) => ({ day: day as LocalDate, load: Number(training_load ?? 0) }))
    },
    countFilled: async ({ table, userId, column }) => {
      const row = await db
        .selectFrom(table.name)
        .select((eb) => [
          eb.fn.countAll<number>().as('rows'),
          sql<number>`sum(case when ${sql.ref(column)} then 1 else 0 end)`.as('kept'),
        ])
        .where('user_id', '=', toId(userId))
        .where('deleted_at', 'is', null)
        .executeTakeFirst()
      return { rows: Number(row?.rows ?? 0), kept: Number(row?.kept ?? 0) }
    },
    columns: (query) => readColumns(dialect, query),
    spans: (query) => readSpans(dialect, query),
    streams: (userId, activityId, part) => readStreams(dialect, userId, activityId, part),
    series: (userId, channel, from, to) => readSeries(dialect, userId, channel, from, to),
    daySeries: (userId, day, datasets, channels) => readDaySeries(dialect, userId, day, datasets, channels),
    halfHours: (userId, channel, days, take) => readHalfHours(dialect, userId, channel, days, take),
  }
}

type Order = NonNullable<RowQuery['order']>

/** What was asked for, or the newest first; then by the key, so that every row has its one place. */
function orderOf({ table, order }: RowQuery): Order {
  const wanted = order ?? (table.time === null ? [] : [{ column: table.time, descending: true }])
  for (const { column } of wanted) typeOf(table, column)
  const descending = wanted.at(-1)?.descending ?? false
  const named = new Set(wanted.map(({ column }) => column))
  return [...wanted, ...table.key.filter((column) => !named.has(column)).map((column) => ({ column, descending }))]
}

/** Rows behind a place in an order whose nulls come last. */
function after(table: TableDefinition, order: Order, place: readonly (string | number | boolean | null)[]) {
  const bound = order.map(({ column }, index) => bind(table, column, place[index] ?? null))
  const steps: RawBuilder<boolean>[] = []
  for (const [index, { column, descending }] of order.entries()) {
    const value = bound[index] ?? null
    // Nothing comes behind null in its own column.
    if (value === null) continue
    const same = order.slice(0, index).map((before, at) => equals(before.column, bound[at] ?? null))
    const ref = sql.ref(column)
    const nullable = !table.key.includes(column)
    const behind = descending ? sql`${ref} < ${value}` : sql`${ref} > ${value}`
    const here = nullable ? sql<boolean>`(${behind} or ${ref} is null)` : sql<boolean>`${behind}`
    steps.push(sql<boolean>`(${sql.join([...same, here], sql` and `)})`)
  }
  return steps.length === 0 ? sql<boolean>`1 = 0` : sql<boolean>`(${sql.join(steps, sql` or `)})`
}

function filtered(select: Query, { table, where, between, deleted }: RowQuery): Query {
  let query = equal(select, table, where ?? {})
  if (between !== undefined) {
    const { column, from, to } = between
    if (from !== undefined) query = query.where(column, '>=', bind(table, column, from))
    if (to !== undefined) query = query.where(column, '<=', bind(table, column, to))
  }
  return deleted === true ? query : query.where('deleted_at', 'is', null)
}

function equal(select: Query, table: TableDefinition, row: Row): Query {
  let query = select
  for (const [column, cell] of Object.entries(row)) query = query.where(equals(column, bind(table, column, cell)))
  return query
}

function equals(column: string, value: StoredCell): RawBuilder<boolean> {
  return value === null ? sql<boolean>`${sql.ref(column)} is null` : sql<boolean>`${sql.ref(column)} = ${value}`
}

function bind(table: TableDefinition, column: string, cell: Row[string]): StoredCell {
  return toStored(table.name, column, typeOf(table, column), cell)
}

function typeOf(table: TableDefinition, column: string) {
  const type = columnsOf(table)[column]
  if (type === undefined) throw fail('internal', { detail: `the table ${table.name} has no column ${column}` })
  return type
}

function decode(table: TableDefinition, row: Readonly<Record<string, unknown>>): Record<string, Json> {
  const types = columnsOf(table)
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => [column, fromStored(types[column] ?? 'text', value)]),
  )
}
