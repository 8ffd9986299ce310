import { uint32Code } from './base-types.ts'
import { fitCrc } from './crc.ts'
import { type DeveloperFields, fieldDescriptionNumber } from './developer-fields.ts'
import { developerKey, type FieldSpec, fromClock, type LayoutList } from './layout-list.ts'
import type { RowList } from './row-list.ts'

/** Where the structure breaks; everything before the break is good. */
export type BreakKind =
  | 'eof_in_definition'
  | 'eof_in_message'
  | 'undefined_local'
  | 'missing_crc'
  | 'trailing_garbage'
  | 'too_many_messages'

/** Where what is found goes: of the whole file, or of a batch of a stream. */
export interface Found {
  readonly rows: RowList
  readonly layouts: LayoutList
  /** Data messages for each number. */
  readonly counts: Map<number, number>
}

interface Slot {
  readonly message: number
  readonly little: boolean
  readonly fields: readonly FieldSpec[]
  /** Bytes of one data message, developer fields included. */
  readonly size: number
  /** Where its full timestamp lies; -1 without one. */
  readonly timeAt: number
  /** Messages that are not asked for are counted and stepped over. */
  readonly isKept: boolean
  /** Layout of its plain and of its compressed messages among what is being found; -1 before the first. */
  plain: number
  compressed: number
  count: number
}

export interface WalkerOptions {
  readonly developer: DeveloperFields
  /** Message numbers to keep; null = all. */
  readonly keep: ReadonlySet<number> | null
  readonly mostMessages: number
}

const timestampField = 253
const invalidTime = 0xffffffff
const smallestHeader = 12
const unknownEnd = Number.POSITIVE_INFINITY

/** True when a FIT header starts at `at`: 12 or more bytes, `.FIT` at its eighth. */
export function isFitHeader(bytes: Uint8Array, at = 0): boolean {
  const size = bytes[at] ?? 0
  return (
    size >= smallestHeader &&
    at + size <= bytes.length &&
    bytes[at + 8] === 0x2e &&
    bytes[at + 9] === 0x46 &&
    bytes[at + 10] === 0x49 &&
    bytes[at + 11] === 0x54
  )
}

/**
 * Walks the structure of a FIT file, chained parts included: headers, definitions, where each data message lies, and
 * checksums. Values are not read, but for what the structure needs (full timestamps, developer field descriptions).
 * Bytes may come in pieces: `walk` gives how many it is done with, the rest is to come again with more behind it.
 */
export class Walker {
  readonly #options: WalkerOptions
  readonly #slots: (Slot | undefined)[] = new Array(16).fill(undefined)
  /** Bytes that earlier pieces held. */
  #base = 0
  /** End of the data of the part under way, counted over all pieces; -1 between parts. */
  #dataEnd = -1
  /** A part that broke is stepped over up to its end, since another may follow. */
  #skipping = false
  #clock = 0
  #crc = 0
  #messages = 0
  #parts = 0
  /** The first break; null while nothing broke. */
  broken: BreakKind | null = null
  /** A checksum was there and wrong. */
  crcMismatch = false
  /** A header without a size was read all the same. */
  recovered = false

  constructor(options: WalkerOptions) {
    this.#options = options
  }

  get parts(): number {
    return this.#parts
  }

