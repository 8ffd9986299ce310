/** Numbers of a fixed sequence for each seed, from 0 up to but not including 1 (xorshift32). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0 || 1
  return () => {
    state ^= state << 13
    state >>>= 0
    state ^= state >>> 17
    state ^= state << 5
    state >>>= 0
    return state / 2 ** 32
  }
}

export type Random = () => number

const upTo = (random: Random, end: number) => Math.floor(random() * end)

/** Bytes that mean something to a FIT reader: headers, definitions, types, invalid patterns, counts at their limits. */
const telling = [
  0, 1, 2, 3, 0x0c, 0x0e, 0x07, 0x10, 0x1f, 0x40, 0x4f, 0x60, 0x7f, 0x80, 0x84, 0x86, 0x8c, 0x8f, 0xfd, 0xfe, 0xff,
]

type Bytes = Uint8Array<ArrayBuffer>
type Change = (bytes: Bytes, random: Random, others: readonly Bytes[]) => Bytes

/** A stretch of the bytes: mostly short, now and then long. */
function stretch(bytes: Uint8Array, random: Random): [number, number] {
  const from = upTo(random, bytes.length + 1)
  const most = random() < 0.8 ? 32 : bytes.length
  return [from, Math.min(bytes.length, from + upTo(random, most + 1))]
}

function concat(...parts: readonly Uint8Array[]): Bytes {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

const setByte = (value: (random: Random) => number): Change => {
  return (bytes, random) => {
    if (bytes.length > 0) bytes[upTo(random, bytes.length)] = value(random)
    return bytes
  }
}

const changes: readonly Change[] = [
  setByte((random) => upTo(random, 256)),
  setByte((random) => telling[upTo(random, telling.length)]!),
  (bytes, random) => {
    const at = upTo(random, bytes.length)
    if (bytes.length > 0) bytes[at]! ^= 1 << upTo(random, 8)
    return bytes
  },
  // Near the start are the header and the first definitions: what is wrong there is wrong everywhere.
  (bytes, random) => {
    if (bytes.length > 0) bytes[upTo(random, Math.min(bytes.length, 120))] = upTo(random, 256)
    return bytes
  },
  (bytes, random) => bytes.slice(0, upTo(random, bytes.length + 1)),
  (bytes, random) => {
    const [from, to] = stretch(bytes, random)
    return concat(bytes.subarray(0, from), bytes.subarray(to))
  },
  (bytes, random) => {
    const [from, to] = stretch(bytes, random)
    return concat(bytes.subarray(0, to), bytes.subarray(from, to), bytes.subarray(to))
  },
  (bytes, random, others) => {
    const other = others[upTo(random, others.length)] ?? bytes
    const [from, to] = stretch(other, random)
    const at = upTo(random, bytes.length + 1)
    return concat(bytes.subarray(0, at), other.subarray(from, to), bytes.subarray(at))
  },
  (bytes, random) => {
    const [from, to] = stretch(bytes, random)
    return bytes.fill(telling[upTo(random, telling.length)]!, from, to)
  },
  (bytes, random, others) => concat(bytes, others[upTo(random, others.length)] ?? bytes),
  // The size of the data, as it would be after a crash, or as a liar writes it.
  (bytes, random) => {
    if (bytes.length < 12) return bytes
    const sizes = [0, 1, bytes.length, bytes.length - 14, 0xffffffff, upTo(random, 2 ** 32)]
    new DataView(bytes.buffer, bytes.byteOffset).setUint32(4, Math.max(0, sizes[upTo(random, sizes.length)]!), true)
    return bytes
  },
]

const mostBytes = 4_000_000

/** A copy of one of the files with one to six things wrong with it. */
export function mutated(files: readonly Bytes[], random: Random): Bytes {
  let bytes: Bytes = (files[upTo(random, files.length)] ?? new Uint8Array()).slice()
  for (let left = 1 + upTo(random, 6); left > 0; left--)
    bytes = changes[upTo(random, changes.length)]!(bytes, random, files)
  return bytes.length > mostBytes ? bytes.slice(0, mostBytes) : bytes
}

/** A header and then anything; half of the bytes are telling ones. */
export function invented(random: Random): Bytes {
  const bytes = new Uint8Array(14 + upTo(random, 400))
  for (let at = 0; at < bytes.length; at++)
    bytes[at] = random() < 0.5 ? telling[upTo(random, telling.length)]! : upTo(random, 256)
  bytes.set([random() < 0.5 ? 14 : 12, 0x20, 0x54, 0x08])
  bytes.set([0x2e, 0x46, 0x49, 0x54], 8)
  new DataView(bytes.buffer).setUint32(4, random() < 0.2 ? 0 : bytes.length - 16, true)
  return bytes
}
