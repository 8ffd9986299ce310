import { createHash } from 'node:crypto'
import { isObject, type Json, toCanonicalJson } from '../domain/index.ts'

/** The two datasets that tell whether anything is new: the last upload, and the newest row of the list. */
export const uploadDataset = 'device_last_used'
export const newestRowDataset = 'activity_list'

/** What the list's first row said when the list was last read; kept in the account's state. */
export const newestRowKey = 'newest_row'

/** Groups whose news a probe can see; workouts and profile change without either sign. */
export const probedGroups = ['activities', 'health'] as const

/** Identity of a list's first row: equal marks mean that nothing new is at the top. Null for what is no list. */
export function newestRowMark(page: Json | undefined): string | null {
  if (!Array.isArray(page)) return null
  const first = page[0]
  return isObject(first) ? createHash('sha256').update(toCanonicalJson(first)).digest('hex') : 'none'
}
