import type { ChangeJson } from '../../../contract/index.ts'
import {
  fail,
  type Instant,
  type Json,
  type TableDefinition,
  toInstant,
  toRfc3339,
  type UserId,
} from '../../../domain/index.ts'
import type { Change, Store } from '../../../store/index.ts'
import { toRowJson } from '../../wire.ts'
import type { Memo } from '../memo.ts'
import type { Rows } from '../rows.ts'

/** What tells of events in a life; totals of a day, which change with every upload, do not. The column tells most of a row. */
const told: Readonly<Record<string, readonly string[]>> = {
  activity: ['name', 'type_key', 'distance_m', 'timer_s'],
  sleep: ['total_s', 'score', 'start_utc', 'end_utc'],
  weight: ['weight_g'],
  blood_pressure: ['systolic', 'diastolic'],
  personal_record: ['value'],
  workout: ['name'],
  gear: ['custom_name', 'make'],
  device: ['name', 'firmware'],
}

/** What came, became different and went. */
export function createChanges({
  store,
  rows,
  memo,
}: {
  store: Pick<Store, 'changes' | 'rows'>
  rows: Rows
  memo: Memo
}) {
  const tablesNamed = (name: string | null): TableDefinition[] =>
    (name === null ? Object.keys(told) : [name]).flatMap((one) => rows.named(one) ?? [])

  /** What a column holds now, or held until a later revision took its place. */
  const after = async (
    userId: UserId,
    table: TableDefinition,
    change: Change,
    column: string,
    row: Record<string, Json> | null,
  ) => {
    const later = await store.changes.revisions(userId, table, change.key)
    const next = later.filter(({ at, old }) => at > change.at && column in old).at(-1)
    return next === undefined ? (row?.[column] ?? null) : (next.old[column] ?? null)
  }

  const toJson = async (
    userId: UserId,
    table: TableDefinition,
    change: Change,
    stored: Record<string, Json> | null,
  ): Promise<ChangeJson> => {
    const row = stored === null ? null : toRowJson(table, stored)
    const columns = Object.keys(change.old ?? {})
    const field = told[table.name]?.find((column) => columns.includes(column)) ?? columns[0] ?? null
    return {
      at: toRfc3339(change.at),
      kind: change.kind,
      table: table.name,
      key: table.key.map((column) => change.key[column]).join(','),
      title: textOf(row?.name ?? row?.custom_name ?? null),
      day: (textOf(row?.date ?? null) ?? textOf(row?.start_local ?? null)?.slice(0, 10) ?? null) as ChangeJson['day'],
      field,
      fields: columns.length,
      old: field === null ? null : (change.old?.[field] ?? null),
      new: field === null ? null : await after(userId, table, change, field, row),
    }
  }

  type Query = { table: string | null; since: Instant | null; limit: number; cursor: string | null }

  const list = async (userId: UserId, query: Query) => {
    const tables = tablesNamed(query.table)
    if (tables.length === 0) throw fail('dataset.not-found', { value: query.table })
    const { limit, cursor } = query
    const page = await store.changes.list({ userId, tables, since: query.since ?? toInstant(0), limit, cursor })
    const items = new Map<Change, ChangeJson>()
    for (const table of tables) {
      const own = page.changes.filter((change) => change.table === table.name)
      const found = await store.rows.many(
        table,
        userId,
        own.map(({ key }) => key),
      )
      for (const [index, change] of own.entries())
        items.set(change, await toJson(userId, table, change, found[index] ?? null))
    }
    return { items: page.changes.flatMap((change) => items.get(change) ?? []), next_cursor: page.nextCursor }
  }

  return {
    /** @throws dataset.not-found for a table that there is not, request.invalid for a cursor of another list */
    list: (userId: UserId, query: Query) => memo(userId, 'changes', JSON.stringify(query), () => list(userId, query)),

    /** @throws dataset.not-found, request.invalid for a key that is none of the table's */
    revisions: async (userId: UserId, name: string, key: string) => {
      const table = rows.mustHave(name)
      const parts = key.split(',')
      const wrong = () => fail('request.invalid', { detail: `key: ${table.key.join(',')} is wanted`, field: 'key' })
      if (parts.length !== table.key.length) throw wrong()
      const typed = table.key.map(
        (column, index) => [column, keyPart(table.columns[column], parts[index] ?? '')] as const,
      )
      if (typed.some(([, part]) => part === null)) throw wrong()
      const found = await store.changes.revisions(userId, table, Object.fromEntries(typed))
      return found.map(({ at, old }) => ({ at: toRfc3339(at), old: toRowJson(table, old) }))
    },
  }
}
export type Changes = ReturnType<typeof createChanges>

function keyPart(type: string | undefined, text: string): string | number | null {
  if (type !== 'int' && type !== 'instant') return text
  const value = /^-?\d+$/.test(text) ? Number(text) : Date.parse(text)
  return Number.isSafeInteger(value) ? value : null
}

function textOf(value: Json): string | null {
  return typeof value === 'string' ? value : null
}
