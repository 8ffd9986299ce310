import { isObject, type Json, type LocalDate, parseGarminGmt, type Series } from '../../domain/index.ts'
import type { Fields } from './fields.ts'
import { toDecimals } from './to-decimals.ts'

/** One sample; `code` says why there is no value, where the source does. */
export interface Sample {
  readonly at: number
  readonly value: number | null
  readonly code: number | null
}

/**
 * Positions of columns in a positional array, by the descriptors that come with it (SCHEMA-HINTS section 5.2). Both
 * spellings are known: `{key, index}` and `{bodyBatteryValueDescriptorKey, bodyBatteryValueDescriptorIndex}`.
 */
export function positionsOf(descriptors: readonly Json[]): ReadonlyMap<string, number> {
  const positions = new Map<string, number>()
  for (const descriptor of descriptors) {
    if (!isObject(descriptor)) continue
    let name: string | null = null
    let index: number | null = null
    for (const [key, value] of Object.entries(descriptor)) {
      if (/key$/i.test(key) && typeof value === 'string') name = value
      if (/index$/i.test(key) && typeof value === 'number') index = value
    }
    if (name !== null && index !== null) positions.set(name, index)
  }
  return positions
}

/**
 * Rows of a positional array through `toSample`, ascending by time, one for each time; odd rows are noted once. Some
 * answers hold objects instead (SCHEMA-HINTS section 5.2): `objectKeys` are the keys of their columns, in order.
 */
export function readSamples(
  fields: Fields,
  key: string,
  toSample: (row: readonly Json[]) => Sample | null,
  objectKeys: readonly string[] = [],
): readonly Sample[] {
  const byTime = new Map<number, Sample>()
  for (const element of fields.array(key)) {
    const row = isObject(element) ? objectKeys.map((name) => element[name] ?? null) : element
    const sample = Array.isArray(row) ? toSample(row) : null
    if (sample === null) fields.note(`${key} holds a row that cannot be read`)
    // A time may come twice (recomputed days); a value wins over a gap.
    else if (sample.value !== null || !byTime.has(sample.at)) byTime.set(sample.at, sample)
  }
  return [...byTime.values()].sort((a, b) => a.at - b.at)
}

export function isSampleTime(value: Json | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 && value < 253_402_300_800_000
}

export function isReading(value: Json | undefined): value is number {
  return typeof value === 'number' && Number.isFinite(value)
}

/**
 * A sample out of time and value. A negative value is a code for "no measurement" (SCHEMA-HINTS section 5.1): a gap with
 * its code; null when the row is none.
 */
export function measured(at: Json | undefined, value: Json | undefined, lowest = 0): Sample | null {
  const time = typeof at === 'string' ? parseGarminGmt(at) : at
  if (!isSampleTime(time ?? undefined)) return null
  const moment = time as number
  if (value === null || value === undefined) return { at: moment, value: null, code: null }
  if (!isReading(value)) return null
  return value < lowest ? { at: moment, value: null, code: value } : { at: moment, value, code: null }
}

/** Columns of a positional array as samples: time and value at the places that the descriptors announce, or the usual ones. */
export function readColumn(
  fields: Fields,
  key: string,
  descriptors: string,
  [timeKey, timeAt]: readonly [string, number],
  [valueKey, valueAt]: readonly [string, number],
  lowest = 0,
): readonly Sample[] {
  const positions = positionsOf(fields.array(descriptors))
  const [time, value] = [positions.get(timeKey) ?? timeAt, positions.get(valueKey) ?? valueAt]
  return readSamples(fields, key, (row) => measured(row[time], row[value], lowest), [timeKey, valueKey])
}

/** Steps, floors and intensity minutes come in buckets of a quarter of an hour (DATA section 5). */
export const quarterHourMs = 900_000

const largestInt = 2 ** 31 - 1

/** What buckets add up to, a whole number; null when it is none that a column can hold. */
export function sumOf(buckets: readonly Sample[]): number | null {
  const sum = Math.round(buckets.reduce((total, { value }) => total + (value ?? 0), 0))
  return sum <= largestInt ? sum : null
}

/** How long the buckets are, by the first that says so; a series has their starts only. */
export function bucketSeconds(buckets: readonly Sample[], ends: readonly number[]): number {
  const known = buckets.findIndex(({ at }, index) => (ends[index] ?? at) > at)
  const seconds = Math.round(((ends[known] ?? 0) - (buckets[known]?.at ?? 0)) / 1000)
  return known === -1 || seconds > 86_400 ? quarterHourMs / 1000 : seconds
}

export function toSeries(channel: string, day: LocalDate, samples: readonly Sample[]): Series {
  const series = { channel, day, times: samples.map(({ at }) => at), values: samples.map(({ value }) => value) }
  if (samples.every(({ code }) => code === null)) return series
  return { ...series, quality: samples.map(({ code }) => code) }
}

/** What a day's samples come to; all null when none has a value. `avg` has one decimal. */
export function digest(samples: readonly Sample[]) {
  let count = 0
  let sum = 0
  let min: number | null = null
  let max: number | null = null
  for (const { value } of samples) {
    if (value === null) continue
    count++
    sum += value
    if (min === null || value < min) min = value
    if (max === null || value > max) max = value
  }
  return { count, min, max, avg: count === 0 ? null : toDecimals(sum / count, 1) }
}
