import { packedSize, readPlanes, writePlanes } from './byte-planes.ts'

/** How the numbers of a column are written. */
const kinds = { whole: 0, float32: 1, float64: 2, planes: 3 } as const

/** Every number up to here, doubled for its sign, is exact. */
const largestWhole = 2 ** 51
const small = 2 ** 30

/**
 * Numbers in few bytes: a byte that says how, a bitmap of gaps (NaN) where there are any, then differences of whole
 * numbers as varints, or, where they jump about, the numbers with their bytes sorted by place; floats so, too. Deflate
 * does the rest.
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
  const filled = count - gaps
  if (isWhole) {
    const bytes = start(values, kinds.whole, gaps, filled * 8)
    const differences = bytes.subarray(0, writeDifferences(bytes, headOf(count, gaps), values))
    const planes = writePlanes(values, filled)
    if (planes === null || packedSize(planes) >= packedSize(differences)) return differences
    const other = start(values, kinds.planes, gaps, planes.length)
    other.set(planes, headOf(count, gaps))
    return other
  }
  const kind = values instanceof Float32Array ? kinds.float32 : kinds.float64
  const bytes = start(values, kind, gaps, filled * (kind === kinds.float32 ? 4 : 8))
  return writeFloats(bytes, headOf(count, gaps), values, kind)
}

const headOf = (count: number, gaps: number): number => 1 + (gaps === 0 ? 0 : Math.ceil(count / 8))

/** Room for a block, with its first byte and the bitmap of its gaps. */
function start(values: Float64Array | Float32Array, kind: number, gaps: number, room: number): Uint8Array {
  const bytes = new Uint8Array(headOf(values.length, gaps) + room)
  bytes[0] = kind * 2 + (gaps > 0 ? 1 : 0)
  if (gaps > 0)
    for (let index = 0; index < values.length; index++)
      if (Number.isNaN(values[index]!)) bytes[1 + (index >> 3)]! |= 1 << (index & 7)
  return bytes
}

/** @throws RangeError when the bytes hold something else */
export function unpackNumbers(bytes: Uint8Array, count: number): Float64Array {
  const values = new Float64Array(count)
  const kind = bytes[0]! >> 1
  const hasGaps = (bytes[0]! & 1) === 1
  if (hasGaps)
    for (let index = 0; index < count; index++)
      if ((bytes[1 + (index >> 3)]! >> (index & 7)) & 1) values[index] = Number.NaN
  const at = headOf(count, hasGaps ? 1 : 0)
  if (kind === kinds.whole) readDifferences(bytes, at, values)
  else if (kind === kinds.planes) readPlanes(bytes, at, values)
  else readFloats(bytes, at, values, kind)
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
