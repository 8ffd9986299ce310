import { createHash } from 'node:crypto'
import { type DatasetDefinition, isObject, type Json, toCanonicalJson } from '../domain/index.ts'

/** The two datasets that tell whether anything is new: the last upload, and the newest row of the list. */
export const uploadDataset = 'device_last_used'
export const newestRowDataset = 'activity_list'

/** What the list's first row said at the last complete pass; kept in the account's state. */
export const newestRowKey = 'newest_row'

/** A deep pass is due by itself after this long (PRODUCT section 2). */
export const deepPassMs = 20 * 3_600_000

/** Identity of a list's first row; equal texts mean that nothing new is at the top. */
export function newestRowMark(page: Json | undefined): string | null {
  const first = Array.isArray(page) ? page[0] : undefined
  if (!isObject(first)) return Array.isArray(page) ? 'none' : null
  return createHash('sha256').update(toCanonicalJson(first)).digest('hex')
}

/** Groups whose news a probe can see; workouts and profile change without either sign. */
export const probedGroups: readonly DatasetDefinition['group'][] = ['activities', 'health']
