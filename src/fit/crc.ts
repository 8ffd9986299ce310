/** The 16-bit checksum at the end of every FIT part (FIT protocol, "CRC"), nibble by nibble. */
const nibbles = Uint16Array.of(
  0x0000,
  0xcc01,
  0xd801,
  0x1400,
  0xf001,
  0x3c00,
  0x2800,
  0xe401,
  0xa001,
  0x6c00,
  0x7800,
  0xb401,
  0x5000,
  0x9c01,
  0x8801,
  0x4400,
)

/** Checksum of `bytes` from `start` up to but not including `end`. */
export function fitCrc(bytes: Uint8Array, start: number, end: number): number {
  let crc = 0
  for (let at = start; at < end; at++) {
    const byte = bytes[at]!
    crc = (crc >> 4) ^ nibbles[crc & 0xf]! ^ nibbles[byte & 0xf]!
    crc = (crc >> 4) ^ nibbles[crc & 0xf]! ^ nibbles[byte >> 4]!
  }
  return crc
}
