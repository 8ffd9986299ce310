import type { Answer, Form, Json, PerItem, ReadItem, Reading, Row, Target } from '../../domain/index.ts'
import { isObject } from '../../domain/index.ts'
import { jsonOf, toReading, unexpected } from './answer.ts'
import { Fields } from './fields.ts'

interface ActivityPart {
  readonly dataset: string
  readonly name?: string
  readonly per: PerItem
  /** What follows `/activity-service/activity/{id}`. */
  readonly suffix: string
  /** What the answer is: an object with these keys, one of them at least, or a list that stands for the first of them. */
  readonly keys: readonly [string, ...string[]]
  /** Rows by table; null when there is nothing there. */
  read(body: Fields, activityId: string): ActivityPartRead | null
}
type ActivityPartRead = Pick<ReadItem, 'rows' | 'marks'> & { readonly content?: Json; readonly reason?: string }

/** One request an activity for a part of it (DATA section 3). */
export function activityPartForm({ dataset, name = 'item', per, suffix, keys, read }: ActivityPart): Form {
  return {
    name,
    per,
    request: (target) =>
      target.kind === 'item'
        ? {
            method: 'GET',
            path: `/activity-service/activity/${encodeURIComponent(target.id)}${suffix}`,
            expects: 'json',
          }
        : null,
    read: (answer, target) => readPart(answer, target),
  }

  function readPart(answer: Answer, target: Target): Reading {
    if (target.kind !== 'item') throw unexpected(dataset, 'not asked for an activity')
    const notes = new Set<string>()
    const json = jsonOf(answer, dataset)
    const item = { item: target.id, day: target.day }
    if (json === null) return toReading([{ ...item, content: null, rows: {}, reason: 'none' }], notes)
    const wrapped = Array.isArray(json) ? { [keys[0]]: json } : json
    if (!isObject(wrapped) || keys.every((key) => wrapped[key] === undefined))
      throw unexpected(dataset, `no ${keys[0]}`)
    const body = new Fields(wrapped, dataset, notes)
    const activityId = body.id('activityId')
    if (activityId !== null && activityId !== target.id)
      throw unexpected(dataset, 'another activity than the one asked for')
    const found = read(body, target.id)
    const reading: ReadItem =
      found === null ? { ...item, content: null, rows: {}, reason: 'none' } : { ...item, content: json, ...found }
    return toReading([reading], notes)
  }
}

/** Columns that say something; the others keep what another answer brought. */
export function knownOnly(row: Row): Row {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null))
}

/** UUIDs come bare or wrapped, with dashes or without (SCHEMA-HINTS section 3); null for what is none. */
export function bareUuid(fields: Fields, key: string): string | null {
  const bare = fields.raw(key)
  const text = typeof bare === 'string' ? bare : fields.object(key).text('uuid')
  const digits = text?.replaceAll('-', '').toLowerCase() ?? ''
  return /^[0-9a-f]{32}$/.test(digits) ? digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') : null
}
