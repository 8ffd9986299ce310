import { type ActivityIndex, compareIds, type Indexed } from './index-of-activities.ts'

/** Which activities, and in which order. Null = whatever it is. */
export interface ActivityFilter {
  /** Folded words, all of which are found in name, place, type or note. */
  readonly terms: readonly string[]
  /** These `type_key`s; null = all. */
  readonly types: ReadonlySet<string> | null
  readonly from: string | null
  readonly to: string | null
  readonly min_m: number | null
  readonly max_m: number | null
  readonly min_s: number | null
  readonly max_s: number | null
  readonly has_original: boolean | null
  /** Those that are gone at Garmin, too. */
  readonly deleted: boolean
}

export const everything: ActivityFilter = {
  terms: [],
  types: null,
  from: null,
  to: null,
  min_m: null,
  max_m: null,
  min_s: null,
  max_s: null,
  has_original: null,
  deleted: false,
}

export const sortKeys = ['start_utc', 'distance_m', 'timer_s', 'avg_speed_mps', 'avg_hr_bpm', 'load', 'name'] as const
export type SortKey = (typeof sortKeys)[number]
export interface Sort {
  readonly by: SortKey
  readonly descending: boolean
}

/** Those that match, newest first. Legs are with their parent. */
export function matching({ listed }: ActivityIndex, filter: ActivityFilter): Indexed[] {
  const { terms, types, from, to, min_m, max_m, min_s, max_s, has_original, deleted } = filter
  const within = (value: number | null, min: number | null, max: number | null) =>
    (min === null && max === null) || (value !== null && value >= (min ?? -Infinity) && value <= (max ?? Infinity))
  return listed.filter(
    (one) =>
      (deleted || !one.deleted) &&
      (types === null || (one.type_key !== null && types.has(one.type_key))) &&
      ((from === null && to === null) ||
        (one.day !== null && (from === null || one.day >= from) && (to === null || one.day <= to))) &&
      within(one.distance_m, min_m, max_m) &&
      within(one.duration_s, min_s, max_s) &&
      (has_original === null || one.has_original === has_original) &&
      terms.every((term) => one.text.includes(term)),
  )
}

/** What they come to; those that are gone at Garmin are left out of every sum. */
export function sumsOf(found: readonly Indexed[]): { found: number; sum_m: number; sum_s: number } {
  let [sum_m, sum_s] = [0, 0]
  for (const { deleted, distance_m, duration_s } of found)
    if (!deleted) {
      sum_m += distance_m ?? 0
      sum_s += duration_s ?? 0
    }
  return { found: found.length, sum_m: Math.round(sum_m * 100) / 100, sum_s: Math.round(sum_s * 1000) / 1000 }
}

/** A place in a sorted list: the value and the id of the row before. */
export type Place = readonly [value: string | number | null, activityId: string]

const sortValue = (one: Indexed, by: SortKey): string | number | null => (by === 'timer_s' ? one.duration_s : one[by])

export function placeOf(one: Indexed, { by }: Sort): Place {
  return [sortValue(one, by), one.activity_id]
}

/** Up to `limit` behind a place, null = from the begin. Nothing comes after what is not known, so nulls are last. */
export function pageOf(
  found: readonly Indexed[],
  sort: Sort,
  after: Place | null,
  limit: number,
): { page: Indexed[]; more: boolean } {
  const sorted = found.toSorted((a, b) => compare(placeOf(a, sort), placeOf(b, sort), sort))
  const begin = after === null ? 0 : sorted.findIndex((one) => compare(placeOf(one, sort), after, sort) > 0)
  if (begin === -1) return { page: [], more: false }
  return { page: sorted.slice(begin, begin + limit), more: sorted.length > begin + limit }
}

function compare([a, idA]: Place, [b, idB]: Place, { descending }: Sort): number {
  const sign = descending ? -1 : 1
  if (a === b) return sign * compareIds(idA, idB)
  if (a === null) return 1
  if (b === null) return -1
  if (typeof a === 'string' || typeof b === 'string') return sign * (String(a) < String(b) ? -1 : 1)
  return sign * (a - b)
}
