import type { Form, Json, ReadItem } from '../../domain/index.ts'
import { toReading } from './answer.ts'
import { type Fields, toFieldsList } from './fields.ts'
import { listWithin } from './snapshot-form.ts'

export interface ListFormOptions {
  readonly name: string
  readonly dataset: string
  readonly path: string
  /** Most rows that Garmin gives on one page. */
  readonly limit: number
  /** What the service counts its rows from. Default 0. */
  readonly firstStart?: 0 | 1
  /** What the service calls the number of rows. Default `limit`. */
  readonly limitName?: string
  /** Names under which the list may be wrapped. Default none: the answer is the list. */
  readonly within?: readonly string[]
  /** The item that a row is; none when the row cannot be used. */
  readonly toItem: (row: Fields, json: Json) => readonly ReadItem[]
}

/** A list that is read in offset pages, `start` and `limit`, to its end (DATA sections 3 and 7). */
export function listForm(options: ListFormOptions): Form {
  const { name, dataset, path, limit, firstStart, limitName = 'limit', within = [], toItem } = options
  return {
    name,
    per: { kind: 'page', limit, ...(firstStart === undefined ? {} : { firstStart }) },
    request: (target) =>
      target.kind !== 'page'
        ? null
        : { method: 'GET', path, query: { [limitName]: target.limit, start: target.start }, expects: 'json' },
    read: (answer) => {
      const notes = new Set<string>()
      const list = listWithin(answer, dataset, within)
      const items = list.flatMap((json) => toFieldsList([json], dataset, notes).flatMap((row) => toItem(row, json)))
      return toReading(items, notes, list.length)
    },
  }
}
