import { fail } from '../../../domain/index.ts'

/** The part of the `node:sqlite` API that is used; both providers have it. */
export interface SqliteStatement {
  all(...parameters: unknown[]): unknown[]
  run(...parameters: unknown[]): { changes: number | bigint; lastInsertRowid: number | bigint }
  iterate(...parameters: unknown[]): IterableIterator<unknown>
  columns(): unknown[]
}
export interface SqliteDatabase {
  exec(sql: string): void
  prepare(sql: string): SqliteStatement
  close(): void
}
export type OpenSqlite = (path: string) => SqliteDatabase

export type SqliteProvider = 'photostructure' | 'node'

interface SqliteModule {
  readonly DatabaseSync: new (path: string) => SqliteDatabase
}

// Older ones can damage a database that two processes write (WAL-reset, 3.7.0 to 3.51.2; STACK section 0).
const oldestSafe = [3, 51, 3] as const

/**
 * The wanted provider, or else `@photostructure/sqlite` (the same SQLite everywhere) and, where its binary does not
 * load, the one that is part of Node. @throws store.unsupported
 */
export async function loadProvider(wanted: SqliteProvider | null): Promise<OpenSqlite> {
  const { DatabaseSync } = await load(wanted)
  return (path) => new DatabaseSync(path)
}

/** @throws store.unsupported when several processes could damage the file with this SQLite */
export function checkVersion(database: SqliteDatabase): void {
  const [row] = database.prepare('select sqlite_version() as version').all() as { version: string }[]
  const version = row?.version ?? ''
  if (!isSafe(version))
    throw fail('store.unsupported', {
      detail: `its SQLite is ${version}, and several processes need ${oldestSafe.join('.')} or newer`,
    })
}

/** True for versions with which several processes may write. */
export function isSafe(version: string): boolean {
  const parts = version.split('.').map(Number)
  for (const [index, least] of oldestSafe.entries()) {
    const part = parts[index] ?? 0
    if (part !== least) return part > least
  }
  return true
}

async function load(wanted: SqliteProvider | null): Promise<SqliteModule> {
  // A name in a variable, because type definitions and bundlers for Node 20 do not know the module.
  const builtIn: string = 'node:sqlite'
  const node = () => import(builtIn) as Promise<SqliteModule>
  const photostructure = () => import('@photostructure/sqlite') as Promise<SqliteModule>
  try {
    if (wanted === 'node') return await node()
    if (wanted === 'photostructure') return await photostructure()
    return await photostructure().catch((first) => node().catch(() => Promise.reject(first)))
  } catch (cause) {
    const detail = cause instanceof Error ? (cause.message.split('\n', 1)[0] ?? '') : String(cause)
    throw fail('store.unsupported', { detail: `SQLite could not be loaded: ${detail}`, cause })
  }
}
