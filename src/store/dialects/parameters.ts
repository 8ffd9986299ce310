import { fail } from '../../domain/index.ts'

/** What may be bound to a statement. */
export type Parameter = null | number | bigint | string | boolean | Uint8Array

/**
 * Refuses every other value: drivers turn a Date into NULL, an object into JSON and NaN into NULL without a word.
 * @throws internal
 */
export function checkParameters(parameters: readonly unknown[]): readonly Parameter[] {
  for (const value of parameters)
    if (!isParameter(value)) throw fail('internal', { detail: `a value of type ${nameOf(value)} cannot be stored` })
  return parameters as readonly Parameter[]
}

function isParameter(value: unknown): value is Parameter {
  const type = typeof value
  if (type === 'bigint' || type === 'boolean' || value === null) return true
  // One SQLite provider ends a text at its first NUL, and PostgreSQL takes none.
  if (typeof value === 'string') return !value.includes('\0')
  return type === 'number' ? Number.isFinite(value) : value instanceof Uint8Array
}

function nameOf(value: unknown): string {
  if (typeof value === 'string') return 'text with a NUL'
  return typeof value === 'object' ? (value?.constructor?.name ?? 'object') : `${typeof value} ${String(value)}`
}
