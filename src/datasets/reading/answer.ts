import {
  type Answer,
  type Failure,
  fail,
  isObject,
  type Json,
  type ReadItem,
  type Reading,
} from '../../domain/index.ts'
import { Fields } from './fields.ts'

/**
 * The answer cannot be read at all. `refused` makes the engine try the dataset's next form; with `overloaded` it first
 * asks once more.
 */
export function unexpected(dataset: string, detail: string, refused = false, overloaded = false): Failure {
  const flags = { ...(refused ? { refused } : {}), ...(overloaded ? { overloaded } : {}) }
  return fail('garmin.unexpected-answer', { dataset, detail, ...flags })
}

/** The JSON of an answer. @throws garmin.unexpected-answer when there is none. */
export function jsonOf(answer: Answer, dataset: string): Json {
  if (answer.json === undefined) throw unexpected(dataset, 'no JSON')
  return answer.json
}

/**
 * The object that an answer is; null for the literal `null`, which means no data (DATA section 1).
 * @throws garmin.unexpected-answer for anything else; auth.sign-in-needed when it says `privacyProtected`, which
 * Garmin answers to a session that is not fully authorised (DATA section 1).
 */
export function objectOf(answer: Answer, dataset: string, notes: Set<string>): Fields | null {
  const json = jsonOf(answer, dataset)
  if (json === null) return null
  if (!isObject(json)) throw unexpected(dataset, `${nameOf(json)} instead of an object`)
  if (json.privacyProtected === true) throw fail('auth.sign-in-needed', { who: ' with full rights' })
  return new Fields(json, dataset, notes)
}

/** The list that an answer is. @throws garmin.unexpected-answer */
export function listOf(answer: Answer, dataset: string): readonly Json[] {
  const json = jsonOf(answer, dataset)
  if (!Array.isArray(json)) throw unexpected(dataset, `${nameOf(json)} instead of a list`)
  return json
}

export function toReading(items: readonly ReadItem[], notes: ReadonlySet<string>, pageRows?: number): Reading {
  return { items, notes: [...notes], ...(pageRows === undefined ? {} : { pageRows }) }
}

/** An object without some of its keys: what changes by itself and says nothing about the person. */
export function without(json: Json, keys: ReadonlySet<string>): Json {
  if (!isObject(json)) return json
  return Object.fromEntries(Object.entries(json).filter(([key]) => !keys.has(key)))
}

/** How many of the values hold something. */
export function countPresent(values: Iterable<unknown>): number {
  let count = 0
  for (const value of values) if (value !== null && value !== undefined) count++
  return count
}

function nameOf(json: Json): string {
  if (json === null) return 'null'
  return Array.isArray(json) ? 'a list' : typeof json === 'object' ? 'an object' : `a ${typeof json}`
}
