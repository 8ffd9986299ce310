import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresDriver,
  PostgresIntrospector,
  type PostgresPool,
  PostgresQueryCompiler,
} from 'kysely'
import { checkParameters } from '../parameters.ts'
import { postgresFailure } from './failures.ts'

/** Kysely's own PostgreSQL driver, with parameters checked and failures in our terms. */
export function kyselyDialect(pool: PostgresPool, host: string): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createDriver: () => createDriver(new PostgresDriver({ pool }), host),
  }
}

function createDriver(inner: PostgresDriver, host: string): Driver {
  type Inner = Parameters<PostgresDriver['releaseConnection']>[0]
  const own = new WeakMap<DatabaseConnection, Inner>()
  const told = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (thrown) {
      throw postgresFailure(thrown, host)
    }
  }
  const innerOf = (connection: DatabaseConnection): Inner => {
    const found = own.get(connection)
    if (found === undefined) throw new Error('a connection of another driver')
    return found
  }
  return {
    init: () => inner.init(),
    acquireConnection: () =>
      told(async () => {
        const real = (await inner.acquireConnection()) as Inner
        const connection: DatabaseConnection = {
          executeQuery: <R>(query: CompiledQuery) => {
            checkParameters(query.parameters)
            return told(() => real.executeQuery<R>(query))
          },
          // Large reads go page by page through `executeQuery`.
          streamQuery: () => {
            throw new Error('this connection does not stream')
          },
        }
        own.set(connection, real)
        return connection
      }),
    beginTransaction: (connection, settings) => told(() => inner.beginTransaction(innerOf(connection), settings)),
    commitTransaction: (connection) => told(() => inner.commitTransaction(innerOf(connection))),
    rollbackTransaction: (connection) => told(() => inner.rollbackTransaction(innerOf(connection))),
    releaseConnection: (connection) => inner.releaseConnection(innerOf(connection)),
    destroy: () => inner.destroy(),
  }
}
