import type { Form, Json, ReadItem } from '../../domain/index.ts'
import { listOf, toReading } from './answer.ts'
import { type Fields, toFieldsList } from './fields.ts'

export interface ListFormOptions {
  readonly name: string
  readonly dataset: string
  readonly path: string
  /** Most rows that Garmin gives on one page. */
  readonly limit: number
  /** The item that a row is; none when the row cannot be used. */
  readonly toItem: (row: Fields, json: Json) => readonly ReadItem[]
}

/** A list that is read in offset pages, `start` and `limit`, to its end (DATA sections 3 and 7). */
export function listForm({ name, dataset, path, limit, toItem }: ListFormOptions): Form {
  return {
    name,
    per: { kind: 'page', limit },
    request: (target) =>
      target.kind !== 'page'
        ? null
        : { method: 'GET', path, query: { limit: target.limit, start: target.start }, expects: 'json' },
    read: (answer) => {
      const notes = new Set<string>()
      const list = listOf(answer, dataset)
      const items = list.flatMap((json) => toFieldsList([json], dataset, notes).flatMap((row) => toItem(row, json)))
      return toReading(items, notes, list.length)
    },
  }
}
