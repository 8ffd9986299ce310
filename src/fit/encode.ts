import { type BaseType, baseTypes, type FitValue } from './base-types.ts'
import { createByteSink } from './byte-sink.ts'
import { fitCrc } from './crc.ts'

export type BaseTypeName =
  | 'enum'
  | 'sint8'
  | 'uint8'
  | 'sint16'
  | 'uint16'
  | 'sint32'
  | 'uint32'
  | 'string'
  | 'float32'
  | 'float64'
  | 'uint8z'
  | 'uint16z'
  | 'uint32z'
  | 'byte'
  | 'sint64'
  | 'uint64'
  | 'uint64z'

/** A raw value, before scale and offset; null is written as the type's invalid pattern. */
export interface EncodedField {
  readonly number: number
  readonly type: BaseTypeName
  readonly value: FitValue
  /** Bytes that the field takes; longer ones are filled with invalid values (texts with zeros). Default: as many as needed. */
  readonly size?: number
  /** Of a developer field: which application's. Message 206 has to describe it before. */
  readonly developerIndex?: number
}

export interface EncodedMessage {
  /** Global message number. */
  readonly number: number
  readonly fields: readonly EncodedField[]
}

export interface EncodeOptions {
  /** Default little-endian. */
  readonly bigEndian?: boolean
  /** As the header says it: major × 100 + minor. */
  readonly profileVersion?: number
}

const headerSize = 14
const protocol2 = 0x20
const locals = 16
const mostFieldBytes = 255

/**
 * Writes one FIT file: header, a definition whenever a message has another shape than those of its sixteen local types,
 * messages, checksum. @throws RangeError for a value that its type cannot hold or a field of more than 255 bytes
 */
export function encodeFit(messages: Iterable<EncodedMessage>, options: EncodeOptions = {}): Uint8Array {
  const little = options.bigEndian !== true
  const sink = createByteSink(little)
  const shapes: string[] = []
  let turn = 0
  for (const message of messages) {
    const sizes = message.fields.map(sizeOf)
    const shape = JSON.stringify([
      message.number,
      message.fields.map(({ number, type, developerIndex }, index) => [number, type, sizes[index], developerIndex]),
    ])
    let local = shapes.indexOf(shape)
    if (local === -1) {
      local = turn
      turn = (turn + 1) % locals
      shapes[local] = shape
      writeDefinition(sink, local, message, sizes, little)
    }
    sink.unsigned(1, local)
    for (const [index, field] of inOrder(message.fields)) writeField(sink, field, sizes[index]!)
  }
  return finish(sink.bytes(), options.profileVersion ?? 2100)
}

type Sink = ReturnType<typeof createByteSink>

/** Developer fields come behind the others (FIT protocol, "Developer Data"). */
function inOrder(fields: readonly EncodedField[]): (readonly [number, EncodedField])[] {
  const all = [...fields.entries()]
  const isOwn = ([, field]: readonly [number, EncodedField]) => field.developerIndex === undefined
  return [...all.filter(isOwn), ...all.filter((each) => !isOwn(each))]
}

function baseOf(name: BaseTypeName): BaseType {
  return baseTypes.find((base) => base.name === name)!
}

function sizeOf({ type, value, size }: EncodedField): number {
  const base = baseOf(type)
  const needed =
    base.kind === 'text'
      ? new TextEncoder().encode(typeof value === 'string' ? value : '').length + 1
      : base.size * (Array.isArray(value) ? value.length : 1)
  if ((size ?? needed) > mostFieldBytes || (size ?? needed) < needed)
    throw new RangeError(
      `a field of ${needed} bytes does not fit into ${Math.min(size ?? mostFieldBytes, mostFieldBytes)}`,
    )
  return size ?? needed
}

function writeDefinition(
  sink: Sink,
  local: number,
  { number, fields }: EncodedMessage,
  sizes: readonly number[],
  little: boolean,
): void {
  const ordered = inOrder(fields)
  const own = ordered.filter(([, field]) => field.developerIndex === undefined)
  const developer = ordered.slice(own.length)
  sink.unsigned(1, 0x40 | (developer.length > 0 ? 0x20 : 0) | local)
  sink.unsigned(1, 0)
  sink.unsigned(1, little ? 0 : 1)
  sink.unsigned(2, number)
  sink.unsigned(1, own.length)
  for (const [index, field] of own) {
    const base = baseOf(field.type)
    sink.unsigned(1, field.number)
    sink.unsigned(1, sizes[index]!)
    sink.unsigned(1, base.size > 1 ? 0x80 | base.code : base.code)
  }
  if (developer.length === 0) return
  sink.unsigned(1, developer.length)
  for (const [index, field] of developer) {
    sink.unsigned(1, field.number)
    sink.unsigned(1, sizes[index]!)
    sink.unsigned(1, field.developerIndex ?? 0)
  }
}

function writeField(sink: Sink, { type, value }: EncodedField, size: number): void {
  const base = baseOf(type)
  if (base.kind === 'text') {
    sink.text(typeof value === 'string' ? value : '', size)
    return
  }
  const values = Array.isArray(value) ? value : [value]
  for (let index = 0; index * base.size < size; index++) sink.value(base, values[index] ?? null)
}

function finish(data: Uint8Array, profileVersion: number): Uint8Array {
  const bytes = new Uint8Array(headerSize + data.length + 2)
  const view = new DataView(bytes.buffer)
  bytes.set([headerSize, protocol2])
  view.setUint16(2, profileVersion, true)
  view.setUint32(4, data.length, true)
  bytes.set(new TextEncoder().encode('.FIT'), 8)
  view.setUint16(12, fitCrc(bytes, 0, 12), true)
  bytes.set(data, headerSize)
  view.setUint16(bytes.length - 2, fitCrc(bytes, 0, bytes.length - 2), true)
  return bytes
}
