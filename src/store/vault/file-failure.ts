import { fail } from '../../domain/index.ts'

const unwritable = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EISDIR', 'ELOOP', 'EEXIST', 'ENAMETOOLONG'])
const full = new Set(['ENOSPC', 'EDQUOT'])

/** The code of a system error (`ENOENT`, …); null for everything else. */
export function systemCode(thrown: unknown): string | null {
  const code = thrown instanceof Error ? (thrown as NodeJS.ErrnoException).code : undefined
  return typeof code === 'string' ? code : null
}

/** What a file operation threw, as store.full, store.unwritable, or as it was when it is neither. */
export function fileFailure(thrown: unknown, path: string): unknown {
  const code = systemCode(thrown)
  if (code !== null && full.has(code)) return fail('store.full', { path, cause: thrown })
  if (code !== null && unwritable.has(code)) return fail('store.unwritable', { path, detail: code, cause: thrown })
  return thrown
}
