import type { Instant } from '../domain/index.ts'
import { toId } from './database.ts'
import type { Dialect } from './dialects/types.ts'
import { idText } from './sql.ts'
import type { SessionStore, StoredSession } from './types.ts'

const columns = [
  'session_id',
  'token_id',
  'refresh_hash',
  'previous_refresh_hash',
  'expires_at',
  'refresh_expires_at',
  'mfa_enabled',
  'created_at',
  'last_used_at',
  'ended_at',
  'kind',
  'label',
] as const

/** Sessions, each with the AuthenticationToken row that is its alone. Durable but for `touch`. */
export function createSessions({ db, durably }: Dialect): SessionStore {
  const read = () =>
    db.selectFrom('user_session').select([...columns, idText<StoredSession['user_id']>('user_id').as('owner')])
  type Read = Awaited<ReturnType<ReturnType<typeof read>['executeTakeFirstOrThrow']>>
  const toSession = (row: Read | undefined): StoredSession | null => {
    if (row === undefined) return null
    const { owner, ...rest } = row
    // Instants and kind are only ever written from a session's own values.
    return { ...rest, user_id: owner, mfa_enabled: Boolean(row.mfa_enabled) } as StoredSession
  }
  return {
    create: ({ user_id, ...session }) =>
      durably(async (transaction) => {
        const id = toId(user_id)
        const pair = await transaction
          .selectFrom('sealed_token')
          .select(['scope', 'expires_at', 'mfa_verified'])
          .where('user_id', '=', id)
          .executeTakeFirst()
        await transaction
          .insertInto('authentication_token')
          .values({
            token_id: session.token_id,
            user_id: id,
            token_type: 'Bearer',
            scope: pair?.scope ?? null,
            expires_at: pair?.expires_at ?? null,
            created_at: session.created_at,
            last_used_at: session.last_used_at,
            mfa_verified: Boolean(pair?.mfa_verified),
          })
          .execute()
        await transaction
          .insertInto('user_session')
          .values({ ...session, user_id: id })
          .execute()
      }),
    find: async (sessionId) => toSession(await read().where('session_id', '=', sessionId).executeTakeFirst()),
    findByRefreshHash: async (hash) =>
      toSession(
        await read()
          .where((eb) => eb.or([eb('refresh_hash', '=', hash), eb('previous_refresh_hash', '=', hash)]))
          .executeTakeFirst(),
      ),
    list: async (userId) =>
      (
        await read().where('user_id', '=', toId(userId)).orderBy('created_at', 'desc').orderBy('session_id').execute()
      ).flatMap((row) => toSession(row) ?? []),
    rotate: (sessionId, expectedHash, next) =>
      durably(async (transaction) => {
        const { numUpdatedRows } = await transaction
          .updateTable('user_session')
          .set({ ...next, previous_refresh_hash: expectedHash })
          .where('session_id', '=', sessionId)
          .where('refresh_hash', '=', expectedHash)
          .where('ended_at', 'is', null)
          .executeTakeFirstOrThrow()
        return numUpdatedRows === 1n
      }),
    touch: (sessionId, at) =>
      db.transaction().execute(async (transaction) => {
        await transaction
          .updateTable('user_session')
          .set({ last_used_at: at })
          .where('session_id', '=', sessionId)
          .where('last_used_at', '<', at)
          .execute()
        await transaction
          .updateTable('authentication_token')
          .set({ last_used_at: at })
          .where('last_used_at', '<', at)
          .where('token_id', 'in', (eb) =>
            eb.selectFrom('user_session').select('token_id').where('session_id', '=', sessionId),
          )
          .execute()
      }),
    name: async (sessionId, label) => {
      await db.updateTable('user_session').set({ label }).where('session_id', '=', sessionId).execute()
    },
    end: (sessionId, at: Instant) =>
      durably(async (transaction) => {
        await transaction
          .updateTable('user_session')
          .set({ ended_at: at })
          .where('session_id', '=', sessionId)
          .where('ended_at', 'is', null)
          .execute()
      }),
  }
}
