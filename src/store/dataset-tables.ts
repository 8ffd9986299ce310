import type { Kysely, Transaction } from 'kysely'
import { bookkeepingColumns, type ColumnType, fail, type TableDefinition } from '../domain/index.ts'
import type { Database } from './database.ts'
import type { Dialect, StoredType } from './dialects/types.ts'
import { type ColumnSpec, createTable } from './migrations/create-table.ts'

/** Tables whose names come from definitions: everything in them is a plain value. */
export type DatasetDatabase = Record<string, Record<string, unknown>>

/** The same connection, for tables that Kysely's types do not know. */
export function datasetDb(db: Kysely<Database> | Transaction<Database>): Kysely<DatasetDatabase> {
  return db as unknown as Kysely<DatasetDatabase>
}

const storedTypes: Record<ColumnType, StoredType> = {
  id: 'integer',
  text: 'text',
  int: 'integer',
  real: 'real',
  bool: 'bool',
  instant: 'integer',
  date: 'text',
  json: 'text',
}

/** The table's own columns and those for bookkeeping, in order; `user_id` is besides. */
export function columnsOf(table: TableDefinition): Readonly<Record<string, ColumnType>> {
  return { ...table.columns, ...bookkeepingColumns }
}

/**
 * Creates the tables that are missing and adds the columns that are. Nothing is ever taken away. @throws internal when a
 * definition is not usable
 */
export async function ensureTables(dialect: Dialect, tables: readonly TableDefinition[]): Promise<void> {
  for (const table of tables) checkDefinition(table)
  if (!isBehind(await dialect.columns(dialect.db), tables)) return
  await dialect.durably(async (transaction) => {
    await dialect.lockSchema(transaction)
    const there = await dialect.columns(transaction)
    for (const table of tables) {
      const columns = there.get(table.name)
      if (columns === undefined) await create(transaction, dialect, table)
      else await extend(transaction, dialect, table, columns)
    }
  })
}

function isBehind(there: Map<string, Set<string>>, tables: readonly TableDefinition[]): boolean {
  return tables.some((table) => {
    const columns = there.get(table.name)
    return columns === undefined || Object.keys(columnsOf(table)).some((column) => !columns.has(column))
  })
}

async function create(db: Kysely<Database>, dialect: Dialect, table: TableDefinition): Promise<void> {
  const spec: Record<string, ColumnSpec> = { user_id: 'integer!' }
  for (const [column, type] of Object.entries(columnsOf(table)))
    spec[column] = column === 'first_seen_at' || column === 'changed_at' ? `${storedTypes[type]}!` : storedTypes[type]
  await createTable(db, dialect, { name: table.name, columns: spec, key: ['user_id', ...table.key] })
  // A time that leads the key is found by it already.
  if (table.time === null || table.time === table.key[0]) return
  await db.schema.createIndex(`${table.name}_by_time`).on(table.name).columns(['user_id', table.time]).execute()
}

async function extend(
  db: Kysely<Database>,
  dialect: Dialect,
  table: TableDefinition,
  there: ReadonlySet<string>,
): Promise<void> {
  if (!there.has('user_id') || table.key.some((column) => !there.has(column)))
    throw fail('internal', { detail: `the table ${table.name} has another key than its definition` })
  for (const [column, type] of Object.entries(columnsOf(table)))
    if (!there.has(column))
      await db.schema.alterTable(table.name).addColumn(column, dialect.types[storedTypes[type]]).execute()
}

const identifier = /^[a-z][a-z0-9_]{0,59}$/
const ownTables: Record<keyof Database, true> = {
  schema_version: true,
  user_account: true,
  authentication_token: true,
  user_session: true,
  sealed_token: true,
  sealed_value: true,
  state: true,
  webhook_delivery: true,
  raw_body: true,
  raw_answer: true,
  arrival: true,
  original: true,
  ledger: true,
  revision: true,
  series: true,
  activity_stream: true,
  sync_job: true,
  job_event: true,
  job_failure: true,
  account_event: true,
}

function checkDefinition(table: TableDefinition): void {
  const wrong = (detail: string) => fail('internal', { detail: `the table ${table.name} ${detail}` })
  if (!identifier.test(table.name) || table.name.startsWith('sqlite_')) throw wrong('has a name that cannot be used')
  if (Object.hasOwn(ownTables, table.name)) throw wrong('has the name of one of our own tables')
  if (table.key.length === 0) throw wrong('has no key')
  for (const column of Object.keys(table.columns)) {
    if (!identifier.test(column)) throw wrong(`has a column "${column}", which cannot be used`)
    if (column === 'user_id' || column in bookkeepingColumns) throw wrong(`defines ${column} by itself`)
  }
  for (const column of [...table.key, ...(table.time === null ? [] : [table.time])])
    if (!Object.hasOwn(table.columns, column)) throw wrong(`has no column ${column}`)
}
