import { fitEpochSeconds } from '../domain/index.ts'

/** Base types of the FIT protocol: code in the definition, bytes, and the value that means "none". */
const baseTypes = {
  enum: { code: 0x00, size: 1, invalid: 0xff },
  sint8: { code: 0x01, size: 1, invalid: 0x7f },
  uint8: { code: 0x02, size: 1, invalid: 0xff },
  sint16: { code: 0x83, size: 2, invalid: 0x7fff },
  uint16: { code: 0x84, size: 2, invalid: 0xffff },
  sint32: { code: 0x85, size: 4, invalid: 0x7fffffff },
  uint32: { code: 0x86, size: 4, invalid: 0xffffffff },
  uint32z: { code: 0x8c, size: 4, invalid: 0 },
} as const

export type FitBaseType = keyof typeof baseTypes

/** A field of a message: its number in the profile and its base type. */
export type FitField = readonly [number: number, type: FitBaseType]

/** A global message number with its fields, in the order in which values are given. */
export interface FitMessage {
  readonly number: number
  readonly fields: readonly FitField[]
}

export function defineMessage(number: number, fields: readonly FitField[]): FitMessage {
  return { number, fields }
}

export interface FitWriter {
  /** One data message; null is written as the type's invalid value. Values are raw: scale and offset are the caller's. */
  add(message: FitMessage, ...values: readonly (number | null)[]): void
  /** The finished file: 14-byte header, messages, CRC. */
  finish(): Uint8Array
}

/** Seconds of the FIT epoch for UTC milliseconds. */
export function fitTime(utcMs: number): number {
  return Math.round(utcMs / 1000) - fitEpochSeconds
}

/** Degrees as semicircles. */
export function semicircles(degrees: number): number {
  return Math.round((degrees * 2 ** 31) / 180)
}

/** Degree of care a watch takes: little-endian, one file, protocol 2.0, no developer fields. */
export function createFitWriter(): FitWriter {
  let bytes = new Uint8Array(8192)
  let view = new DataView(bytes.buffer)
  let length = 14
  // Sixteen local types; the oldest is defined anew when they run out.
  const locals: FitMessage[] = []
  let turn = 0

  function room(extra: number): void {
    if (length + extra <= bytes.length) return
    const larger = new Uint8Array(Math.max(bytes.length * 2, length + extra))
    larger.set(bytes)
    bytes = larger
    view = new DataView(bytes.buffer)
  }

  function define(message: FitMessage): number {
    const local = turn++ % 16
    locals[local] = message
    room(6 + 3 * message.fields.length)
    view.setUint8(length, 0x40 | local)
    view.setUint8(length + 1, 0)
    view.setUint8(length + 2, 0) // little-endian
    view.setUint16(length + 3, message.number, true)
    view.setUint8(length + 5, message.fields.length)
    length += 6
    for (const [number, type] of message.fields) {
      view.setUint8(length, number)
      view.setUint8(length + 1, baseTypes[type].size)
      view.setUint8(length + 2, baseTypes[type].code)
      length += 3
    }
    return local
  }

  return {
    add(message, ...values) {
      const known = locals.indexOf(message)
      const local = known >= 0 ? known : define(message)
      room(1 + 4 * message.fields.length)
      view.setUint8(length++, local)
      for (let index = 0; index < message.fields.length; index++) {
        const type = baseTypes[(message.fields[index] as FitField)[1]]
        const value = values[index] ?? type.invalid
        if (type.size === 1) view.setUint8(length, value & 0xff)
        else if (type.size === 2) view.setUint16(length, value & 0xffff, true)
        else view.setUint32(length, value >>> 0, true)
        length += type.size
      }
    },
    finish() {
      room(2)
      view.setUint8(0, 14)
      view.setUint8(1, 0x20)
      view.setUint16(2, 21_217, true) // profile 21.217
      view.setUint32(4, length - 14, true)
      bytes.set([0x2e, 0x46, 0x49, 0x54], 8) // ".FIT"
      view.setUint16(12, fitCrc(bytes.subarray(0, 12)), true)
      view.setUint16(length, fitCrc(bytes.subarray(0, length)), true)
      return bytes.slice(0, length + 2)
    },
  }
}

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

/** CRC-16 of the FIT protocol, four bits at a time. */
export function fitCrc(bytes: Uint8Array): number {
  let crc = 0
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index] ?? 0
    crc = (crc >>> 4) ^ (nibbles[crc & 15] ?? 0) ^ (nibbles[byte & 15] ?? 0)
    crc = (crc >>> 4) ^ (nibbles[crc & 15] ?? 0) ^ (nibbles[byte >>> 4] ?? 0)
  }
  return crc
}
