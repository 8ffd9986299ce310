import { fail } from '../../domain/index.ts'

/** What may be bound to a statement. */
export type Parameter = null | number | bigint | string | boolean | Uint8Array

/**
 * Refuses every other value: drivers turn a Date into NULL and an object into JSON without a word. Numbers must be
 * finite, because SQLite stores NaN as NULL. @throws internal
 */
export function checkParameters(parameters: readonly unknown[]): readonly Parameter[] {
  for (const value of parameters) {
    const type = typeof value
    if (type === 'string' || type === 'bigint' || type === 'boolean' || value === null) continue
    if (type === 'number' && Number.isFinite(value)) continue
    if (value instanceof Uint8Array) continue
    throw fail('internal', { detail: `a value of type ${nameOf(value)} cannot be stored` })
  }
  return parameters as readonly Parameter[]
}

function nameOf(value: unknown): string {
  return typeof value === 'object' ? (value?.constructor?.name ?? 'object') : `${typeof value} ${String(value)}`
}
