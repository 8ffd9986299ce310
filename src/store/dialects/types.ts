import type { Kysely, RawBuilder, Transaction } from 'kysely'
import type { Database } from '../database.ts'
import type { HeldLock } from '../types.ts'

/** How a column is stored. `serial` is a whole column: a growing number that is the primary key. */
export type StoredType = 'integer' | 'real' | 'text' | 'bool' | 'bytes' | 'serial'

/** Everything in which databases differ. The rest of the store asks this, and never which database it is. */
export interface Dialect {
  readonly engine: string
  /** Path or host, without user and password. */
  readonly location: string
  readonly db: Kysely<Database>
  readonly types: Record<StoredType, RawBuilder<unknown>>
  /** How the parameter with this number, from 1, is written in SQL text. */
  parameter(number: number): string
  /** Aggregates the values of a group into the text of one JSON array, in no order that could be relied on. */
  jsonArray(value: RawBuilder<unknown>): RawBuilder<string>
  /** Clause behind the columns of a table; `keyed` = its rows are found by their primary key alone. */
  tableEnd(keyed: boolean): RawBuilder<unknown> | null
  /** Keeps other processes from changing the schema until the transaction ends. */
  lockSchema(transaction: Transaction<Database>): Promise<void>
  /** The schema's number where the database itself has a place for it, as SQLite's `user_version`; else 0. */
  schemaMark(db: Kysely<Database>): Promise<number>
  setSchemaMark(transaction: Transaction<Database>, version: number): Promise<void>
  /** Columns of every table there is. */
  columns(db: Kysely<Database>): Promise<Map<string, Set<string>>>
  /** A writing transaction whose effect survives a power cut once this returns. */
  durably<T>(work: (transaction: Transaction<Database>) => Promise<T>): Promise<T>
  /** Another connection to the same database, with temporary tables of its own. */
  aside(): Promise<Dialect>
  /** An empty table of this connection alone that hides the real one; it is gone when the connection is. */
  hideTable(db: Kysely<Database>, name: string, key: readonly string[]): Promise<void>
  /** Orders the rows of a hidden table without a key by their coming. */
  readonly arrival: string
  /** The schema in which hidden tables can be reached all the same. */
  realSchema(db: Kysely<Database>): Promise<string>
  /** The error says that a unique key is taken. */
  isDuplicate(thrown: unknown): boolean
  /** A lock that is freed when its holder dies; null when somebody, this process included, holds it. */
  tryLock(name: string): Promise<HeldLock | null>
  version(): Promise<string>
  /** What an examination of the database finds wrong. */
  problems(): Promise<string[]>
  close(): Promise<void>
}
