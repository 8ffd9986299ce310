import { fail, type Json, type Row, type TableDefinition, type UserId } from '../../domain/index.ts'
import type { RowQuery } from '../../store/index.ts'
import { type KnownTable, tablesOf } from '../tables.ts'
import { toRowJson } from '../wire.ts'
import type { ApiServices } from './types.ts'

export type RowJson = Record<string, Json>

/** A story of one activity or workout has far fewer parts; the store wants a limit. */
const maxParts = 10_000

/** Rows of dataset tables as they travel. A table that the catalogue does not have holds nothing. */
export function createRows({ store, catalogue }: Pick<ApiServices, 'store' | 'catalogue'>) {
  const tables = tablesOf(catalogue)
  const named = (name: string): TableDefinition | null => tables.get(name)?.table ?? null
  return {
    tables: tables as ReadonlyMap<string, KnownTable>,
    named,
    page: async (query: RowQuery): Promise<{ items: RowJson[]; next_cursor: string | null }> => {
      const { rows, nextCursor } = await store.rows.page(query)
      return { items: rows.map((row) => toRowJson(query.table, row)), next_cursor: nextCursor }
    },
    one: async (name: string, userId: UserId, key: Row): Promise<RowJson | null> => {
      const table = named(name)
      const row = table === null ? null : await store.rows.one(table, userId, key)
      return table === null || row === null ? null : toRowJson(table, row)
    },
    /** All rows that belong to something, in the order of their key. */
    parts: async (name: string, userId: UserId, where: Row): Promise<RowJson[]> => {
      const table = named(name)
      if (table === null) return []
      const order = table.key.map((column) => ({ column, descending: false }))
      const { rows } = await store.rows.page({ table, userId, where, order, limit: maxParts })
      return rows.map((row) => toRowJson(table, row))
    },
    /** @throws dataset.not-found */
    mustHave: (name: string): TableDefinition => {
      const table = named(name)
      if (table === null) throw fail('dataset.not-found', { value: name })
      return table
    },
  }
}
export type Rows = ReturnType<typeof createRows>
