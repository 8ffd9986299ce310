import type { Kysely, Transaction } from 'kysely'
import type { Instant, Json, UserId } from '../domain/index.ts'
import { type Database, toId } from './database.ts'
import type { Dialect } from './dialects/types.ts'
import { excluded } from './sql.ts'
import type { ArrivalKey, ArrivalStore } from './types.ts'

/** An answer that ends the process which reads it is not tried for ever. */
const mostTries = 2

const columns = ['dataset', 'form', 'request_key', 'target', 'arrived_at', 'status', 'body_text', 'body_bytes'] as const

/** Answers on their way from the wire to `keep`: few, and only while the next question is under way. */
export function createArrivals({ db }: Dialect): ArrivalStore {
  return {
    put: async (userId, { dataset, form, key, target, at, status, text, bytes }) => {
      const row = {
        target: JSON.stringify(target),
        arrived_at: at,
        status,
        body_text: text,
        body_bytes: bytes,
        tries: 0,
      }
      await db
        .insertInto('arrival')
        .values({ user_id: toId(userId), dataset, form, request_key: key, ...row })
        .onConflict((conflict) =>
          conflict.columns(['user_id', 'dataset', 'form', 'request_key']).doUpdateSet(excluded(Object.keys(row))),
        )
        .execute()
    },
    take: async (userId) => {
      const mine = () => db.selectFrom('arrival').where('user_id', '=', toId(userId))
      if ((await mine().select('tries').limit(1).executeTakeFirst()) === undefined) return []
      return db.transaction().execute(async (transaction) => {
        await transaction
          .deleteFrom('arrival')
          .where('user_id', '=', toId(userId))
          .where('tries', '>=', mostTries)
          .execute()
        await transaction
          .updateTable('arrival')
          .set((eb) => ({ tries: eb('tries', '+', 1) }))
          .where('user_id', '=', toId(userId))
          .execute()
        const rows = await transaction
          .selectFrom('arrival')
          .select(columns)
          .where('user_id', '=', toId(userId))
          .orderBy('arrived_at')
          .execute()
        return rows.map((row) => ({
          dataset: row.dataset,
          form: row.form,
          key: row.request_key,
          target: JSON.parse(row.target) as Json,
          at: row.arrived_at as Instant,
          status: row.status,
          text: row.body_text,
          bytes: row.body_bytes,
        }))
      })
    },
    drop: (userId, key) => dropArrival(db, userId, key),
  }
}

/** It is kept now, or can never be. */
export async function dropArrival(
  transaction: Kysely<Database> | Transaction<Database>,
  userId: UserId,
  { dataset, form, key }: ArrivalKey,
): Promise<void> {
  await transaction
    .deleteFrom('arrival')
    .where('user_id', '=', toId(userId))
    .where('dataset', '=', dataset)
    .where('form', '=', form)
    .where('request_key', '=', key)
    .execute()
}
