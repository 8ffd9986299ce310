import {
  type AccountNames,
  type Answer,
  type Form,
  type GarminRequest,
  isObject,
  type Json,
  type ReadItem,
  type Target,
} from '../../domain/index.ts'
import { jsonOf, listOf, toReading, unexpected } from './answer.ts'
import { type Fields, toFieldsList } from './fields.ts'

export interface SnapshotFormOptions {
  readonly name: string
  readonly dataset: string
  readonly path: string | ((account: AccountNames) => string)
  readonly query?: (account: AccountNames, part: string) => NonNullable<GarminRequest['query']>
  /** Several requests make the snapshot, one for each part. */
  readonly parts?: readonly [string, ...string[]]
  /** Most rows that one answer holds: with so many there may be more, which is noted. Default: it holds all. */
  readonly limit?: number
  /** Names under which the list may be wrapped, for services of which nobody recorded an answer. */
  readonly within?: readonly string[]
  /** The items that a row is; none when it cannot be used. */
  readonly toItems: (row: Fields, json: Json, part: string) => readonly ReadItem[]
}

/** A whole list in one answer, an item for each of its rows. */
export function snapshotForm(options: SnapshotFormOptions): Form {
  const { name, dataset, path, query, parts, limit, within = [], toItems } = options
  const partOf = (target: Target) => (target.kind === 'account' ? target.part : undefined) ?? parts?.[0] ?? ''
  return {
    name,
    per: { kind: 'account', ...(parts === undefined ? {} : { parts }) },
    request: (target, account) => ({
      method: 'GET',
      path: typeof path === 'string' ? path : path(account),
      ...(query === undefined ? {} : { query: query(account, partOf(target)) }),
      expects: 'json',
    }),
    read: (answer, target) => {
      const notes = new Set<string>()
      const list = answer.json === null ? [] : listWithin(answer, dataset, within)
      const part = partOf(target)
      if (limit !== undefined && list.length >= limit)
        notes.add(`${dataset}: only the first ${limit}${part === '' ? '' : ` (${part})`} were given`)
      const items = list.flatMap((json) =>
        toFieldsList([json], dataset, notes).flatMap((row) => toItems(row, json, part)),
      )
      return toReading(items, notes)
    },
  }
}

/**
 * The list that an answer is, or that it holds under one of these names.
 * @throws garmin.unexpected-answer when there is none
 */
export function listWithin(answer: Answer, dataset: string, names: readonly string[]): readonly Json[] {
  const json = jsonOf(answer, dataset)
  if (names.length === 0 || !isObject(json)) return listOf(answer, dataset)
  for (const name of names) {
    const value = Object.hasOwn(json, name) ? json[name] : undefined
    if (Array.isArray(value)) return value
    if (value === null) return []
  }
  throw unexpected(dataset, `no list under ${names.join(' or ')}`)
}
