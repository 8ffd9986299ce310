import { fail } from '../domain/index.ts'

/** A place in a list, as an opaque text. */
export function toCursor(values: readonly (string | number | boolean | null)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url')
}

/** @throws request.invalid when it is not one that we gave out for a list of this kind */
export function fromCursor(cursor: string, length: number): (string | number | boolean | null)[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    const plain = (value: unknown) => value === null || ['string', 'number', 'boolean'].includes(typeof value)
    if (Array.isArray(values) && values.length === length && values.every(plain)) return values
  } catch {
    // Not JSON at all: told below like everything else that is wrong with it.
  }
  throw fail('request.invalid', { detail: 'the cursor is not one that this list gave', field: 'cursor' })
}
