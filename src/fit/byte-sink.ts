import type { BaseType } from './base-types.ts'

/** Bytes that grow, in one byte order. @throws RangeError for a value that its type cannot hold */
export function createByteSink(little: boolean) {
  let bytes = new Uint8Array(1024)
  let view = new DataView(bytes.buffer)
  let length = 0
  const room = (more: number) => {
    if (length + more <= bytes.length) return
    const larger = new Uint8Array(bytes.length * 2 + more)
    larger.set(bytes)
    bytes = larger
    view = new DataView(bytes.buffer)
  }
  const whole = (size: number, value: number, least: number, most: number) => {
    if (!Number.isInteger(value) || value < least || value > most)
      throw new RangeError(`${value} does not fit into ${size} bytes`)
    room(size)
    if (size === 1) view.setUint8(length, value)
    else if (size === 2) view.setUint16(length, value, little)
    else view.setUint32(length, value, little)
    length += size
  }
  const long = (value: bigint, signed: boolean) => {
    if (BigInt.asIntN(64, value) !== value && signed) throw new RangeError(`${value} does not fit into 8 bytes`)
    if (BigInt.asUintN(64, value) !== value && !signed) throw new RangeError(`${value} does not fit into 8 bytes`)
    room(8)
    view.setBigUint64(length, BigInt.asUintN(64, value), little)
    length += 8
  }
  const float = (size: number, value: number) => {
    room(size)
    if (size === 4) view.setFloat32(length, value, little)
    else view.setFloat64(length, value, little)
    length += size
  }
  return {
    unsigned: (size: 1 | 2 | 4, value: number) => whole(size, value, 0, 256 ** size - 1),
    /** One element; null is the type's invalid pattern. */
    value(base: BaseType, value: number | bigint | null): void {
      const raw = value ?? base.invalid ?? Number.NaN
      if (base.kind === 'bigint') long(BigInt(raw), base.name === 'sint64')
      else if (base.kind === 'float') float(base.size, Number(raw))
      else if (base.kind === 'signed') whole(base.size, Number(raw), -(256 ** base.size) / 2, 256 ** base.size / 2 - 1)
      else whole(base.size, Number(raw), 0, 256 ** base.size - 1)
    },
    /** UTF-8, filled up with zeros. */
    text(value: string, size: number): void {
      room(size)
      bytes.fill(0, length, length + size)
      bytes.set(new TextEncoder().encode(value).subarray(0, size), length)
      length += size
    },
    bytes: () => bytes.slice(0, length),
  }
}
