import type { ActivityJson, ActivityPageJson, ActivityTypesJson } from '../../../contract/index.ts'
import { type Instant, type Json, toRfc3339, type UserId } from '../../../domain/index.ts'
import { fromCursor, toCursor } from '../../../store/index.ts'
import { toRowJson } from '../../wire.ts'
import { groupBy } from '../group-by.ts'
import type { RowJson, Rows } from '../rows.ts'
import type { ApiServices } from '../types.ts'
import { editsOf } from './edits.ts'
import { type ActivityFilter, matching, type Place, pageOf, placeOf, type Sort, sumsOf } from './filter.ts'
import type { ActivityIndexes, Indexed } from './index-of-activities.ts'

/** Lists of activities: which ones by the index, what is shown of them from the table. */
export function createListing({ store }: Pick<ApiServices, 'store'>, rows: Rows, indexes: ActivityIndexes) {
  const table = () => rows.mustHave('activity')

  /** Rows as they travel, in the order of the index. */
  const show = async (userId: UserId, found: readonly Indexed[]): Promise<ActivityJson[]> => {
    const ids = found.map(({ activity_id }) => activity_id)
    const [stored, revisions] = await Promise.all([
      store.rows.some(table(), userId, 'activity_id', ids),
      store.changes.revisionsOf(
        userId,
        table(),
        ids.map((activity_id) => ({ activity_id })),
      ),
    ])
    const byId = new Map(stored.map((row) => [String(row.activity_id), row]))
    const oldOf = groupBy(revisions, ({ key }) => String(key.activity_id))
    return found.flatMap((one) => {
      const row = byId.get(one.activity_id)
      return row === undefined ? [] : [toActivity(toRowJson(table(), row), one, row, oldOf.get(one.activity_id) ?? [])]
    })
  }

  /** Those of some types and of every type below them in Garmin's tree (SCHEMA-HINTS 5.8); null = all. */
  const typesUnder = async (userId: UserId, wanted: string | undefined): Promise<ReadonlySet<string> | null> => {
    if (wanted === undefined) return null
    const keys = new Set(wanted.split(',').map((key) => key.trim()))
    const tree = await typeTree(userId)
    const isUnder = (key: string | null, depth = 0): boolean =>
      key !== null && (keys.has(key) || (depth < 20 && isUnder(tree.get(key) ?? null, depth + 1)))
    return new Set([...keys, ...[...tree.keys()].filter((key) => isUnder(key))])
  }

  /** The key of the parent by the key of each type that is known. */
  const typeTree = async (userId: UserId): Promise<Map<string, string | null>> => {
    const types = await rows.parts('activity_type', userId, {})
    const byId = new Map(types.map(({ type_id, type_key }) => [type_id, type_key]))
    return new Map(
      types.flatMap(({ type_key, parent_type_id }) => {
        const parent = byId.get(parent_type_id ?? null)
        return typeof type_key === 'string' ? [[type_key, typeof parent === 'string' ? parent : null] as const] : []
      }),
    )
  }

  return {
    index: (userId: UserId) => indexes.of(table(), userId),
    show,
    typesUnder,
    page: async (
      userId: UserId,
      filter: ActivityFilter,
      { sort, limit, cursor }: { sort: Sort; limit: number; cursor: string | null },
    ): Promise<ActivityPageJson> => {
      const found = matching(await indexes.of(table(), userId), filter)
      const after = cursor === null ? null : (fromCursor(cursor, 2) as unknown as Place)
      const { page, more } = pageOf(found, sort, after, limit)
      const last = page.at(-1)
      return {
        items: await show(userId, page),
        next_cursor: more && last !== undefined ? toCursor(placeOf(last, sort)) : null,
        ...sumsOf(found),
      }
    },
    types: async (userId: UserId): Promise<ActivityTypesJson> => {
      const { listed } = await indexes.of(table(), userId)
      const tree = await typeTree(userId)
      const counts = new Map<string, number>()
      for (const { type_key, deleted } of listed)
        if (type_key !== null && !deleted) counts.set(type_key, (counts.get(type_key) ?? 0) + 1)
      const items = [...counts].map(([type_key, count]) => ({
        type_key,
        parent_type_key: tree.get(type_key) ?? null,
        count,
      }))
      return { items: items.sort((a, b) => b.count - a.count || (a.type_key < b.type_key ? -1 : 1)) }
    },
  }
}
export type Listing = ReturnType<typeof createListing>

/** Yes or no even where the answer that says it has not come yet. */
function toActivity(
  row: RowJson,
  { legs, duplicate_of }: Indexed,
  stored: Readonly<Record<string, Json>>,
  revisions: Parameters<typeof editsOf>[1],
): ActivityJson {
  const edits = editsOf(stored, revisions)
  return {
    ...row,
    is_manual: row.is_manual === true,
    has_original: row.has_original === true,
    load: row.training_load ?? null,
    edited_at: toRfc3339((edits[0]?.at ?? null) as Instant | null),
    edited_fields: [...new Set(edits.map(({ field }) => field))],
    leg_count: legs,
    duplicate_of,
  } as unknown as ActivityJson
}
