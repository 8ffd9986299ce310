import { setTimeout as sleep } from 'node:timers/promises'
import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely'
import { isFailure } from '../../../domain/index.ts'
import { checkParameters } from '../parameters.ts'
import { sqliteFailure } from './failures.ts'
import type { SqliteDatabase, SqliteStatement } from './provider.ts'

/** SQLite's own wait stops the whole process, so it is short; the rest of the wait is ours and lets others work. */
export const busyTimeoutMs = 20
/** Statements kept prepared; more than the store has, so that only batches of odd sizes are prepared again. */
const cachedStatements = 200

interface Prepared {
  readonly statement: SqliteStatement
  /** It gives rows. */
  readonly reader: boolean
}

/**
 * One connection in the shape that Kysely wants, with prepared statements kept, and a file that others write waited for
 * up to `busyMs`.
 */
export function createConnection(database: SqliteDatabase, path: string, busyMs: number) {
  const cache = new Map<string, Prepared>()
  let inTransaction = false

  const prepare = (sql: string): Prepared => {
    let prepared = cache.get(sql)
    if (prepared === undefined) {
      const statement = database.prepare(sql)
      prepared = { statement, reader: statement.columns().length > 0 }
      const oldest = cache.keys().next()
      if (cache.size >= cachedStatements && oldest.done === false) cache.delete(oldest.value)
    } else cache.delete(sql)
    cache.set(sql, prepared)
    return prepared
  }

  const attempt = <R>(sql: string, parameters: readonly unknown[]): QueryResult<R> => {
    const bound = checkParameters(parameters).map((value) => (typeof value === 'boolean' ? Number(value) : value))
    try {
      const { statement, reader } = prepare(sql)
      if (reader) return { rows: statement.all(...bound) as R[] }
      const { changes, lastInsertRowid } = statement.run(...bound)
      return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) }
    } catch (thrown) {
      throw sqliteFailure(thrown, path)
    }
  }

  /** Outside a transaction nothing has happened yet when the file is busy, so the statement can be tried again. */
  const execute = async <R>(sql: string, parameters: readonly unknown[] = []): Promise<QueryResult<R>> => {
    if (inTransaction) return attempt<R>(sql, parameters)
    for (let waitedMs = 0; ; ) {
      try {
        return attempt<R>(sql, parameters)
      } catch (thrown) {
        if (!isFailure(thrown, 'store.locked') || waitedMs >= busyMs) throw thrown
        const waitMs = 5 + Math.min(waitedMs / 4, 50)
        waitedMs += waitMs + busyTimeoutMs
        await sleep(waitMs)
      }
    }
  }

  const connection: DatabaseConnection = {
    executeQuery: <R>({ sql, parameters }: CompiledQuery) => execute<R>(sql, parameters),
    // Large reads go page by page through `executeQuery`.
    streamQuery: () => {
      throw new Error('this connection does not stream')
    },
  }
  return {
    connection,
    /** `immediate`, because a transaction that reads first and then writes cannot wait for another writer. */
    begin: async () => {
      await execute('begin immediate')
      inTransaction = true
    },
    end: async (how: 'commit' | 'rollback') => {
      try {
        await execute(how)
        inTransaction = false
      } catch (thrown) {
        // A full disk rolls the transaction back by itself; then there is nothing left to end.
        if (how === 'rollback') inTransaction = false
        else throw thrown
      }
    },
    close: () => {
      cache.clear()
      database.close()
    },
  }
}
