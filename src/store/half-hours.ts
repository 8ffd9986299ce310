import { createVarintReader, createVarintWriter } from './varint.ts'

/** Half hours of UTC: most zones begin their hours there, so hours of local time can be put together from them. */
export const halfHourMs = 1_800_000

/** Takes what one half hour holds: its start (UTC milliseconds), how many values, their sum, the least and the greatest. */
export type TakeHalfHour = (at: number, count: number, sum: number, min: number, max: number) => void

interface Sums {
  count: number
  sum: number
  min: number
  max: number
}

/** Values are whole, or thousandths: sums are exact. */
export interface HalfHourScale {
  readonly scale: 1 | 1000
}

/**
 * What the samples of a day come to in each half hour, in few bytes: number of the half hour, count, least, greatest and
 * sum as differences. Beside the samples in their block, so that ten years by hour of day are added up without unpacking them.
 */
export function writeHalfHours(
  { times, values }: { readonly times: readonly number[]; readonly values: readonly (number | null)[] },
  { scale }: HalfHourScale,
): Uint8Array {
  const writer = createVarintWriter()
  const found = new Map<number, Sums>()
  let lastHalf = Number.NaN
  let lastKnown: Sums | undefined
  for (let index = 0; index < times.length; index++) {
    const value = values[index] ?? null
    if (value === null) continue
    const raw = scale === 1 ? value : Math.round(value * scale)
    const half = Math.floor(times[index]! / halfHourMs)
    // Most samples fall into the half hour of the one before.
    const known: Sums | undefined = half === lastHalf ? lastKnown : found.get(half)
    if (known === undefined) {
      lastKnown = { count: 1, sum: raw, min: raw, max: raw }
      found.set(half, lastKnown)
    } else {
      lastKnown = known
      known.count++
      known.sum += raw
      if (raw < known.min) known.min = raw
      if (raw > known.max) known.max = raw
    }
    lastHalf = half
  }
  writer.unsigned(scale)
  writer.unsigned(found.size)
  let [last, least] = [0, 0]
  for (const [half, { count, sum, min, max }] of [...found].sort(([a], [b]) => a - b)) {
    writer.signed(half - last)
    writer.unsigned(count)
    writer.signed(min - least)
    writer.unsigned(max - min)
    writer.unsigned(sum - min * count)
    last = half
    least = min
  }
  return writer.finish()
}

/** Reads what `writeHalfHours` wrote. @throws RangeError when the bytes end too early */
export function readHalfHours(bytes: Uint8Array, take: TakeHalfHour): void {
  const reader = createVarintReader(bytes)
  const scale = reader.unsigned()
  const size = reader.unsigned()
  let [half, least] = [0, 0]
  for (let index = 0; index < size; index++) {
    half += reader.signed()
    const count = reader.unsigned()
    least += reader.signed()
    const greatest = least + reader.unsigned()
    const sum = least * count + reader.unsigned()
    take(half * halfHourMs, count, sum / scale, least / scale, greatest / scale)
  }
}
