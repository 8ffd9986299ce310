/** The 16-bit checksum at the end of every FIT part (FIT protocol, "CRC": polynomial 0xA001, nothing inverted). */
const bytesAtOnce = 8

/** Row n holds the checksum of a byte followed by n zero bytes, so that eight bytes are taken in one step. */
const rows = makeRows()

function makeRows(): readonly Uint16Array[] {
  const first = Uint16Array.from({ length: 256 }, (_, byte) => {
    let crc = byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xa001 : crc >>> 1
    return crc
  })
  const all = [first]
  while (all.length < bytesAtOnce) {
    const before = all.at(-1)!
    all.push(before.map((crc) => (crc >>> 8) ^ first[crc & 0xff]!))
  }
  return all
}

const [r0, r1, r2, r3, r4, r5, r6, r7] = rows as [
  Uint16Array,
  Uint16Array,
  Uint16Array,
  Uint16Array,
  Uint16Array,
  Uint16Array,
  Uint16Array,
  Uint16Array,
]

/** Checksum of `bytes` from `start` up to but not including `end`, going on from `before`. */
export function fitCrc(bytes: Uint8Array, start: number, end: number, before = 0): number {
  let crc = before
  let at = start
  for (const last = end - bytesAtOnce; at <= last; at += bytesAtOnce) {
    crc =
      r7[bytes[at]! ^ (crc & 0xff)]! ^
      r6[bytes[at + 1]! ^ (crc >>> 8)]! ^
      r5[bytes[at + 2]!]! ^
      r4[bytes[at + 3]!]! ^
      r3[bytes[at + 4]!]! ^
      r2[bytes[at + 5]!]! ^
      r1[bytes[at + 6]!]! ^
      r0[bytes[at + 7]!]!
  }
  for (; at < end; at++) crc = (crc >>> 8) ^ r0[(crc ^ bytes[at]!) & 0xff]!
  return crc
}
