import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { isFailure } from '../../../domain/index.ts'
import type { HeldLock } from '../../types.ts'
import { ensureFolder } from '../../vault/index.ts'
import { sqliteFailure } from './failures.ts'
import { ensureDatabaseFile } from './files.ts'
import type { OpenSqlite, SqliteDatabase } from './provider.ts'

/**
 * Locks that the operating system frees when their holder dies: an exclusive transaction held on an empty SQLite file of
 * the lock's own. SQLite keeps a second connection of the same process out as well. The files stay: taking one away
 * while another process opens it would give two holders.
 */
export function createFileLocks(folder: string, open: OpenSqlite) {
  const held = new Set<SqliteDatabase>()
  return {
    tryLock: async (name: string): Promise<HeldLock | null> => {
      const path = join(folder, `${fileName(name)}.lock`)
      await ensureFolder(folder, true)
      await ensureDatabaseFile(path)
      const database = take(path, open)
      if (database === null) return null
      held.add(database)
      return {
        release: async () => {
          if (held.delete(database)) database.close()
        },
      }
    },
    /** Frees every lock that is still held. */
    close: () => {
      for (const database of held) database.close()
      held.clear()
    },
  }
}

function take(path: string, open: OpenSqlite): SqliteDatabase | null {
  let database: SqliteDatabase | null = null
  try {
    database = open(path)
    database.exec('pragma busy_timeout = 0; pragma locking_mode = exclusive; begin exclusive')
    return database
  } catch (thrown) {
    database?.close()
    const failure = sqliteFailure(thrown, path)
    if (isFailure(failure, 'store.locked')) return null
    throw failure
  }
}

function fileName(name: string): string {
  return /^[\w-]{1,80}$/.test(name) ? name : createHash('sha256').update(name).digest('hex')
}
