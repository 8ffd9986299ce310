import {
  type DatabaseConnection,
  type Dialect,
  type Driver,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import type { createConnection } from './connection.ts'

/** Kysely over one connection; whoever wants it waits for its turn. */
export function kyselyDialect(one: ReturnType<typeof createConnection>): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createDriver: () => createDriver(one),
  }
}

function createDriver({ connection, begin, end, close }: ReturnType<typeof createConnection>): Driver {
  const waiting: (() => void)[] = []
  let taken = false
  return {
    init: async () => {
      // The connection was opened, and its failures told, before Kysely came into play.
    },
    acquireConnection: async (): Promise<DatabaseConnection> => {
      if (taken) await new Promise<void>((resolve) => waiting.push(resolve))
      taken = true
      return connection
    },
    beginTransaction: begin,
    commitTransaction: () => end('commit'),
    rollbackTransaction: () => end('rollback'),
    releaseConnection: async () => {
      const next = waiting.shift()
      // Handed over without being free in between, so that nobody overtakes.
      if (next === undefined) taken = false
      else next()
    },
    destroy: async () => close(),
  }
}
