import type { Client, Pool } from 'pg'
import { fail, type Secret } from '../../../domain/index.ts'

// Object ids of PostgreSQL's built-in types.
const int8 = 20
const numeric = 1700

const poolSize = 5
const connectTimeoutMs = 10_000

/** Where the server is, without user and password, for people. */
export function hostOf(url: Secret): string {
  const text = url.open()
  if (!URL.canParse(text)) throw fail('store.unsupported', { detail: 'its address is not a postgres:// URL' })
  const { hostname, port, pathname } = new URL(text)
  return `${hostname || 'localhost'}:${port || '5432'}${pathname}`
}

/** Connections of our own; the driver is loaded when it is needed. */
export async function createClients(
  url: Secret,
  connections = poolSize,
): Promise<{ pool: Pool; client: () => Client }> {
  const { default: pg } = await import('pg')
  const options = {
    connectionString: url.open(),
    connectionTimeoutMillis: connectTimeoutMs,
    application_name: 'garminsync',
    // A lock's connection may be idle for long; this notices when the other end is gone.
    keepAlive: true,
    // Counts and instants as numbers. Ids, which may be larger than a number holds, are cast to text where they are read.
    types: {
      getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
        oid === int8 || oid === numeric
          ? Number
          : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
    },
  }
  const pool = new pg.Pool({ ...options, max: connections, allowExitOnIdle: true })
  // A connection that breaks while it is idle is replaced at the next query, which tells if there is trouble.
  pool.on('error', () => undefined)
  return {
    pool,
    client: () => {
      const client = new pg.Client(options)
      client.on('error', () => undefined /* the lock is gone with its connection; its release finds nothing to do */)
      return client
    },
  }
}
