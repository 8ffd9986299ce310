import { promisify } from 'node:util'
import { deflateRaw, deflateRawSync, inflateRawSync } from 'node:zlib'
import { fail, type StreamChannel, type StreamPart, type Streams } from '../domain/index.ts'
import { packNumbers, unpackNumbers } from './number-blocks.ts'

const deflate = promisify(deflateRaw)
const format = 1
const headBytes = 5
/** Half the time of level 6, and one percent larger (measured on watches' files). */
const level = 4

/** Longer ones are deflated off the thread that answers: each hand-over costs as much as two hundred rows. */
const mostAtOnce = 20_000

/** What a block says of itself, deflated at its begin. */
interface Head {
  readonly rows: number
  /** Times are whole multiples of this many milliseconds. */
  readonly timeUnit: number
  readonly relative: boolean
  /** Name, unit, scale, offset, bytes of its block; the times come first, without a name. */
  readonly channels: readonly (readonly [string, string | null, number, number, number])[]
}

/** Streams as they are kept: each channel can be read without the others. */
export interface StoredStreams {
  readonly part: StreamPart
  readonly rows: number
  readonly isRelative: boolean
  /** Without their values. */
  readonly channels: readonly Omit<StreamChannel, 'raw'>[]
  /** UTC milliseconds. @throws store.corrupt */
  times(): Float64Array
  /** In its unit, NaN where there is none; null when there is no such channel. @throws store.corrupt */
  values(name: string): Float64Array | null
}

/** One block: format, length of the head, head, then times and channels, each deflated by itself. */
export async function encodeStreams({ times, isRelative, channels }: Streams): Promise<Uint8Array> {
  const timeUnit = times.every((time) => time % 1000 === 0) ? 1000 : 1
  const numbers = [timeUnit === 1 ? times : times.map((time) => time / timeUnit), ...channels.map(({ raw }) => raw)]
  const pack = times.length > mostAtOnce ? deflate : deflateRawSync
  const blocks = await Promise.all(numbers.map((each) => pack(packNumbers(each), { level })))
  const head: Head = {
    rows: times.length,
    timeUnit,
    relative: isRelative,
    channels: [
      ['', null, 1, 0, blocks[0]!.length],
      ...channels.map(
        ({ name, unit, scale, offset }, index) => [name, unit, scale, offset, blocks[index + 1]!.length] as const,
      ),
    ],
  }
  const packed = deflateRawSync(JSON.stringify(head), { level })
  const start = Buffer.alloc(headBytes)
  start.writeUInt8(format)
  start.writeUInt32LE(packed.length, 1)
  return Buffer.concat([start, packed, ...blocks])
}

/** @throws store.corrupt when the bytes are no block of a known format */
export function decodeStreams(part: StreamPart, data: Uint8Array): StoredStreams {
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength)
  const head = guarded(() => {
    if (bytes[0] !== format) throw new RangeError(`format ${bytes[0]}`)
    const packed = bytes.subarray(headBytes, headBytes + bytes.readUInt32LE(1))
    return JSON.parse(inflateRawSync(packed).toString('utf8')) as Head
  })
  const first = headBytes + bytes.readUInt32LE(1)
  const known = new Map<number, Float64Array>()
  const read = (index: number): Float64Array => {
    const before = known.get(index)
    if (before !== undefined) return before
    const numbers = guarded(() => {
      let from = first
      for (const [, , , , size] of head.channels.slice(0, index)) from += size
      const size = head.channels[index]![4]
      return unpackNumbers(inflateRawSync(bytes.subarray(from, from + size)), head.rows)
    })
    known.set(index, numbers)
    return numbers
  }
  return {
    part,
    rows: head.rows,
    isRelative: head.relative,
    channels: head.channels.slice(1).map(([name, unit, scale, offset]) => ({ name, unit, scale, offset })),
    times: () => read(0).map((time) => time * head.timeUnit),
    values: (name) => {
      const index = head.channels.findIndex(([each], at) => at > 0 && each === name)
      if (index === -1) return null
      const [, , scale, offset] = head.channels[index]!
      const raw = read(index)
      return scale === 1 && offset === 0 ? raw : raw.map((value) => value / scale - offset)
    },
  }
}

function guarded<T>(read: () => T): T {
  try {
    return read()
  } catch (cause) {
    throw fail('store.corrupt', { path: 'activity_stream', detail: 'streams of an activity cannot be read', cause })
  }
}
