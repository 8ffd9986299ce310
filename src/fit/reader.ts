import { type FitValue, readFitValue } from './base-types.ts'
import { fitCrc } from './crc.ts'

/** One data message: its global number and its fields by number, raw (before scale and offset). */
export interface FitMessage {
  readonly number: number
  readonly fields: ReadonlyMap<number, FitValue>
}

/** Where the structure breaks; everything before the break is good. */
export type BreakKind =
  | 'eof_in_definition'
  | 'eof_in_message'
  | 'undefined_local'
  | 'missing_crc'
  | 'trailing_garbage'
  | 'too_many_messages'

interface FieldDefinition {
  readonly number: number
  readonly size: number
  readonly type: number
}
interface Definition {
  readonly number: number
  readonly little: boolean
  readonly fields: readonly FieldDefinition[]
  /** Bytes of one data message, developer fields included. */
  readonly size: number
}

const timestampField = 253
const uint32 = 6

/** True when a FIT header starts at `at`: 12 or more bytes, `.FIT` at its eighth. */
export function isFitHeader(bytes: Uint8Array, at = 0): boolean {
  const size = bytes[at] ?? 0
  return (
    size >= 12 &&
    at + size <= bytes.length &&
    bytes[at + 8] === 0x2e &&
    bytes[at + 9] === 0x46 &&
    bytes[at + 10] === 0x49 &&
    bytes[at + 11] === 0x54
  )
}

/**
 * Walks the structure of a FIT file, chained parts included, one data message at a time (FIT protocol: definition and
 * data messages, compressed timestamps, developer fields, both byte orders). Fields of messages outside `keep` are
 * stepped over unread.
 */
export class FitReader {
  readonly #bytes: Uint8Array
  readonly #view: DataView
  readonly #keep: ReadonlySet<number> | null
  readonly #definitions = new Map<number, Definition>()
  #at = 0
  #partStart = 0
  /** End of the data of the part under way; -1 between parts. */
  #dataEnd = -1
  /** The last full timestamp, which compressed ones count on from. */
  #timestamp = 0
  /** Null while nothing broke. */
  broken: BreakKind | null = null
  /** A checksum was there and wrong. */
  crcMismatch = false

  constructor(bytes: Uint8Array, keep: ReadonlySet<number> | null) {
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.#keep = keep
  }

  /** The next data message (`fields` empty when it is not kept); null at the end or at a break. */
  next(): FitMessage | null {
    while (this.broken === null) {
      if (this.#dataEnd === -1 && !this.#openPart()) return null
      if (this.#at >= this.#limit()) {
        this.#closePart()
        continue
      }
      const header = this.#bytes[this.#at]!
      if ((header & 0xc0) === 0x40) this.#readDefinition(header)
      else return this.#readData(header)
    }
    return null
  }

  /** Data ends where the header says, or where the bytes end. */
  #limit(): number {
    return Math.min(this.#dataEnd, this.#bytes.length)
  }

  #break(kind: BreakKind): null {
    this.broken = kind
    return null
  }

  #openPart(): boolean {
    if (this.#at >= this.#bytes.length) return false
    if (!isFitHeader(this.#bytes, this.#at)) {
      this.#break('trailing_garbage')
      return false
    }
    this.#partStart = this.#at
    this.#at += this.#bytes[this.#at]!
    this.#dataEnd = this.#at + this.#view.getUint32(this.#partStart + 4, true)
    this.#definitions.clear()
    this.#timestamp = 0
    return true
  }

  #closePart(): void {
    const end = this.#dataEnd
    this.#dataEnd = -1
    if (end + 2 > this.#bytes.length) {
      // Bytes that ran out between two messages look like a part that ends, but for its checksum.
      this.#break('missing_crc')
      return
    }
    if (fitCrc(this.#bytes, this.#partStart, end) !== this.#view.getUint16(end, true)) this.crcMismatch = true
    this.#at = end + 2
  }

  #readDefinition(header: number): void {
    const limit = this.#limit()
    let at = this.#at + 1
    if (at + 5 > limit) return void this.#break('eof_in_definition')
    const little = this.#bytes[at + 1] === 0
    const number = this.#view.getUint16(at + 2, little)
    const count = this.#bytes[at + 4]!
    at += 5
    if (at + 3 * count > limit) return void this.#break('eof_in_definition')
    const fields: FieldDefinition[] = []
    let size = 0
    for (let index = 0; index < count; index++, at += 3) {
      const field = { number: this.#bytes[at]!, size: this.#bytes[at + 1]!, type: this.#bytes[at + 2]! }
      fields.push(field)
      size += field.size
    }
    if (header & 0x20) {
      const developerCount = this.#bytes[at]
      if (at >= limit || developerCount === undefined) return void this.#break('eof_in_definition')
      at += 1
      if (at + 3 * developerCount > limit) return void this.#break('eof_in_definition')
      for (let index = 0; index < developerCount; index++, at += 3) size += this.#bytes[at + 1]!
    }
    this.#definitions.set(header & 0x0f, { number, little, fields, size })
    this.#at = at
  }

  #readData(header: number): FitMessage | null {
    const compressed = (header & 0x80) !== 0
    const definition = this.#definitions.get(compressed ? (header >> 5) & 0x03 : header & 0x0f)
    if (!definition) return this.#break('undefined_local')
    let at = this.#at + 1
    if (at + definition.size > this.#limit()) return this.#break('eof_in_message')
    this.#at = at + definition.size
    if (compressed) this.#timestamp = laterTimestamp(this.#timestamp, header & 0x1f)
    const kept = this.#keep === null || this.#keep.has(definition.number)
    const fields = new Map<number, FitValue>()
    for (const { number, size, type } of definition.fields) {
      // The timestamp is read from every message: compressed ones count on from it.
      if (kept || number === timestampField) {
        const value = readFitValue(this.#view, at, size, type, definition.little)
        // A field may be defined twice in one message (seen from one maker): the first that holds a value counts.
        if (kept && (fields.get(number) ?? null) === null) fields.set(number, value)
        if (number === timestampField && (type & 0x1f) === uint32 && typeof value === 'number') this.#timestamp = value
      }
      at += size
    }
    if (compressed && kept) fields.set(timestampField, this.#timestamp)
    return { number: definition.number, fields }
  }
}

/** A compressed header gives the low five bits of the time; they roll over every 32 s (FIT protocol). */
function laterTimestamp(last: number, low: number): number {
  const base = last - (last % 32) + low
  return low < last % 32 ? base + 32 : base
}
