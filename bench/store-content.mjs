import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'

/** Tables about clients and runs, not about the person's data. */
const apart =
  /^(sqlite_.*|schema_.*|user_account|authentication_token|user_session|sealed_token|sealed_value|state|sync_job|job_event|account_event)$/
/** When something happened here, and numbers given in order of arrival: never the same twice. */
const volatile = new Set(['asked_at', 'kept_at', 'changed_at', 'first_seen_at', 'seen_at', 'raw_id', 'revision_id'])

/**
 * All that a home holds of a person: rows of every table as text, and the names (hashes) of original files.
 * @param {string} home @returns {Map<string, number>} entry → how often
 */
export function contentOf(home) {
  const db = new DatabaseSync(join(home, 'garminsync.db'), { readOnly: true })
  /** @type {Map<string, number>} */
  const content = new Map()
  const add = (/** @type {string} */ entry) => content.set(entry, (content.get(entry) ?? 0) + 1)
  try {
    for (const { name } of db.prepare("select name from sqlite_master where type = 'table' order by name").all()) {
      if (apart.test(String(name))) continue
      const statement = db.prepare(`select * from "${name}"`)
      statement.setReadBigInts(true)
      for (const row of statement.all()) add(`${name} ${rowText(row)}`)
    }
  } finally {
    db.close()
  }
  const originals = join(home, 'originals')
  if (existsSync(originals))
    for (const file of readdirSync(originals, { recursive: true })) add(`original ${String(file)}`)
  return content
}

/** @param {Record<string, unknown>} row */
function rowText(row) {
  return Object.entries(row)
    .filter(([column]) => !volatile.has(column))
    .map(([column, value]) => `${column}=${value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value}`)
    .join(' ')
}

/** Entries that should be there and are not, and those that should not. @param {Map<string, number>} wanted @param {Map<string, number>} found */
export function difference(wanted, found) {
  return { lost: without(wanted, found), doubled: without(found, wanted) }
}

/** @param {Map<string, number>} all @param {Map<string, number>} other */
function without(all, other) {
  return [...all].flatMap(([entry, count]) => Array(Math.max(0, count - (other.get(entry) ?? 0))).fill(entry))
}
