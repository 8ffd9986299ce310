import { setTimeout as sleep } from 'node:timers/promises'
import { Kysely, sql } from 'kysely'
import { isFailure } from '../../../domain/index.ts'
import type { Database } from '../../database.ts'
import { byTable } from '../columns.ts'
import type { Dialect } from '../types.ts'
import { busyTimeoutMs, createConnection } from './connection.ts'
import { kyselyDialect } from './driver.ts'
import { isDuplicateKey, sqliteFailure } from './failures.ts'
import { ensureDatabaseFile } from './files.ts'
import { createFileLocks } from './locks.ts'
import { checkVersion, loadProvider, type OpenSqlite, type SqliteDatabase, type SqliteProvider } from './provider.ts'

const openAgainMs = 15

export interface SqliteOptions {
  readonly path: string
  readonly locks: string
  readonly provider: SqliteProvider | null
  /** Longest wait for other processes' writes before store.locked; default 10 s. */
  readonly busyMs?: number
}

/** A file in WAL mode, fit for several processes. @throws store.unsupported, store.unwritable, store.corrupt, store.locked */
export async function openSqlite(options: SqliteOptions): Promise<Dialect> {
  const { path, busyMs = 10_000 } = options
  const open = await loadProvider(options.provider)
  await ensureDatabaseFile(path)
  const database = await openFile(path, open, busyMs)
  const db = new Kysely<Database>({ dialect: kyselyDialect(createConnection(database, path, busyMs)) })
  const locks = createFileLocks(options.locks, open)
  return {
    engine: 'SQLite',
    location: path,
    db,
    types: {
      integer: sql`integer`,
      real: sql`real`,
      text: sql`text`,
      bool: sql`integer`,
      bytes: sql`blob`,
      serial: sql`integer primary key autoincrement`,
    },
    parameter: () => '?',
    jsonArray: (value) => sql<string>`json_group_array(${value})`,
    tableEnd: (keyed) => (keyed ? sql`strict, without rowid` : sql`strict`),
    lockSchema: async () => {
      // Every transaction of ours begins `immediate`: it is the only writer already.
    },
    schemaMark: async (from) => {
      const { rows } = await sql<{ user_version: number }>`pragma user_version`.execute(from)
      return rows[0]?.user_version ?? 0
    },
    setSchemaMark: async (transaction, version) => {
      await sql`pragma user_version = ${sql.raw(String(Math.trunc(version)))}`.execute(transaction)
    },
    columns: async (from) => {
      const { rows } = await sql<{ table_name: string; column_name: string }>`
        select m.name as table_name, c.name as column_name
        from sqlite_schema m join pragma_table_info(m.name) c where m.type = 'table'`.execute(from)
      return byTable(rows)
    },
    durably: (work) =>
      db.connection().execute(async (connection) => {
        // NORMAL syncs at checkpoints only: enough for what can be fetched again, too little for a rotated token.
        await sql`pragma synchronous = full`.execute(connection)
        try {
          return await connection.transaction().execute(work)
        } finally {
          await sql`pragma synchronous = normal`.execute(connection)
        }
      }),
    aside: () => openSqlite(options),
    hideTable: async (from, name, key) => {
      await sql`create temporary table ${sql.ref(name)} as select * from main.${sql.ref(name)} where false`.execute(
        from,
      )
      if (key.length === 0) return
      const columns = sql.join(key.map((column) => sql.ref(column)))
      await sql`create unique index temp.${sql.ref(`${name}_hidden`)} on ${sql.ref(name)} (${columns})`.execute(from)
    },
    realSchema: async () => 'main',
    arrival: 'rowid',
    isDuplicate: isDuplicateKey,
    tryLock: locks.tryLock,
    version: async () => {
      const { rows } = await sql<{ version: string }>`select sqlite_version() as version`.execute(db)
      return rows[0]?.version ?? ''
    },
    problems: async () => {
      const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check(20)`.execute(db)
      const { rows: strays } = await sql<{ table: string }>`pragma foreign_key_check`.execute(db)
      return [
        ...rows.map((row) => row.integrity_check).filter((text) => text !== 'ok'),
        ...strays.map((row) => `a row of ${row.table} refers to one that is not there`),
      ]
    },
    close: async () => {
      locks.close()
      // One provider ends a connection only when its statements are collected; the file shall be whole before that.
      await sql`pragma wal_checkpoint(truncate)`.execute(db).catch(() => undefined /* the next opening does it */)
      await db.destroy()
    },
  }
}

/** The change to WAL wants the file for itself for a moment; of processes that start at once, the others wait here. */
async function openFile(path: string, open: OpenSqlite, busyMs: number): Promise<SqliteDatabase> {
  for (let waitedMs = 0; ; waitedMs += busyTimeoutMs + openAgainMs) {
    let database: SqliteDatabase | null = null
    try {
      database = open(path)
      checkVersion(database)
      database.exec(`
        pragma busy_timeout = ${busyTimeoutMs};
        pragma journal_mode = wal;
        pragma synchronous = normal;
        pragma foreign_keys = on;`)
      return database
    } catch (thrown) {
      if (database !== null) closeQuietly(database)
      const failure = sqliteFailure(thrown, path)
      if (!isFailure(failure, 'store.locked') || waitedMs >= busyMs) throw failure
      await sleep(openAgainMs)
    }
  }
}

function closeQuietly(database: SqliteDatabase): void {
  try {
    database.close()
  } catch {
    // It is closed already.
  }
}