  /** The pieces that follow are found into something new. */
  startBatch(): void {
    for (const slot of this.#slots) if (slot !== undefined) slot.plain = slot.compressed = -1
  }

  /** @returns how many bytes are done with; with `isLast` the rest is of no use. */
  walk(bytes: Uint8Array, found: Found, isLast: boolean): number {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    let at = 0
    for (;;) {
      const before = at
      const wasSkipping = this.#skipping
      if (wasSkipping) at = this.#skip(bytes, at, isLast)
      else if (this.#dataEnd === -1) at = this.#openPart(bytes, view, at, found, isLast)
      else at = this.#readPart(bytes, view, at, found, isLast)
      if (this.broken === 'trailing_garbage' || this.broken === 'too_many_messages') break
      if (at === before && this.#skipping === wasSkipping) break
    }
    this.#countUp(found)
    this.#base += at
    return at
  }

  #break(kind: BreakKind): void {
    this.broken ??= kind
  }

  #openPart(bytes: Uint8Array, view: DataView, at: number, found: Found, isLast: boolean): number {
    const there = bytes.length - at
    if (there === 0) return at
    const size = Math.max(bytes[at]!, smallestHeader)
    // Behind the header: a checksum and the next header, to tell an empty part from one whose size was never written.
    if (there < size + 2 + smallestHeader && !isLast) return at
    if (!isFitHeader(bytes, at)) {
      this.#break('trailing_garbage')
      return at
    }
    const dataSize = view.getUint32(at + 4, true)
    const start = at + size
    const isUnknown = dataSize === 0 && isDefinition(bytes, start) && !isFitHeader(bytes, start + 2)
    // As recorders leave it that lost power: the bytes up to the end are read, and the file is not called whole.
    if (isUnknown) this.recovered = true
    this.#dataEnd = isUnknown ? unknownEnd : this.#base + start + dataSize
    this.#crc = fitCrc(bytes, at, start)
    this.#countUp(found)
    this.#slots.fill(undefined)
    this.#options.developer.startPart()
    this.#clock = 0
    this.#parts++
    return start
  }

  #readPart(bytes: Uint8Array, view: DataView, from: number, found: Found, isLast: boolean): number {
    const isUnknown = this.#dataEnd === unknownEnd
    const dataEnd = isUnknown ? unknownEnd : this.#dataEnd - this.#base
    const limit = isUnknown ? bytes.length - 2 : Math.min(dataEnd, bytes.length)
    const isShort = !isUnknown && dataEnd > bytes.length
    const at = this.#readMessages(bytes, view, from, limit, found, isLast || !(isShort || isUnknown))
    if (!isUnknown) this.#crc = fitCrc(bytes, from, at, this.#crc)
    if (this.#skipping || this.broken === 'too_many_messages') return at
    if (isUnknown) {
      if (isLast) this.#dataEnd = -1
      return isLast ? bytes.length : at
    }
    if (at < limit || (isShort && !isLast)) return at
    return this.#closePart(bytes, view, at, dataEnd, isLast)
  }

  #closePart(bytes: Uint8Array, view: DataView, at: number, dataEnd: number, isLast: boolean): number {
    if (dataEnd + 2 > bytes.length) {
      if (!isLast) return at
      // Bytes that ran out between two messages look like a part that ends, but for its checksum.
      this.#break('missing_crc')
      this.#dataEnd = -1
      return bytes.length
    }
    if (this.#crc !== view.getUint16(dataEnd, true)) this.crcMismatch = true
    this.#dataEnd = -1
    return dataEnd + 2
  }

  /** @returns where it stopped: at the limit, at a message that is not all there yet, or at a break */
  #readMessages(
    bytes: Uint8Array,
    view: DataView,
    from: number,
    limit: number,
    found: Found,
    isWhole: boolean,
  ): number {
    const { rows } = found
    const slots = this.#slots
    let clock = this.#clock
    let left = this.#options.mostMessages - this.#messages
    let at = from
    while (at < limit) {
      const header = bytes[at]!
      if ((header & 0xc0) === 0x40) {
        const end = this.#readDefinition(bytes, view, at, limit, found)
        if (end === -1) {
          if (isWhole) this.#breakPart('eof_in_definition')
          break
        }
        at = end
        continue
      }
      const isCompressed = header >= 0x80
      const slot = slots[isCompressed ? (header >> 5) & 0x03 : header & 0x0f]
      if (slot === undefined) {
        this.#breakPart('undefined_local')
        break
      }
      const data = at + 1
      const end = data + slot.size
      if (end > limit) {
        if (isWhole) this.#breakPart('eof_in_message')
        break
      }
      if (--left < 0) {
        this.#break('too_many_messages')
        break
      }
      if (isCompressed) clock = laterTime(clock, header & 0x1f)
      if (slot.timeAt !== -1) {
        const time = view.getUint32(data + slot.timeAt, slot.little)
        if (time !== invalidTime) clock = time
      }
      slot.count++
      if (slot.isKept && (slot.size > 0 || isCompressed)) {
        const layout = isCompressed ? slot.compressed : slot.plain
        rows.add(data, clock, layout === -1 ? addLayout(slot, isCompressed, found) : layout)
      }
      if (slot.message === fieldDescriptionNumber)
        this.#options.developer.describe(view, data, slot.fields, slot.little)
      at = end
    }
    this.#messages = this.#options.mostMessages - left
    this.#clock = clock
    return at
  }

