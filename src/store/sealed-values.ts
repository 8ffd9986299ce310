import { type Clock, isFailure, type Json } from '../domain/index.ts'
import type { Dialect } from './dialects/types.ts'
import { excluded } from './sql.ts'
import type { SealedValueStore } from './types.ts'
import type { Binding, Sealing } from './vault/index.ts'

/** Sealed plain values with an end. Durable; those that are over are cleared away when another is put. */
export function createSealedValues(
  { db, durably }: Dialect,
  sealing: () => Promise<Sealing>,
  clock: Clock,
): SealedValueStore {
  const open = (sealer: Sealing, kind: string, id: string, sealed: Uint8Array): Json =>
    JSON.parse(sealer.open(sealed, binding(kind, id)))
  return {
    put: async (kind, id, value, expiresAt) => {
      const sealer = await sealing()
      const sealed = sealer.seal(JSON.stringify(value), binding(kind, id))
      await durably(async (transaction) => {
        const now = clock()
        await transaction.deleteFrom('sealed_value').where('kind', '=', kind).where('expires_at', '<=', now).execute()
        await transaction
          .insertInto('sealed_value')
          .values({ kind, id, sealed, created_at: now, expires_at: expiresAt })
          .onConflict((conflict) =>
            conflict.columns(['kind', 'id']).doUpdateSet(excluded(['sealed', 'created_at', 'expires_at'])),
          )
          .execute()
      })
    },
    get: async (kind, id) => {
      const row = await db
        .selectFrom('sealed_value')
        .select('sealed')
        .where('kind', '=', kind)
        .where('id', '=', id)
        .executeTakeFirst()
      return row === undefined ? null : open(await sealing(), kind, id, row.sealed)
    },
    list: async (kind, now) => {
      const rows = await db
        .selectFrom('sealed_value')
        .select(['id', 'sealed'])
        .where('kind', '=', kind)
        .where('expires_at', '>', now)
        .orderBy('created_at', 'desc')
        .orderBy('id')
        .execute()
      if (rows.length === 0) return []
      const sealer = await sealing()
      return rows.flatMap(({ id, sealed }) => {
        try {
          return [{ id, value: open(sealer, kind, id, sealed) }]
        } catch (failure) {
          // Of a key that is lost: what it sealed is as good as gone, and must not hide the rest.
          if (isFailure(failure, 'store.secret-key')) return []
          throw failure
        }
      })
    },
    delete: (kind, id) =>
      durably(async (transaction) => {
        await transaction.deleteFrom('sealed_value').where('kind', '=', kind).where('id', '=', id).execute()
      }),
  }
}

function binding(kind: string, id: string): Binding {
  return { purpose: kind, account: id, version: 0 }
}
