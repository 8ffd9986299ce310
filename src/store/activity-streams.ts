import { sql, type Transaction } from 'kysely'
import type { StreamPart, Streams, UserId } from '../domain/index.ts'
import { type Database, toId } from './database.ts'
import type { Dialect } from './dialects/types.ts'
import { excluded } from './sql.ts'
import { decodeStreams, encodeStreams, type StoredStreams } from './streams-codec.ts'

/** All that an activity's file holds over time; what it held before goes. */
export interface ActivityStreams {
  readonly activityId: string
  readonly streams: readonly Streams[]
}

/** Blocks ready to be written; made before the transaction begins, because packing takes its time. */
export interface PackedStreams {
  readonly activityId: string
  readonly parts: readonly { readonly part: StreamPart; readonly row_count: number; readonly data: Uint8Array }[]
}

export function packStreams(activities: readonly ActivityStreams[]): Promise<PackedStreams[]> {
  return Promise.all(
    activities.map(async ({ activityId, streams }) => ({
      activityId,
      parts: await Promise.all(
        streams.map(async (each) => ({
          part: each.part,
          row_count: each.times.length,
          data: await encodeStreams(each),
        })),
      ),
    })),
  )
}

/** Replaces the blocks that became different, and takes away those of parts that are gone: they can be made again. */
export async function keepStreams(
  transaction: Transaction<Database>,
  userId: UserId,
  packed: readonly PackedStreams[],
  at: number,
): Promise<void> {
  for (const { activityId, parts } of packed) {
    const key = { user_id: toId(userId), activity_id: toId(activityId) }
    let gone = transaction
      .deleteFrom('activity_stream')
      .where('user_id', '=', key.user_id)
      .where('activity_id', '=', key.activity_id)
    if (parts.length > 0)
      gone = gone.where(
        'part',
        'not in',
        parts.map(({ part }) => part),
      )
    await gone.execute()
    if (parts.length === 0) continue
    await transaction
      .insertInto('activity_stream')
      .values(parts.map((part) => ({ ...key, ...part, changed_at: at })))
      .onConflict((conflict) =>
        conflict
          .columns(['user_id', 'activity_id', 'part'])
          .doUpdateSet(excluded(['row_count', 'data', 'changed_at']))
          .where(sql<boolean>`activity_stream.data <> excluded.data`),
      )
      .execute()
  }
}

/** Streams of an activity; null when its file holds none of this part, or none was kept. @throws store.corrupt */
export async function readStreams(
  { db }: Dialect,
  userId: UserId,
  activityId: string,
  part: StreamPart,
): Promise<StoredStreams | null> {
  const row = await db
    .selectFrom('activity_stream')
    .select('data')
    .where('user_id', '=', toId(userId))
    .where('activity_id', '=', toId(activityId))
    .where('part', '=', part)
    .executeTakeFirst()
  return row === undefined ? null : decodeStreams(part, row.data)
}
