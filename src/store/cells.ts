import { type Cell, type ColumnType, fail, isId64, isLocalDate, type Json, toCanonicalJson } from '../domain/index.ts'

/** What is bound for a cell. */
export type StoredCell = string | number | bigint | boolean | null

/**
 * A cell as it is bound. Texts lose what no database keeps (NUL, halves of a surrogate pair: both become U+FFFD).
 * @throws garmin.unexpected-answer when the value is not of the column's type
 */
export function toStored(table: string, column: string, type: ColumnType, cell: Cell): StoredCell {
  if (cell === null) return null
  const stored = storedOr(type, cell)
  if (stored !== undefined) return stored
  throw fail('garmin.unexpected-answer', {
    dataset: table,
    detail: `${column}: a value of type ${typeof cell} where ${type} is kept`,
  })
}

function storedOr(type: ColumnType, cell: Exclude<Cell, null>): StoredCell | undefined {
  switch (type) {
    case 'id':
      if (typeof cell === 'number') return Number.isSafeInteger(cell) && cell >= 0 ? BigInt(cell) : undefined
      return isId64(cell) ? BigInt(cell) : undefined
    case 'int':
    case 'instant':
      return Number.isSafeInteger(cell) ? (cell as number) : undefined
    case 'real':
      return typeof cell === 'number' && Number.isFinite(cell) ? cell : undefined
    case 'bool':
      return typeof cell === 'boolean' ? cell : cell === 0 || cell === 1 ? cell === 1 : undefined
    case 'date':
      return isLocalDate(cell) ? cell : undefined
    case 'text':
      return typeof cell === 'string' ? wellFormed(cell) : undefined
    case 'json':
      return wellFormed(toCanonicalJson(cell as Json))
  }
}

/** A cell as it is given out: ids as digits, booleans as such, JSON parsed. */
export function fromStored(type: ColumnType, value: unknown): Json {
  if (value === null || value === undefined) return null
  switch (type) {
    case 'id':
      return String(value)
    case 'bool':
      return value === true || value === 1
    case 'json':
      return JSON.parse(String(value)) as Json
    default:
      return value as Json
  }
}

/** True when what a database holds is what would be bound. */
export function isSame(type: ColumnType, held: unknown, bound: StoredCell): boolean {
  if (held === null || bound === null) return held === bound
  if (type === 'id') return String(held) === String(bound)
  if (type === 'bool') return (held === true || held === 1) === bound
  return held === bound
}

function wellFormed(text: string): string {
  return text.replaceAll('\0', '\ufffd').replace(/\p{Surrogate}/gu, '\ufffd')
}
