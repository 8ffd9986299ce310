import type { ActivityDetailJson, ActivityJson } from '../../../contract/index.ts'
import { fail, type Instant, type Json, toId64, toRfc3339, type UserId } from '../../../domain/index.ts'
import type { OriginalRef } from '../../../store/index.ts'
import type { RowJson, Rows } from '../rows.ts'
import type { ApiServices } from '../types.ts'
import { editsOf } from './edits.ts'
import { compareIds } from './index-of-activities.ts'
import type { Listing } from './listing.ts'
import { createVerified } from './verified.ts'

export const originalDataset = 'activity_original'

/** One activity with all that belongs to it. */
export function createDetail(services: Pick<ApiServices, 'store' | 'clock'>, rows: Rows, listing: Listing) {
  const { store } = services
  const verified = createVerified(services)

  /** @throws activity.not-found, also for what cannot be an id */
  const find = async (userId: UserId, id: string): Promise<ActivityJson> => {
    const activity_id = toId64(id)
    const one = activity_id === null ? undefined : (await listing.index(userId)).byId.get(activity_id)
    const [row] = one === undefined ? [] : await listing.show(userId, [one])
    if (row === undefined) throw fail('activity.not-found', { value: id })
    return row
  }

  const gearOf = async (userId: UserId, activity_id: string): Promise<RowJson[]> => {
    const links = await rows.parts('activity_gear', userId, { activity_id })
    const found = await Promise.all(
      links.map(({ gear_uuid }) => rows.one('gear', userId, { gear_uuid: `${gear_uuid}` })),
    )
    return found.filter((row) => row !== null)
  }

  /** What the person corrected in Garmin Connect wins over what the watch took it for. */
  const setsOf = async (userId: UserId, activity_id: string): Promise<RowJson[]> => {
    const corrected = await rows.parts('activity_set', userId, { activity_id })
    return corrected.length > 0 ? corrected : rows.parts('activity_file_set', userId, { activity_id })
  }

  const deviceOf = async (userId: UserId, device_id: unknown): Promise<ActivityDetailJson['device']> => {
    if (typeof device_id !== 'string') return null
    const name = (await rows.one('device', userId, { device_id }))?.name
    return { device_id, name: typeof name === 'string' ? name : null }
  }

  const neighboursOf = async (userId: UserId, { activity_id, parent_activity_id }: ActivityJson) => {
    const { listed, byId } = await listing.index(userId)
    const isLeg = parent_activity_id !== null
    const among = isLeg
      ? [...byId.values()].filter((one) => one.parent_activity_id === parent_activity_id && !one.deleted)
      : listed.filter((one) => !one.deleted || one.activity_id === activity_id)
    const at = among.findIndex((one) => one.activity_id === activity_id)
    const parent = parent_activity_id === null ? undefined : byId.get(parent_activity_id)
    return {
      previous_id: at === -1 ? null : (among[at + 1]?.activity_id ?? null),
      next_id: at === -1 ? null : (among[at - 1]?.activity_id ?? null),
      parent: isLeg ? { activity_id: parent_activity_id, name: parent?.name ?? null } : null,
    }
  }

  const legsOf = async (userId: UserId, activity_id: string): Promise<ActivityJson[]> => {
    const { byId } = await listing.index(userId)
    const legs = [...byId.values()].filter((one) => one.parent_activity_id === activity_id && !one.deleted)
    legs.sort((a, b) => (a.start_utc ?? 0) - (b.start_utc ?? 0) || compareIds(a.activity_id, b.activity_id))
    return listing.show(userId, legs)
  }

  const originalOf = async (
    userId: UserId,
    activity: ActivityJson,
    originals: readonly OriginalRef[],
  ): Promise<ActivityDetailJson['original']> => {
    const file = bestOf(originals)
    if (file === undefined) return null
    const text = (value: unknown) => (typeof value === 'string' ? value : null)
    const at = await verified(userId, file)
    return {
      name: file.name,
      bytes: file.size,
      sha256: file.sha256,
      format: text(activity.original_format) ?? file.extension,
      records: typeof activity.original_records === 'number' ? activity.original_records : null,
      verified_at: toRfc3339(at),
      status: at === null ? 'damaged' : text(activity.original_status),
      error_kind: text(activity.original_error),
    }
  }

  const revisionsOf = async (userId: UserId, activity_id: string): Promise<ActivityDetailJson['revisions']> => {
    const table = rows.mustHave('activity')
    const now = (await store.rows.one(table, userId, { activity_id })) ?? {}
    const asShown = (field: string, value: Json) =>
      table.columns[field] === 'instant' && typeof value === 'number' ? toRfc3339(value as Instant) : value
    return editsOf(now, await store.changes.revisions(userId, table, { activity_id })).map((edit) => ({
      at: toRfc3339(edit.at as Instant),
      field: edit.field,
      old: asShown(edit.field, edit.old),
      new: asShown(edit.field, edit.new),
    }))
  }

  return {
    find,
    setsOf,
    originals: (userId: UserId, activity_id: string) => store.originals.list(userId, originalDataset, activity_id),
    show: async (userId: UserId, id: string) => {
      const activity = await find(userId, id)
      const { activity_id } = activity
      const parts = (table: string) => rows.parts(table, userId, { activity_id })
      const originals = await store.originals.list(userId, originalDataset, activity_id)
      const [entry] = await store.ledger.find(userId, originalDataset, [activity_id])
      return {
        ...activity,
        sessions: await parts('activity_session'),
        zones: await parts('activity_zone_time'),
        gear: await gearOf(userId, activity_id),
        sets: await setsOf(userId, activity_id),
        splits: await parts('activity_split'),
        split_summaries: await parts('activity_split_summary'),
        connect_laps: await parts('activity_connect_lap'),
        lengths: await parts('activity_length'),
        legs: await legsOf(userId, activity_id),
        weather: await rows.one('activity_weather', userId, { activity_id }),
        originals: originals.map(({ name, extension, sha256, size }) => ({ name, extension, sha256, size })),
        device: await deviceOf(userId, activity.device_id),
        workout_id: typeof activity.workout_id === 'string' ? activity.workout_id : null,
        revisions: await revisionsOf(userId, activity_id),
        ...(await neighboursOf(userId, activity)),
        original: await originalOf(userId, activity, originals),
        file_state: { state: entry?.state ?? ('missing' as const), reason: entry?.reason ?? null },
      }
    },
  }
}
export type Detail = ReturnType<typeof createDetail>

/** An archive may hold more than one file; what the device wrote is the FIT file. */
export function bestOf(originals: readonly OriginalRef[]): OriginalRef | undefined {
  return originals.find((one) => one.extension === 'fit') ?? originals[0]
}
