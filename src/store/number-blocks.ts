/** How the numbers of a column are written. */
const kinds = { whole: 0, float32: 1, float64: 2 } as const

/** Every number up to here, doubled for its sign, is exact. */
const largestWhole = 2 ** 51
const small = 2 ** 30

/**
 * Numbers in few bytes: a byte that says how, a bitmap of gaps (NaN) where there are any, then differences of whole
 * numbers as varints, or floats with their bytes sorted by place. Deflate does the rest.
 */
export function packNumbers(values: Float64Array | Float32Array): Uint8Array {
  const count = values.length
  let gaps = 0
  let isWhole = true
  for (let index = 0; index < count; index++) {
    const value = values[index]!
    if (Number.isNaN(value)) gaps++
    else if (isWhole && !(Number.isInteger(value) && value <= largestWhole && value >= -largestWhole)) isWhole = false
  }
  const kind = isWhole ? kinds.whole : values instanceof Float32Array ? kinds.float32 : kinds.float64
  const bitmap = gaps === 0 ? 0 : Math.ceil(count / 8)
  const filled = count - gaps
  const bytes = new Uint8Array(1 + bitmap + filled * (kind === kinds.float32 ? 4 : 8))
  bytes[0] = kind * 2 + (gaps > 0 ? 1 : 0)
  if (gaps > 0)
    for (let index = 0; index < count; index++)
      if (Number.isNaN(values[index]!)) bytes[1 + (index >> 3)]! |= 1 << (index & 7)
  const at = 1 + bitmap
  return kind === kinds.whole
    ? bytes.subarray(0, writeDifferences(bytes, at, values))
    : writeFloats(bytes, at, values, kind)
}

/** @throws RangeError when the bytes hold something else */
export function unpackNumbers(bytes: Uint8Array, count: number): Float64Array {
  const values = new Float64Array(count)
  const kind = bytes[0]! >> 1
  const hasGaps = (bytes[0]! & 1) === 1
  const bitmap = hasGaps ? Math.ceil(count / 8) : 0
  if (hasGaps)
    for (let index = 0; index < count; index++)
      if ((bytes[1 + (index >> 3)]! >> (index & 7)) & 1) values[index] = Number.NaN
  if (kind === kinds.whole) readDifferences(bytes, 1 + bitmap, values)
  else readFloats(bytes, 1 + bitmap, values, kind)
  return values
}

/** @returns where it ended */
function writeDifferences(bytes: Uint8Array, from: number, values: Float64Array | Float32Array): number {
  let at = from
  let before = 0
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!
    if (Number.isNaN(value)) continue
    const difference = value - before
    before = value
    if (difference < small && difference >= -small) {
      let rest = ((difference << 1) ^ (difference >> 31)) >>> 0
      while (rest > 127) {
        bytes[at++] = (rest & 127) | 128
        rest >>>= 7
      }
      bytes[at++] = rest
      continue
    }
    // Division instead of shifts: shifts would cut the number to 32 bits.
    let rest = difference < 0 ? -2 * difference - 1 : 2 * difference
    for (; rest > 127; rest = Math.floor(rest / 128)) bytes[at++] = (rest % 128) | 128
    bytes[at++] = rest
  }
  return at
}

function readDifferences(bytes: Uint8Array, from: number, values: Float64Array): void {
  let at = from
  let before = 0
  for (let index = 0; index < values.length; index++) {
    if (Number.isNaN(values[index]!)) continue
    let rest = 0
    let byte = bytes[at++]!
    for (let scale = 1; ; scale *= 128) {
      if (byte < 128) {
        rest += byte * scale
        break
      }
      rest += (byte - 128) * scale
      byte = bytes[at++]!
      if (byte === undefined) throw new RangeError('the bytes end too early')
    }
    before += rest % 2 === 0 ? rest / 2 : -(rest + 1) / 2
    values[index] = before
  }
  if (at !== bytes.length) throw new RangeError(`${bytes.length - at} bytes are left`)
}

/** The first bytes of all numbers, then the second, and so on: exponents beside exponents pack well. */
function writeFloats(bytes: Uint8Array, from: number, values: Float64Array | Float32Array, kind: number): Uint8Array {
  const size = kind === kinds.float32 ? 4 : 8
  const filled = values.filter((value) => !Number.isNaN(value))
  const raw = new Uint8Array(filled.buffer, filled.byteOffset, filled.byteLength)
  for (let index = 0; index < filled.length; index++)
    for (let place = 0; place < size; place++) bytes[from + place * filled.length + index] = raw[index * size + place]!
  return bytes
}

function readFloats(bytes: Uint8Array, from: number, values: Float64Array, kind: number): void {
  if (kind !== kinds.float32 && kind !== kinds.float64) throw new RangeError(`kind ${kind}`)
  const size = kind === kinds.float32 ? 4 : 8
  const filled = (bytes.length - from) / size
  const raw = new Uint8Array(filled * size)
  for (let index = 0; index < filled; index++)
    for (let place = 0; place < size; place++) raw[index * size + place] = bytes[from + place * filled + index]!
  const floats = size === 4 ? new Float32Array(raw.buffer) : new Float64Array(raw.buffer)
  let next = 0
  for (let index = 0; index < values.length; index++) if (!Number.isNaN(values[index]!)) values[index] = floats[next++]!
  if (next !== filled) throw new RangeError('the bytes hold another number of values')
}
