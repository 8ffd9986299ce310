/** One field's value: a number or text, an array where the field holds several, null where it says "invalid". */
export type FitValue = number | bigint | string | null | readonly (number | bigint | null)[]

interface BaseType {
  readonly size: number
  /** Null for the pattern that means "no value" (SCHEMA-HINTS section 6). */
  readonly read: (view: DataView, at: number, little: boolean) => number | bigint | null
}

const unless = <T>(invalid: T, value: T): T | null => (value === invalid ? null : value)
const unlessNaN = (value: number): number | null => (Number.isNaN(value) ? null : value)

/** By the low five bits of the base type byte: some writers leave the endian flag (0x80) out. */
const baseTypes: Readonly<Record<number, BaseType>> = {
  0: { size: 1, read: (view, at) => unless(0xff, view.getUint8(at)) }, // enum
  1: { size: 1, read: (view, at) => unless(0x7f, view.getInt8(at)) }, // sint8
  2: { size: 1, read: (view, at) => unless(0xff, view.getUint8(at)) }, // uint8
  3: { size: 2, read: (view, at, little) => unless(0x7fff, view.getInt16(at, little)) }, // sint16
  4: { size: 2, read: (view, at, little) => unless(0xffff, view.getUint16(at, little)) }, // uint16
  5: { size: 4, read: (view, at, little) => unless(0x7fffffff, view.getInt32(at, little)) }, // sint32
  6: { size: 4, read: (view, at, little) => unless(0xffffffff, view.getUint32(at, little)) }, // uint32
  8: { size: 4, read: (view, at, little) => unlessNaN(view.getFloat32(at, little)) }, // float32
  9: { size: 8, read: (view, at, little) => unlessNaN(view.getFloat64(at, little)) }, // float64
  10: { size: 1, read: (view, at) => unless(0, view.getUint8(at)) }, // uint8z
  11: { size: 2, read: (view, at, little) => unless(0, view.getUint16(at, little)) }, // uint16z
  12: { size: 4, read: (view, at, little) => unless(0, view.getUint32(at, little)) }, // uint32z
  13: { size: 1, read: (view, at) => unless(0xff, view.getUint8(at)) }, // byte
  14: { size: 8, read: (view, at, little) => unless(0x7fffffffffffffffn, view.getBigInt64(at, little)) }, // sint64
  15: { size: 8, read: (view, at, little) => unless(0xffffffffffffffffn, view.getBigUint64(at, little)) }, // uint64
  16: { size: 8, read: (view, at, little) => unless(0n, view.getBigUint64(at, little)) }, // uint64z
}
const text = 7
const byte = 13

/**
 * Reads a field of `size` bytes at `at`, before scale and offset. A size that is no multiple of the type (seen from
 * one maker) is read as bytes; an unknown type too.
 */
export function readFitValue(view: DataView, at: number, size: number, type: number, little: boolean): FitValue {
  const code = type & 0x1f
  if (code === text) return readText(view, at, size)
  const known = baseTypes[code]
  const base = known && size > 0 && size % known.size === 0 ? known : baseTypes[byte]!
  if (size === base.size) return base.read(view, at, little)
  const values: (number | bigint | null)[] = []
  for (let offset = 0; offset < size; offset += base.size) values.push(base.read(view, at + offset, little))
  return values.every((value) => value === null) ? null : values
}

/** UTF-8 up to the first zero byte; null when empty. */
function readText(view: DataView, at: number, size: number): string | null {
  const bytes = new Uint8Array(view.buffer, view.byteOffset + at, size)
  const end = bytes.indexOf(0)
  const found = new TextDecoder().decode(end === -1 ? bytes : bytes.subarray(0, end))
  return found === '' ? null : found
}
