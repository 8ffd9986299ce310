import { sql } from 'kysely'
import type { LocalDate, Row, TableDefinition, UserId } from '../domain/index.ts'
import { toStored } from './cells.ts'
import { toId } from './database.ts'
import { columnsOf } from './dataset-tables.ts'
import type { Dialect } from './dialects/types.ts'
import type { ColumnQuery } from './types.ts'

const day = sql.ref('date')

/** Rows of those days that are not deleted; of several devices those that count for training. */
function rowsOf(table: TableDefinition, userId: UserId, where: Row, span: Pick<ColumnQuery, 'from' | 'to'> | null) {
  const types = columnsOf(table)
  const conditions = [sql`user_id = ${toId(userId)}`, sql`deleted_at is null`]
  for (const [column, cell] of Object.entries(where))
    conditions.push(sql`${sql.ref(column)} = ${toStored(table.name, column, types[column] ?? 'text', cell)}`)
  if (span !== null) conditions.push(sql`${day} >= ${span.from}`, sql`${day} <= ${span.to}`)
  if ('is_primary' in table.columns) conditions.push(sql`is_primary is not false`)
  return sql`from ${sql.ref(table.name)} where ${sql.join(conditions, sql` and `)}`
}

/** Years of values come as a text a column: a row a day would cost ten times as much to hand over. */
export async function readColumns(
  { db, jsonArray }: Dialect,
  { table, userId, columns, where = {}, from, to }: ColumnQuery,
): Promise<{ days: LocalDate[]; columns: Record<string, (number | null)[]> }> {
  const rows = rowsOf(table, userId, where, { from, to })
  const hasOneADay = table.key.length === 1
  const values = columns.map((column) => sql`${jsonArray(sql.ref(column))} as ${sql.ref(column)}`)
  const means = columns.map((column) => sql`avg(${sql.ref(column)}) as ${sql.ref(column)}`)
  const source = hasOneADay ? rows : sql`from (select ${sql.join([day, ...means])} ${rows} group by ${day}) as means`
  const found = await sql<Record<string, string>>`
    select ${sql.join([sql`${jsonArray(day)} as ${day}`, ...values])} ${source}`.execute(db)
  const read = <T>(column: string) => JSON.parse(found.rows[0]?.[column] ?? '[]') as T[]
  return {
    days: read<LocalDate>('date'),
    columns: Object.fromEntries(columns.map((column) => [column, read<number | null>(column)])),
  }
}

type SpanQuery = Pick<ColumnQuery, 'table' | 'userId' | 'columns' | 'where'>
type Spans = Record<string, { first: LocalDate; last: LocalDate } | null>

/** Most columns hold a value within so many days of both ends, so that the years between need not be looked at. */
const daysAtEnds = 60

export async function readSpans(dialect: Dialect, { table, userId, columns, where = {} }: SpanQuery): Promise<Spans> {
  const rows = rowsOf(table, userId, where, null)
  const atEnd = async (order: 'asc' | 'desc') => {
    const wanted = sql.join([day, ...columns.map((column) => sql.ref(column))])
    const query = sql<
      Record<string, unknown>
    >`select ${wanted} ${rows} order by ${day} ${sql.raw(order)} limit ${daysAtEnds}`
    return (await query.execute(dialect.db)).rows
  }
  const [oldest, newest] = [await atEnd('asc'), await atEnd('desc')]
  const found: Spans = {}
  for (const column of columns) {
    const first = oldest.find((row) => row[column] !== null)?.date
    const last = newest.find((row) => row[column] !== null)?.date
    if (first !== undefined && last !== undefined)
      found[column] = { first: first as LocalDate, last: last as LocalDate }
  }
  const open = columns.filter((column) => !(column in found))
  // All days were seen already where there are so few of them.
  const rest =
    open.length === 0 || oldest.length < daysAtEnds
      ? Object.fromEntries(open.map((column) => [column, null]))
      : await wholeSpans(dialect, { table, userId, columns: open, where })
  return { ...rest, ...found }
}

async function wholeSpans({ db }: Dialect, { table, userId, columns, where = {} }: SpanQuery): Promise<Spans> {
  const ends = columns.flatMap((column, index) => {
    const filled = sql`case when ${sql.ref(column)} is not null then ${day} end`
    return [sql`min(${filled}) as ${sql.ref(`first_${index}`)}`, sql`max(${filled}) as ${sql.ref(`last_${index}`)}`]
  })
  const { rows } = await sql<Record<string, LocalDate | null>>`
    select ${sql.join(ends)} ${rowsOf(table, userId, where, null)}`.execute(db)
  return Object.fromEntries(
    columns.map((column, index) => {
      const [first, last] = [rows[0]?.[`first_${index}`], rows[0]?.[`last_${index}`]]
      return [column, first && last ? { first, last } : null]
    }),
  )
}
