import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { fail } from '../domain/index.ts'
import { halfHourMs, readHalfHours, type TakeHalfHour, writeHalfHours } from './half-hours.ts'
import { createVarintReader, createVarintWriter, type VarintReader, type VarintWriter } from './varint.ts'

/** Samples alone; blocks of earlier versions, and of numbers that are no thousandths, whose sums would not be exact. */
const plainFormat = 1
/** The same behind the length of what each half hour comes to, and that. */
const summedFormat = 2

/** How a column of values is written. */
const columns = { none: 0, whole: 1, thousandths: 2, float: 3 } as const
const thousand = 1000 as const
// Differences of numbers up to here, doubled for their sign, still fit into 53 bits.
const largestWhole = 2 ** 50

/** Samples of one day and channel. A null value is a gap whose time is known. */
export interface Samples {
  /** Whole milliseconds. */
  readonly times: readonly number[]
  readonly values: readonly (number | null)[]
  readonly quality: readonly (number | null)[] | null
}

/**
 * A block: one byte of format, what its half hours come to, then deflated: count, times as differences, and each column as its kind, a bitmap of its
 * gaps, and differences of whole numbers (thousandths where they are exact), or else doubles.
 */
export function encodeSeries({ times, values, quality }: Samples): Uint8Array {
  if (values.length !== times.length || (quality !== null && quality.length !== times.length))
    throw fail('internal', { detail: 'a series has not as many values as times' })
  if (times.some((time) => !isWhole(time))) throw fail('internal', { detail: 'a series has a time that is not whole' })
  const writer = createVarintWriter()
  writer.unsigned(times.length)
  writeDifferences(writer, times)
  const scale = scaleOf(values)
  writeColumn(writer, values, scale)
  if (quality === null) writer.unsigned(columns.none)
  else writeColumn(writer, quality)
  const packed = deflateRawSync(writer.finish())
  if (scale === null) return Buffer.concat([Buffer.of(plainFormat), packed])
  const halfHours = writeHalfHours({ times, values }, { scale })
  const length = createVarintWriter()
  length.unsigned(halfHours.length)
  return Buffer.concat([Buffer.of(summedFormat), length.finish(), halfHours, packed])
}

/** What the samples' values have to be multiplied by to be whole; null where nothing does it. */
function scaleOf(values: readonly (number | null)[]): 1 | 1000 | null {
  if (values.every((value) => value === null || isWhole(value))) return 1
  return values.every((value) => value === null || isThousandths(value)) ? thousand : null
}

/** @throws store.corrupt when the bytes are no block of a known format */
export function decodeSeries(block: Uint8Array): Samples {
  try {
    const reader = createVarintReader(inflateRawSync(block.subarray(partsOf(block).samplesAt)))
    const count = reader.unsigned()
    const times = readDifferences(reader, count)
    const values = readColumn(reader, count) ?? []
    return { times, values, quality: readColumn(reader, count) }
  } catch (cause) {
    throw fail('store.corrupt', { path: 'series', detail: 'a block of samples cannot be read', cause })
  }
}

/**
 * What a block's samples come to in each half hour of UTC, without unpacking them where the block has it.
 * @throws store.corrupt when the bytes are no block of a known format
 */
export function halfHoursOf(block: Uint8Array, take: TakeHalfHour): void {
  try {
    const { halfHours } = partsOf(block)
    if (halfHours !== null) {
      readHalfHours(halfHours, take)
      return
    }
  } catch (cause) {
    throw fail('store.corrupt', { path: 'series', detail: 'a block of samples cannot be read', cause })
  }
  const { times, values } = decodeSeries(block)
  for (const [index, at] of times.entries()) {
    const value = values[index] ?? null
    if (value !== null) take(Math.floor(at / halfHourMs) * halfHourMs, 1, value, value, value)
  }
}

/** @throws RangeError for a format that is not known */
function partsOf(block: Uint8Array): { halfHours: Uint8Array | null; samplesAt: number } {
  if (block[0] === plainFormat) return { halfHours: null, samplesAt: 1 }
  if (block[0] !== summedFormat) throw new RangeError(`format ${block[0]}`)
  let [length, at] = [0, 1]
  for (let scale = 1; ; scale *= 128) {
    const byte = block[at++]
    if (byte === undefined) throw new RangeError('the bytes end too early')
    length += (byte & 127) * scale
    if (byte < 128) break
  }
  if (at + length > block.length) throw new RangeError('the bytes end too early')
  return { halfHours: block.subarray(at, at + length), samplesAt: at + length }
}

function writeColumn(writer: VarintWriter, values: readonly (number | null)[], scale = scaleOf(values)): void {
  const gaps = Buffer.alloc(Math.ceil(values.length / 8))
  const numbers: number[] = []
  for (let index = 0; index < values.length; index++) {
    const value = values[index] ?? null
    if (value === null) gaps[index >> 3]! |= 1 << (index & 7)
    else numbers.push(scale === thousand ? Math.round(value * thousand) : value)
  }
  writer.unsigned(scale === 1 ? columns.whole : scale === thousand ? columns.thousandths : columns.float)
  writer.bytes(gaps)
  if (scale === null) writer.bytes(Buffer.from(Float64Array.from(numbers).buffer))
  else writeDifferences(writer, numbers)
}

function readColumn(reader: VarintReader, count: number): (number | null)[] | null {
  const kind = reader.unsigned()
  if (kind === columns.none) return null
  const gaps = reader.bytes(Math.ceil(count / 8))
  const isGap = (index: number) => (((gaps[index >> 3] ?? 0) >> (index & 7)) & 1) === 1
  const filled = Array.from({ length: count }, (_, index) => index).filter((index) => !isGap(index)).length
  const numbers = readNumbers(reader, kind, filled)
  let next = 0
  return Array.from({ length: count }, (_, index) => (isGap(index) ? null : (numbers[next++] ?? null)))
}

function readNumbers(reader: VarintReader, kind: number, count: number): number[] {
  if (kind === columns.whole) return readDifferences(reader, count)
  if (kind === columns.thousandths) return readDifferences(reader, count).map((one) => one / thousand)
  if (kind !== columns.float) throw new RangeError(`kind ${kind}`)
  const bytes = Uint8Array.from(reader.bytes(count * 8))
  return [...new Float64Array(bytes.buffer)]
}

function writeDifferences(writer: VarintWriter, numbers: readonly number[]): void {
  let before = 0
  for (const number of numbers) {
    writer.signed(number - before)
    before = number
  }
}

function readDifferences(reader: VarintReader, count: number): number[] {
  const numbers: number[] = []
  let before = 0
  for (let index = 0; index < count; index++) {
    before += reader.signed()
    numbers.push(before)
  }
  return numbers
}

function isWhole(value: number): boolean {
  return Number.isInteger(value) && Math.abs(value) <= largestWhole && !Object.is(value, -0)
}

function isThousandths(value: number): boolean {
  const scaled = Math.round(value * thousand)
  return isWhole(scaled) && scaled / thousand === value
}
