import { type ErrorCode, Failure, fail } from '../../../domain/index.ts'

/** SQLSTATE codes (PostgreSQL manual, appendix A) and system codes of the connection. */
const states: Record<string, ErrorCode> = {
  '55P03': 'store.locked',
  '40001': 'store.locked',
  '40P01': 'store.locked',
  '53300': 'store.locked',
  '53100': 'store.full',
  '25006': 'store.unwritable',
  '42501': 'store.unwritable',
  XX001: 'store.corrupt',
  XX002: 'store.corrupt',
  '28000': 'store.unsupported',
  '28P01': 'store.unsupported',
  '3D000': 'store.unsupported',
  '57P01': 'store.unsupported',
  '57P02': 'store.unsupported',
  '57P03': 'store.unsupported',
  '08006': 'store.unsupported',
  ECONNREFUSED: 'store.unsupported',
  ECONNRESET: 'store.unsupported',
  ENOTFOUND: 'store.unsupported',
  ETIMEDOUT: 'store.unsupported',
  EHOSTUNREACH: 'store.unsupported',
  ENOENT: 'store.unsupported',
}

/** What PostgreSQL or the way to it threw, in our terms; everything else as it came. `path` is the host, for people. */
export function postgresFailure(thrown: unknown, path: string): unknown {
  if (!(thrown instanceof Error) || thrown instanceof Failure) return thrown
  const code = sqlState(thrown)
  const failure =
    states[code] ?? (/^(Connection terminated|timeout exceeded)/.test(thrown.message) ? 'store.unsupported' : null)
  if (failure === null) return thrown
  return fail(failure, { path, detail: `${path}: ${thrown.message || code}`, cause: thrown })
}

/** A unique or primary key is taken. */
export function isDuplicateKey(thrown: unknown): boolean {
  return thrown instanceof Error && sqlState(thrown) === '23505'
}

function sqlState(thrown: Error): string {
  return String((thrown as { code?: unknown }).code ?? '')
}
