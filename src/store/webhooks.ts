import type { Instant } from '../domain/index.ts'
import type { Dialect } from './dialects/types.ts'
import type { WebhookStore } from './types.ts'

/** What other programs are to be told. Durable: what was added or settled is so after a power cut, too. */
export function createWebhooks({ db, durably }: Dialect): WebhookStore {
  return {
    add: async ({ hook, eventId, body, at }) => {
      // Looked at first: nearly always it is there, and nothing need be written.
      const known = await db
        .selectFrom('webhook_delivery')
        .select('hook')
        .where('hook', '=', hook)
        .where('event_id', '=', eventId)
        .executeTakeFirst()
      if (known !== undefined) return false
      return durably(async (transaction) => {
        const row = { hook, event_id: eventId, body, created_at: at, attempts: 0, due_at: at, ended_at: null }
        const { numInsertedOrUpdatedRows } = await transaction
          .insertInto('webhook_delivery')
          .values({ ...row, last_status: null })
          .onConflict((conflict) => conflict.columns(['hook', 'event_id']).doNothing())
          .executeTakeFirstOrThrow()
        return numInsertedOrUpdatedRows === 1n
      })
    },
    waiting: async (hook, limit) => {
      const rows = await db
        .selectFrom('webhook_delivery')
        .select(['event_id', 'body', 'attempts', 'due_at'])
        .where('hook', '=', hook)
        .where('due_at', 'is not', null)
        .orderBy('due_at')
        .orderBy('event_id')
        .limit(limit)
        .execute()
      return rows.map(({ event_id, body, attempts, due_at }) => ({
        eventId: event_id,
        body,
        attempts,
        dueAt: due_at as Instant,
      }))
    },
    settle: (hook, eventId, { at, status, dueAt }) =>
      durably(async (transaction) => {
        await transaction
          .updateTable('webhook_delivery')
          .set((eb) => ({
            attempts: eb('attempts', '+', 1),
            last_status: status,
            due_at: dueAt,
            ended_at: dueAt === null ? at : null,
          }))
          .where('hook', '=', hook)
          .where('event_id', '=', eventId)
          .execute()
      }),
    clear: async (endedBefore) => {
      await db.deleteFrom('webhook_delivery').where('ended_at', '<', endedBefore).execute()
    },
  }
}
