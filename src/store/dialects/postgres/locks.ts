import type { Client } from 'pg'
import type { HeldLock } from '../../types.ts'
import { postgresFailure } from './failures.ts'

/** 64 bits of a name ($1) within this schema: the server's locks are shared by a whole database. */
export const lockKey = "hashtextextended('garminsync:' || current_schema() || ':' || $1::text, 0)"

/** Session-level advisory locks, each on a connection of its own: the server frees it when the connection ends. */
export function createAdvisoryLocks(newClient: () => Client, host: string) {
  const held = new Set<Client>()
  return {
    tryLock: async (name: string): Promise<HeldLock | null> => {
      const client = newClient()
      try {
        await client.connect()
        const { rows } = await client.query<{ free: boolean }>(`select pg_try_advisory_lock(${lockKey}) as free`, [
          name,
        ])
        if (rows[0]?.free !== true) {
          await client.end()
          return null
        }
      } catch (thrown) {
        await client.end().catch(() => undefined /* the first failure is the one to tell */)
        throw postgresFailure(thrown, host)
      }
      held.add(client)
      return {
        release: async () => {
          if (held.delete(client)) await release(client, name)
        },
      }
    },
    close: async () => {
      await Promise.all([...held].map((client) => client.end().catch(() => undefined)))
      held.clear()
    },
  }
}

/** Unlocked before the connection ends, because the server may notice the end a little later. */
async function release(client: Client, name: string): Promise<void> {
  await client
    .query(`select pg_advisory_unlock(${lockKey})`, [name])
    .catch(() => undefined /* a broken connection holds nothing any more */)
  await client.end().catch(() => undefined)
}
