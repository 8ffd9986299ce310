/** Writes whole numbers of up to 53 bits in as few bytes as they need, small ones in one. */
export interface VarintWriter {
  /** Zero or more. */
  unsigned(value: number): void
  /** Any sign, small sizes short: 0, -1, 1, -2, … become 0, 1, 2, 3, … */
  signed(value: number): void
  bytes(bytes: Uint8Array): void
  finish(): Uint8Array
}

export function createVarintWriter(): VarintWriter {
  let buffer = Buffer.alloc(1024)
  let length = 0
  const room = (more: number) => {
    if (length + more > buffer.length) buffer = Buffer.concat([buffer, Buffer.alloc(buffer.length + more)])
  }
  const unsigned = (value: number) => {
    room(8)
    let rest = value
    // Division instead of shifts: shifts would cut the number to 32 bits.
    while (rest >= 128) {
      buffer[length++] = (rest % 128) + 128
      rest = Math.floor(rest / 128)
    }
    buffer[length++] = rest
  }
  return {
    unsigned,
    signed: (value) => unsigned(value < 0 ? -2 * value - 1 : 2 * value),
    bytes: (bytes) => {
      room(bytes.length)
      buffer.set(bytes, length)
      length += bytes.length
    },
    finish: () => buffer.subarray(0, length),
  }
}

export interface VarintReader {
  unsigned(): number
  signed(): number
  bytes(count: number): Uint8Array
}

/** Reads what the writer wrote. @throws RangeError when the bytes end too early */
export function createVarintReader(bytes: Uint8Array): VarintReader {
  let at = 0
  const next = (): number => {
    const byte = bytes[at++]
    if (byte === undefined) throw new RangeError('the bytes end too early')
    return byte
  }
  const unsigned = (): number => {
    let value = 0
    for (let scale = 1; ; scale *= 128) {
      const byte = next()
      if (byte < 128) return value + byte * scale
      value += (byte - 128) * scale
    }
  }
  return {
    unsigned,
    signed: () => {
      const value = unsigned()
      return value % 2 === 0 ? value / 2 : -(value + 1) / 2
    },
    bytes: (count) => {
      if (at + count > bytes.length) throw new RangeError('the bytes end too early')
      at += count
      return bytes.subarray(at - count, at)
    },
  }
}
