import {
  type Answer,
  isLocalDate,
  isObject,
  type Json,
  type LocalDate,
  type ReadItem,
  type Row,
} from '../../domain/index.ts'
import { jsonOf, unexpected } from './answer.ts'
import { type Fields, toFieldsList } from './fields.ts'

/** What one element of an answer says of one day. */
export interface DayPart {
  readonly day: LocalDate
  readonly content: Json
  readonly rows: Readonly<Record<string, readonly Row[]>>
}

/**
 * The list that an answer is, or that it holds under one of `keys`; the literal `null` is an empty one. For services
 * whose wrapper nobody has recorded, so every form that was told of is taken.
 * @throws garmin.unexpected-answer for anything else
 */
export function listIn(answer: Answer, dataset: string, keys: readonly string[]): readonly Json[] {
  const json = jsonOf(answer, dataset)
  if (json === null) return []
  if (Array.isArray(json)) return json
  if (isObject(json)) {
    for (const key of keys) {
      const value = Object.hasOwn(json, key) ? json[key] : undefined
      if (Array.isArray(value)) return value
      if (value === null) return []
    }
  }
  throw unexpected(dataset, keys.length === 0 ? 'no list' : `neither a list nor ${keys.join(' or ')}`)
}

/** Elements of a list as parts of days; those without what is needed are noted by `toPart`. */
export function dayParts(
  values: readonly Json[],
  path: string,
  notes: Set<string>,
  toPart: (row: Fields, json: Json) => DayPart | null,
): readonly DayPart[] {
  return values.flatMap((json) =>
    toFieldsList([json], path, notes).flatMap((row) => {
      const part = toPart(row, json)
      return part === null ? [] : [part]
    }),
  )
}

/**
 * One item a day, with all that belongs to it, in the order of the answer: of several rows of a day none is better than
 * the other. Days without a row in any table hold nothing.
 * @param richness how much a day holds; by default nothing is ever poorer
 */
export function toDayItems(parts: readonly DayPart[], richness: (parts: number) => number = () => 0): ReadItem[] {
  const byDay = new Map<LocalDate, DayPart[]>()
  for (const part of parts) {
    const known = byDay.get(part.day)
    if (known) known.push(part)
    else byDay.set(part.day, [part])
  }
  return [...byDay].map(([day, of]) => {
    const rows = gathered(of)
    if (Object.values(rows).every((list) => list.length === 0))
      return { item: day, day, content: null, rows: {}, reason: 'no-values' }
    const content = of.length === 1 ? of[0]!.content : of.map((part) => part.content)
    return { item: day, day, content, rows, richness: richness(of.length) }
  })
}

function gathered(parts: readonly DayPart[]): ReadItem['rows'] {
  const rows = new Map<string, Row[]>()
  for (const part of parts)
    for (const [table, more] of Object.entries(part.rows)) rows.set(table, [...(rows.get(table) ?? []), ...more])
  return Object.fromEntries(rows)
}

/** The day of a row under the first of `keys` that holds one, also as the beginning of a moment; noted when none does. */
export function dayOf(row: Fields, ...keys: readonly string[]): LocalDate | null {
  for (const key of keys) {
    const value = row.raw(key)
    const day = typeof value === 'string' ? value.slice(0, 10) : null
    if (isLocalDate(day)) return day
  }
  row.note(`a row without ${keys.join(' or ')}`)
  return null
}
