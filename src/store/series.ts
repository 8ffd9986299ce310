import { sql, type Transaction } from 'kysely'
import type { LocalDate, UserId } from '../domain/index.ts'
import { type Database, toId } from './database.ts'
import type { Dialect } from './dialects/types.ts'
import type { TakeHalfHour } from './half-hours.ts'
import { decodeSeries, encodeSeries, halfHoursOf } from './series-codec.ts'
import { chunks, excluded } from './sql.ts'
import type { StoredSeries } from './types.ts'

const blocksAtOnce = 200

/** Blocks of samples ready to be written; made before the transaction begins, because packing takes its time. */
export interface PackedSeries {
  readonly dataset: string
  readonly channel: string
  readonly day: LocalDate
  readonly data: Uint8Array
}

export function packSeries(series: readonly StoredSeries[]): PackedSeries[] {
  return series.map(({ dataset, channel, day, ...samples }) => ({ dataset, channel, day, data: encodeSeries(samples) }))
}

/** Replaces the blocks that became different. What they held before is still in the raw answers. */
export async function keepSeries(
  transaction: Transaction<Database>,
  userId: UserId,
  packed: readonly PackedSeries[],
  at: number,
): Promise<void> {
  for (const some of chunks(packed, blocksAtOnce))
    await transaction
      .insertInto('series')
      .values(some.map((block) => ({ user_id: toId(userId), ...block, changed_at: at })))
      .onConflict((conflict) =>
        conflict
          .columns(['user_id', 'dataset', 'channel', 'day'])
          .doUpdateSet(excluded(['data', 'changed_at']))
          .where(sql<boolean>`series.data <> excluded.data`),
      )
      .execute()
}

/** The blocks of a channel, by day. */
export async function readSeries(
  { db }: Dialect,
  userId: UserId,
  channel: string,
  from: LocalDate,
  to: LocalDate,
): Promise<StoredSeries[]> {
  const rows = await db
    .selectFrom('series')
    .select(['dataset', 'day', 'data'])
    .where('user_id', '=', toId(userId))
    .where('channel', '=', channel)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .orderBy('day')
    .orderBy('dataset')
    .execute()
  return rows.map(({ dataset, day, data }) => ({ dataset, channel, day: day as LocalDate, ...decodeSeries(data) }))
}

/** Found by dataset, channel and day, so it is quick however many years there are. */
export async function readDaySeries(
  { db }: Dialect,
  userId: UserId,
  day: LocalDate,
  datasets: readonly string[],
  channels: readonly string[],
): Promise<StoredSeries[]> {
  if (datasets.length === 0 || channels.length === 0) return []
  const rows = await db
    .selectFrom('series')
    .select(['dataset', 'channel', 'data'])
    .where('user_id', '=', toId(userId))
    .where('dataset', 'in', datasets)
    .where('channel', 'in', channels)
    .where('day', '=', day)
    .execute()
  return rows.map(({ dataset, channel, data }) => ({ dataset, channel, day, ...decodeSeries(data) }))
}

/** Files of the watch hold whole days; of what else was told, that with most samples counts. */
const wholeDays = 'wellness_fit'

/**
 * What a channel comes to in each half hour, day by day. Of several datasets that told of a day one counts, so that nothing
 * is counted twice. @throws store.corrupt
 */
export async function readHalfHours(
  { db }: Dialect,
  userId: UserId,
  channel: string,
  days: { readonly from: LocalDate; readonly to: LocalDate },
  take: (day: LocalDate) => TakeHalfHour,
): Promise<void> {
  const rows = await db
    .selectFrom('series')
    .select(['day', 'dataset', 'data'])
    .where('user_id', '=', toId(userId))
    .where('channel', '=', channel)
    .where('day', '>=', days.from)
    .where('day', '<=', days.to)
    .orderBy('day')
    .execute()
  for (let index = 0; index < rows.length; ) {
    let best = rows[index]!
    const { day } = best
    for (index++; rows[index]?.day === day; index++) {
      const other = rows[index]!
      if (best.dataset === wholeDays) continue
      if (other.dataset === wholeDays || other.data.length > best.data.length) best = other
    }
    halfHoursOf(best.data, take(day as LocalDate))
  }
}
