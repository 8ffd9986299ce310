/** Numbers that lie within so much of each other have their bytes sorted; others are rare. */
const widestRange = 2 ** 32
const headBytes = 9

/**
 * Whole numbers above the least of them: that one (8 bytes), how many bytes each takes, then the lowest bytes of all, the
 * second, and so on. Numbers that jump about within a range pack better so than by their differences. Null where they lie
 * too far apart.
 */
export function writePlanes(values: Float64Array | Float32Array, filled: number): Uint8Array | null {
  let least = Number.POSITIVE_INFINITY
  let most = Number.NEGATIVE_INFINITY
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!
    // NaN is neither.
    if (value < least) least = value
    if (value > most) most = value
  }
  const range = most - least
  if (filled === 0 || range >= widestRange) return null
  const width = range < 2 ** 8 ? 1 : range < 2 ** 16 ? 2 : 4
  const bytes = new Uint8Array(headBytes + filled * width)
  const view = new DataView(bytes.buffer)
  view.setFloat64(0, least, true)
  bytes[8] = width
  let next = headBytes
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!
    if (Number.isNaN(value)) continue
    const above = (value - least) >>> 0
    for (let place = 0; place < width; place++) bytes[next + place * filled] = above >>> (8 * place)
    next++
  }
  return bytes
}

/** @throws RangeError when the bytes are not as many as the values need */
export function readPlanes(bytes: Uint8Array, from: number, values: Float64Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const least = view.getFloat64(from, true)
  const width = bytes[from + 8]!
  const filled = (bytes.length - from - headBytes) / width
  let next = 0
  for (let index = 0; index < values.length; index++) {
    if (Number.isNaN(values[index]!)) continue
    let above = 0
    for (let place = width - 1; place >= 0; place--)
      above = above * 256 + bytes[from + headBytes + place * filled + next]!
    values[index] = least + above
    next++
  }
  if (next !== filled) throw new RangeError('the bytes hold another number of values')
}

/** About how many bytes deflate would leave, by how unevenly the bytes are spread (their entropy). */
export function packedSize(bytes: Uint8Array): number {
  const counts = new Uint32Array(256)
  for (let at = 0; at < bytes.length; at++) counts[bytes[at]!]!++
  let bits = 0
  for (const count of counts) if (count > 0) bits += count * Math.log2(bytes.length / count)
  return bits / 8
}
