import type { Json, TableDefinition, UserId } from '../../../domain/index.ts'
import type { Store } from '../../../store/index.ts'
import { fold } from './fold.ts'

/** What lists, sums and searches look at of one activity. */
export interface Indexed {
  readonly activity_id: string
  readonly parent_activity_id: string | null
  readonly type_key: string | null
  readonly name: string | null
  /** UTC milliseconds. */
  readonly start_utc: number | null
  /** The day on which it was for the person; null where that is not known. */
  readonly day: string | null
  /** With the timer running, else from begin to end; seconds. */
  readonly duration_s: number | null
  readonly elapsed_s: number | null
  readonly distance_m: number | null
  readonly ascent_m: number | null
  readonly avg_speed_mps: number | null
  readonly avg_hr_bpm: number | null
  readonly kcal: number | null
  readonly load: number | null
  readonly has_original: boolean
  readonly deleted: boolean
  /** Name, place, type and note, folded. */
  readonly text: string
  /** How many legs it has. */
  legs: number
  /** The earlier one of two activities that began together and took as long; null = it is like no other. */
  duplicate_of: string | null
}

/** All activities of an account, newest first, as `data_version` has them. */
export interface ActivityIndex {
  readonly version: number
  /** Without legs: the parent holds their sum. */
  readonly listed: readonly Indexed[]
  readonly byId: ReadonlyMap<string, Indexed>
}

const columns = [
  'activity_id',
  'parent_activity_id',
  'type_key',
  'name',
  'description',
  'location',
  'start_utc',
  'start_local',
  'elapsed_s',
  'timer_s',
  'distance_m',
  'ascent_m',
  'avg_speed_mps',
  'avg_hr_bpm',
  'kcal',
  'training_load',
  'has_original',
  'deleted_at',
] as const

/** So many accounts are kept at once; a server for more reads again. */
const mostAccounts = 8

/**
 * Keeps what searches look at in memory, made anew when the account's data changed: texts are found whatever their case and
 * accents on either database, and every filter has one meaning.
 */
export function createActivityIndexes(store: Pick<Store, 'rows' | 'dataVersion'>) {
  const kept = new Map<UserId, Promise<ActivityIndex>>()
  const read = async (table: TableDefinition, userId: UserId, version: number): Promise<ActivityIndex> =>
    toIndex(await store.rows.whole({ table, userId, columns }), version)
  return {
    of: async (table: TableDefinition, userId: UserId): Promise<ActivityIndex> => {
      const version = await store.dataVersion(userId)
      const known = kept.get(userId)
      kept.delete(userId)
      const index = known === undefined || (await known.catch(() => null))?.version !== version ? null : known
      const reading = index ?? read(table, userId, version)
      kept.set(userId, reading)
      for (const oldest of [...kept.keys()].slice(0, Math.max(0, kept.size - mostAccounts))) kept.delete(oldest)
      return reading
    },
  }
}
export type ActivityIndexes = ReturnType<typeof createActivityIndexes>

/** Pure: columns as the store gives them, to the index. */
export function toIndex(cells: Readonly<Record<string, readonly Json[]>>, version: number): ActivityIndex {
  const count = cells.activity_id?.length ?? 0
  const all: Indexed[] = []
  for (let at = 0; at < count; at++) {
    const cell = <T extends Json>(column: (typeof columns)[number]) => (cells[column]?.[at] ?? null) as T | null
    const texts = [
      cell<string>('name'),
      cell<string>('location'),
      cell<string>('type_key'),
      cell<string>('description'),
    ]
    all.push({
      activity_id: cell<string>('activity_id') ?? '',
      parent_activity_id: cell<string>('parent_activity_id'),
      type_key: cell<string>('type_key'),
      name: cell<string>('name'),
      start_utc: cell<number>('start_utc'),
      day: cell<string>('start_local')?.slice(0, 10) ?? null,
      duration_s: cell<number>('timer_s') ?? cell<number>('elapsed_s'),
      elapsed_s: cell<number>('elapsed_s'),
      distance_m: cell<number>('distance_m'),
      ascent_m: cell<number>('ascent_m'),
      avg_speed_mps: cell<number>('avg_speed_mps'),
      avg_hr_bpm: cell<number>('avg_hr_bpm'),
      kcal: cell<number>('kcal'),
      load: cell<number>('training_load'),
      has_original: cell<boolean>('has_original') === true,
      deleted: cell<number>('deleted_at') !== null,
      text: fold(texts.filter((text) => text !== null).join('\n')),
      legs: 0,
      duplicate_of: null,
    })
  }
  all.sort(newestFirst)
  const byId = new Map(all.map((one) => [one.activity_id, one]))
  for (const { parent_activity_id, deleted } of all) {
    const parent = parent_activity_id === null || deleted ? undefined : byId.get(parent_activity_id)
    if (parent !== undefined) parent.legs++
  }
  const listed = all.filter((one) => one.parent_activity_id === null)
  markDuplicates(listed)
  return { version, listed, byId }
}

/** Newer first, those without a time last; of one moment the one with the larger id. */
function newestFirst(a: Indexed, b: Indexed): number {
  if (a.start_utc !== b.start_utc) return (b.start_utc ?? -Infinity) - (a.start_utc ?? -Infinity)
  return compareIds(b.activity_id, a.activity_id)
}

/** Ids are digits up to 2^63: the longer is the larger. */
export function compareIds(a: string, b: string): number {
  return a.length === b.length ? (a < b ? -1 : a > b ? 1 : 0) : a.length - b.length
}

const sameStartMs = 60_000

/** Two devices on one body, or one file uploaded twice (SCHEMA-HINTS 5.10): legal, and worth a hint. */
function markDuplicates(listed: readonly Indexed[]): void {
  const there = listed.filter(({ deleted, start_utc }) => !deleted && start_utc !== null)
  for (const [at, one] of there.entries())
    for (let next = at + 1; next < there.length; next++) {
      const earlier = there[next]!
      if (one.start_utc! - earlier.start_utc! > sameStartMs) break
      if (tookAsLong(one, earlier)) {
        const [first, second] = compareIds(one.activity_id, earlier.activity_id) < 0 ? [one, earlier] : [earlier, one]
        second.duplicate_of ??= first.activity_id
      }
    }
}

function tookAsLong({ elapsed_s: one }: Indexed, { elapsed_s: other }: Indexed): boolean {
  if (one === null || other === null) return true
  return Math.abs(one - other) <= Math.max(60, Math.max(one, other) * 0.1)
}
