import { type Numbers, rawNumbers } from './raw-numbers.ts'
import type { FitTable } from './table.ts'

/** Numbers of a few bits that roll over, as the sums they stand for (FIT profile, "accumulated fields"). */
export function accumulate(values: Numbers, bits: number): Float64Array<ArrayBuffer> {
  const range = 2 ** bits
  let total = Number.NaN
  return Float64Array.from(values, (value) => {
    if (Number.isNaN(value)) return Number.NaN
    total = Number.isNaN(total) ? value : total + ((((value - total) % range) + range) % range)
    return total
  })
}

/**
 * Record field 8: three bytes with 12 bits of speed (1/100 m/s) and 12 bits of distance (1/16 m, rolling over). Given in
 * the units of the plain fields: mm/s and cm.
 */
export function unpackSpeedDistance(table: FitTable, field: number): { speed: Numbers; distance: Numbers } {
  const speed = new Float64Array(table.rows).fill(Number.NaN)
  const rolling = new Float64Array(table.rows).fill(Number.NaN)
  const column = table.column(field)
  if (column?.kind === 'array')
    for (let place = 0; place + 1 < column.starts.length; place++) {
      const [b0, b1, b2] = column.values.subarray(column.starts[place], column.starts[place + 1])
      const row = column.rows === null ? place : column.rows[place]!
      if (b0 === undefined || b1 === undefined || b2 === undefined) continue
      // A byte of 0xFF reads as "none" although only all three together say so.
      const [low, middle, high] = [b0, b1, b2].map((byte) => (Number.isNaN(byte) ? 0xff : byte)) as [
        number,
        number,
        number,
      ]
      if (low === 0xff && middle === 0xff && high === 0xff) continue
      speed[row] = (low | ((middle & 0x0f) << 8)) * 10
      rolling[row] = (middle >> 4) | (high << 4)
    }
  return { speed, distance: accumulate(rolling, 12).map((sixteenths) => (sixteenths / 16) * 100) }
}

/**
 * Message 132: beats with times in 1/1024 s, the first in full (field 9), the later ones as 12 bits each, packed two to
 * three bytes (field 10). Times in milliseconds of the FIT epoch, aligned by the message that also has a timestamp.
 */
export function unpackEventTimes(table: FitTable): { times: Float64Array; beats: Float64Array } {
  const times: number[] = []
  const beats: number[] = []
  const stamps = rawNumbers(table, 253)
  let last = Number.NaN
  let shift = Number.NaN
  for (let row = 0; row < table.rows; row++) {
    const { fields } = table.message(row)
    const full = listOf(fields.get(9))
    const packed = listOf(fields.get(10))
    const ticks: number[] = []
    ticks.push(...full)
    last = full.at(-1) ?? last
    for (let at = 0; at + 2 < packed.length && !Number.isNaN(last); at += 3) {
      const [b0, b1, b2] = [packed[at]!, packed[at + 1]!, packed[at + 2]!]
      for (const low of [b0 | ((b1 & 0x0f) << 8), (b1 >> 4) | (b2 << 4)]) {
        last += (low - (last % 4096) + 4096) % 4096
        ticks.push(last)
      }
    }
    if (Number.isNaN(shift) && !Number.isNaN(stamps[row]!) && ticks[0] !== undefined)
      shift = stamps[row]! * 1000 - (ticks[0] / 1024) * 1000
    for (const [index, beat] of listOf(fields.get(6)).entries()) {
      const tick = ticks[index]
      if (tick === undefined) continue
      times.push((tick / 1024) * 1000 + (Number.isNaN(shift) ? 0 : shift))
      beats.push(beat)
    }
  }
  return { times: Float64Array.from(times, Math.round), beats: Float64Array.from(beats) }
}

/** Bytes of 0xFF within an array are values where the array as a whole is one. */
function listOf(value: unknown): number[] {
  if (typeof value === 'number') return [value]
  return Array.isArray(value) ? value.map((each) => (typeof each === 'number' ? each : 0xff)) : []
}
