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
  /** What the service calls the last day that is wanted, where it wants to be told. */
  readonly untilName?: string
  /** Names under which the list may be wrapped. Default none: the answer is the list. */
  readonly within?: readonly string[]
  /** The item that a row is; none when the row cannot be used. */
  readonly toItem: (row: Fields, json: Json) => readonly ReadItem[]
}

/** A list that is read in offset pages, `start` and `limit`, to its end (DATA sections 3 and 7). */
export function listForm(options: ListFormOptions): Form {
  const { name, dataset, path, limit, firstStart, limitName = 'limit', untilName, within = [], toItem } = options
  return {
    name,
    per: {
      kind: 'page',
      limit,
      ...(firstStart === undefined ? {} : { firstStart }),
      ...(untilName === undefined ? {} : { asOf: 'today' }),
    },
    request: (target) => {
      if (target.kind !== 'page') return null
      const page = { [limitName]: target.limit, start: target.start }
      if (untilName === undefined) return { method: 'GET', path, query: page, expects: 'json' }
      if (target.asOf === undefined) return null
      return { method: 'GET', path, query: { ...page, [untilName]: target.asOf }, expects: 'json' }
    },
    read: (answer) => {
      const notes = new Set<string>()
      const list = listWithin(answer, dataset, within)
      const items = list.flatMap((json) => toFieldsList([json], dataset, notes).flatMap((row) => toItem(row, json)))
      return toReading(items, notes, list.length)
    },
  }
}
