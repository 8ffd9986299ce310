/** A number or text, an array where the field holds several, null where it says "invalid". Raw: before scale and offset. */
export type FitValue = number | bigint | string | null | readonly (number | bigint | null)[]

/** How a base type's bytes are read. */
export type BaseKind = 'unsigned' | 'signed' | 'float' | 'bigint' | 'text'

export interface BaseType {
  /** The low five bits of the type byte; some writers leave the endian flag (0x80) out. */
  readonly code: number
  readonly name: string
  /** Bytes of one element. */
  readonly size: number
  readonly kind: BaseKind
  /** The pattern that means "no value"; null: it is NaN, or an empty text (SCHEMA-HINTS section 6). */
  readonly invalid: number | bigint | null
}

const type = (code: number, name: string, size: number, kind: BaseKind, invalid: number | bigint | null): BaseType => ({
  code,
  name,
  size,
  kind,
  invalid,
})

/** All base types of the FIT protocol, by code. */
export const baseTypes: readonly BaseType[] = [
  type(0, 'enum', 1, 'unsigned', 0xff),
  type(1, 'sint8', 1, 'signed', 0x7f),
  type(2, 'uint8', 1, 'unsigned', 0xff),
  type(3, 'sint16', 2, 'signed', 0x7fff),
  type(4, 'uint16', 2, 'unsigned', 0xffff),
  type(5, 'sint32', 4, 'signed', 0x7fffffff),
  type(6, 'uint32', 4, 'unsigned', 0xffffffff),
  type(7, 'string', 1, 'text', null),
  type(8, 'float32', 4, 'float', null),
  type(9, 'float64', 8, 'float', null),
  type(10, 'uint8z', 1, 'unsigned', 0),
  type(11, 'uint16z', 2, 'unsigned', 0),
  type(12, 'uint32z', 4, 'unsigned', 0),
  type(13, 'byte', 1, 'unsigned', 0xff),
  type(14, 'sint64', 8, 'bigint', 0x7fffffffffffffffn),
  type(15, 'uint64', 8, 'bigint', 0xffffffffffffffffn),
  type(16, 'uint64z', 8, 'bigint', 0n),
]
export const byteType = baseTypes[13]!
export const uint32Code = 6

/**
 * The type that a field of `size` bytes is read as. A size that is no multiple of its type (seen from one maker) is read
 * as bytes; so is a type that we do not know.
 */
export function baseTypeOf(typeByte: number, size: number): BaseType {
  const known = baseTypes[typeByte & 0x1f]
  return known !== undefined && size % known.size === 0 ? known : byteType
}

/** One field at `at`, before scale and offset; null when it holds no valid value. */
export function readFitValue(view: DataView, at: number, size: number, base: BaseType, little: boolean): FitValue {
  if (size === 0) return null
  if (base.kind === 'text') return readText(new Uint8Array(view.buffer, view.byteOffset + at, size))
  if (size === base.size) return readOne(view, at, base, little)
  const values: (number | bigint | null)[] = []
  for (let offset = 0; offset < size; offset += base.size) values.push(readOne(view, at + offset, base, little))
  return values.every((value) => value === null) ? null : values
}

/** One element; null for the invalid pattern. */
export function readOne(view: DataView, at: number, base: BaseType, little: boolean): number | bigint | null {
  const value = readElement(view, at, base, little)
  return value === base.invalid || Number.isNaN(value) ? null : value
}

function readElement(view: DataView, at: number, { size, kind, code }: BaseType, little: boolean): number | bigint {
  switch (kind) {
    case 'float':
      return size === 4 ? view.getFloat32(at, little) : view.getFloat64(at, little)
    case 'bigint':
      return code === 14 ? view.getBigInt64(at, little) : view.getBigUint64(at, little)
    case 'signed':
      return size === 1 ? view.getInt8(at) : size === 2 ? view.getInt16(at, little) : view.getInt32(at, little)
    default:
      return size === 1 ? view.getUint8(at) : size === 2 ? view.getUint16(at, little) : view.getUint32(at, little)
  }
}

const utf8 = new TextDecoder()

/** UTF-8 up to the first zero byte; null when empty. */
export function readText(bytes: Uint8Array): string | null {
  const end = bytes.indexOf(0)
  const found = utf8.decode(end === -1 ? bytes : bytes.subarray(0, end))
  return found === '' ? null : found
}