  #breakPart(kind: BreakKind): void {
    this.#break(kind)
    this.#skipping = true
  }

  /** Steps to the end of a part that broke; what follows counts only when it is another part. */
  #skip(bytes: Uint8Array, at: number, isLast: boolean): number {
    const end = this.#dataEnd + 2 - this.#base
    if (end === unknownEnd) return bytes.length
    const header = Math.max(bytes[end] ?? 0, smallestHeader)
    if (end + header > bytes.length) return isLast ? bytes.length : Math.max(at, Math.min(end, bytes.length))
    // Where no other part follows at once, whatever comes later is no part of this file.
    if (!isFitHeader(bytes, end)) {
      this.#dataEnd = unknownEnd
      return bytes.length
    }
    this.#skipping = false
    this.#dataEnd = -1
    return end
  }

  #readDefinition(bytes: Uint8Array, view: DataView, from: number, limit: number, found: Found): number {
    if (from + 6 > limit) return -1
    const little = bytes[from + 2] === 0
    const message = view.getUint16(from + 3, little)
    let at = from + 6
    const count = bytes[from + 5]!
    if (at + 3 * count > limit) return -1
    const fields: FieldSpec[] = []
    let size = 0
    let timeAt = -1
    for (let index = 0; index < count; index++, at += 3) {
      const field = { key: bytes[at]!, offset: size, size: bytes[at + 1]!, type: bytes[at + 2]! }
      fields.push(field)
      if (field.key === timestampField && field.size === 4 && (field.type & 0x1f) === uint32Code) timeAt = size
      size += field.size
    }
    if (bytes[from]! & 0x20) {
      const developerCount = bytes[at]
      if (at >= limit || developerCount === undefined) return -1
      at += 1
      if (at + 3 * developerCount > limit) return -1
      for (let index = 0; index < developerCount; index++, at += 3) {
        const place = this.#options.developer.placeOf(bytes[at + 2]!, bytes[at]!)
        const type = this.#options.developer.all[place]!.type
        fields.push({ key: developerKey + place, offset: size, size: bytes[at + 1]!, type })
        size += bytes[at + 1]!
      }
    }
    const local = bytes[from]! & 0x0f
    const { keep } = this.#options
    const replaced = this.#slots[local]
    if (replaced !== undefined) countUp(replaced, found)
    this.#slots[local] = {
      message,
      little,
      fields,
      size,
      timeAt,
      isKept: keep === null || keep.has(message),
      plain: -1,
      compressed: -1,
      count: 0,
    }
    return at
  }

  #countUp(found: Found): void {
    for (const slot of this.#slots) if (slot !== undefined) countUp(slot, found)
  }
}

function countUp(slot: Slot, { counts }: Found): void {
  if (slot.count > 0) counts.set(slot.message, (counts.get(slot.message) ?? 0) + slot.count)
  slot.count = 0
}

function addLayout(slot: Slot, isCompressed: boolean, { layouts }: Found): number {
  if (!isCompressed) {
    slot.plain = layouts.add(slot.message, slot.fields, slot.little)
    return slot.plain
  }
  const time = { key: timestampField, offset: fromClock, size: 4, type: uint32Code }
  slot.compressed = layouts.add(slot.message, [time, ...slot.fields], slot.little)
  return slot.compressed
}

function isDefinition(bytes: Uint8Array, at: number): boolean {
  return at + 6 <= bytes.length && (bytes[at]! & 0xd0) === 0x40 && bytes[at + 2]! <= 1
}

/** A compressed header gives the low five bits of the time; they roll over every 32 s (FIT protocol). */
function laterTime(last: number, low: number): number {
  const base = last - (last % 32) + low
  return low < last % 32 ? base + 32 : base
}
