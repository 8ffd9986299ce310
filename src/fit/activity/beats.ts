import type { Streams } from '../../domain/index.ts'
import { fitEpochSeconds } from '../../domain/index.ts'
import type { FitFile } from '../decode.ts'
import { unpackEventTimes } from '../expand.ts'
import { leastTime, rawNumbers } from '../raw-numbers.ts'
import { toTimes } from './times.ts'

export const hrvNumber = 78
export const strapNumber = 132
export const eventNumber = 21

/**
 * Times between heart beats (message 78): intervals follow one another, from the clock of the file at the first. Each
 * beat's time is the sum of the intervals before it, so pauses of the device shift it; the next clock sets it right.
 */
export function rrStreams(file: Pick<FitFile, 'tables'>): Streams | null {
  const table = file.tables.get(hrvNumber)
  const column = table?.column(0)
  if (table === undefined || column === null || column === undefined || column.kind === 'other') return null
  const times: number[] = []
  const intervals: number[] = []
  let clock = 0
  let at = 0
  for (let place = 0; place < (column.rows?.length ?? table.rows); place++) {
    const row = column.rows === null ? place : column.rows[place]!
    if (table.clocks[row]! !== clock && Math.abs(table.clocks[row]! * 1000 - at) > 2000) at = table.clocks[row]! * 1000
    clock = table.clocks[row]!
    const [from, to] = column.kind === 'array' ? [column.starts[place]!, column.starts[place + 1]!] : [place, place + 1]
    for (const interval of column.values.subarray(from, to)) {
      if (Number.isNaN(interval)) continue
      at += interval
      times.push(at)
      intervals.push(interval)
    }
  }
  if (intervals.length === 0) return null
  const isRelative = (table.clocks[0] ?? 0) < leastTime
  const shift = isRelative ? 0 : fitEpochSeconds * 1000
  return {
    part: 'rr',
    times: Float64Array.from(times, (time) => time + shift),
    isRelative,
    channels: [{ name: 'rr_ms', unit: 'ms', scale: 1, offset: 0, raw: Float64Array.from(intervals) }],
  }
}

/** Heart rate that a strap kept while it could not send (message 132), on its own clock of 1/1024 s. */
export function strapStreams(file: Pick<FitFile, 'tables'>): Streams | null {
  const table = file.tables.get(strapNumber)
  if (table === undefined) return null
  const { times, beats } = unpackEventTimes(table)
  if (beats.length === 0) return null
  const isRelative = times[0]! < leastTime * 1000
  const shift = isRelative ? 0 : fitEpochSeconds * 1000
  return {
    part: 'strap_hr',
    times: times.map((time) => time + shift),
    isRelative,
    channels: [{ name: 'hr_bpm', unit: 'bpm', scale: 1, offset: 0, raw: beats }],
  }
}

/** Events (message 21) as codes: timer, gear, alerts. */
export function eventStreams(file: Pick<FitFile, 'tables'>): Streams | null {
  const table = file.tables.get(eventNumber)
  if (table === undefined) return null
  const channel = (name: string, field: number) => ({
    name,
    unit: null,
    scale: 1,
    offset: 0,
    raw: rawNumbers(table, field),
  })
  const channels = [channel('event', 0), channel('event_type', 1), channel('data', 3), channel('event_group', 4)]
  return { part: 'event', ...toTimes(table), channels: channels.filter(({ raw }) => !raw.every(Number.isNaN)) }
}
