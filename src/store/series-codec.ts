import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { fail } from '../domain/index.ts'
import { createVarintReader, createVarintWriter, type VarintReader, type VarintWriter } from './varint.ts'

const format = 1

/** How a column of values is written. */
const columns = { none: 0, whole: 1, thousandths: 2, float: 3 } as const
const thousand = 1000
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
 * A block: one byte of format, then deflated: count, times as differences, and each column as its kind, a bitmap of its
 * gaps, and differences of whole numbers (thousandths where they are exact), or else doubles.
 */
export function encodeSeries({ times, values, quality }: Samples): Uint8Array {
  if (values.length !== times.length || (quality !== null && quality.length !== times.length))
    throw fail('internal', { detail: 'a series has not as many values as times' })
  if (times.some((time) => !isWhole(time))) throw fail('internal', { detail: 'a series has a time that is not whole' })
  const writer = createVarintWriter()
  writer.unsigned(times.length)
  writeDifferences(writer, times)
  writeColumn(writer, values)
  if (quality === null) writer.unsigned(columns.none)
  else writeColumn(writer, quality)
  return Buffer.concat([Buffer.of(format), deflateRawSync(writer.finish())])
}

/** @throws store.corrupt when the bytes are no block of a known format */
export function decodeSeries(block: Uint8Array): Samples {
  try {
    if (block[0] !== format) throw new RangeError(`format ${block[0]}`)
    const reader = createVarintReader(inflateRawSync(block.subarray(1)))
    const count = reader.unsigned()
    const times = readDifferences(reader, count)
    const values = readColumn(reader, count) ?? []
    return { times, values, quality: readColumn(reader, count) }
  } catch (cause) {
    throw fail('store.corrupt', { path: 'series', detail: 'a block of samples cannot be read', cause })
  }
}

function writeColumn(writer: VarintWriter, values: readonly (number | null)[]): void {
  const gaps = Buffer.alloc(Math.ceil(values.length / 8))
  const numbers: number[] = []
  for (const [index, value] of values.entries())
    if (value === null) gaps[index >> 3] = (gaps[index >> 3] ?? 0) | (1 << (index & 7))
    else numbers.push(value)
  const kind = numbers.every(isWhole)
    ? columns.whole
    : numbers.every(isThousandths)
      ? columns.thousandths
      : columns.float
  writer.unsigned(kind)
  writer.bytes(gaps)
  if (kind === columns.float) writer.bytes(Buffer.from(Float64Array.from(numbers).buffer))
  else writeDifferences(writer, kind === columns.whole ? numbers : numbers.map((one) => Math.round(one * thousand)))
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
