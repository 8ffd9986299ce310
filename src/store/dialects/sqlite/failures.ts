import { statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import { type ErrorCode, Failure, fail } from '../../../domain/index.ts'

/** Primary result codes and SQLite's own texts for them: a statement's error carries only the text in some providers. */
const results: readonly { code: number; text: RegExp; failure: ErrorCode }[] = [
  { code: 5, text: /^database is locked/, failure: 'store.locked' },
  { code: 6, text: /^database (table|schema) is locked/, failure: 'store.locked' },
  { code: 13, text: /^database or disk is full/, failure: 'store.full' },
  { code: 11, text: /^(database disk image is malformed|malformed database schema)/, failure: 'store.corrupt' },
  { code: 26, text: /^file is not a database/, failure: 'store.corrupt' },
  { code: 14, text: /unable to open database file/, failure: 'store.unwritable' },
  { code: 8, text: /^attempt to write a readonly database/, failure: 'store.unwritable' },
  { code: 3, text: /^access permission denied/, failure: 'store.unwritable' },
  { code: 10, text: /^disk I\/O error/, failure: 'store.unwritable' },
]

const littleRoomBytes = 1024 * 1024

/** What SQLite threw, in our terms; everything that is not about the file is given back as it came. */
export function sqliteFailure(thrown: unknown, path: string): unknown {
  if (!(thrown instanceof Error) || thrown instanceof Failure) return thrown
  const errcode = (thrown as { errcode?: unknown }).errcode
  const primary = typeof errcode === 'number' ? errcode & 0xff : null
  const result = results.find(({ code, text }) => code === primary || text.test(thrown.message))
  if (result === undefined) return thrown
  // A disk without room for the shared-memory file shows as an I/O error.
  const failure = result.code === 10 && isFull(path) ? 'store.full' : result.failure
  return fail(failure, { path, detail: thrown.message, cause: thrown })
}

/** A unique or primary key is taken. */
export function isDuplicateKey(thrown: unknown): boolean {
  return thrown instanceof Error && /^UNIQUE constraint failed/.test(thrown.message)
}

function isFull(path: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(dirname(path))
    return bavail * bsize < littleRoomBytes
  } catch {
    // No answer about the disk is no reason to call it full.
    return false
  }
}
