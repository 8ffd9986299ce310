import type { TimelineJson } from '../../../src/contract/index.ts'
import { nearest } from '../../charts/cursor.ts'
import type { DayBounds } from '../../charts/day-clock.ts'
import { breakGaps, gapFactor, loneValues } from '../../charts/gaps.ts'
import { type Scale, valueScale } from '../../charts/scale.ts'

export type ChannelName = 'heart_rate' | 'stress' | 'body_battery' | 'respiration' | 'spo2' | 'steps'

/** Lanes from above, with their heights in px and how they are drawn (DESIGN 10.5). */
export const lanes: readonly {
  readonly channel: ChannelName
  readonly height: number
  readonly hue: string
  readonly kind: 'line' | 'bars' | 'area' | 'dots'
}[] = [
  { channel: 'heart_rate', height: 92, hue: 'heart', kind: 'line' },
  { channel: 'stress', height: 64, hue: 'stress', kind: 'bars' },
  { channel: 'body_battery', height: 64, hue: 'battery', kind: 'area' },
  { channel: 'respiration', height: 52, hue: 'resp', kind: 'line' },
  { channel: 'spo2', height: 46, hue: 'spo2', kind: 'dots' },
  { channel: 'steps', height: 60, hue: 'steps', kind: 'bars' },
]

/** A channel on the axis of the day; UTC ms. A null breaks the line. */
export interface Lane {
  readonly times: readonly number[]
  readonly values: readonly (number | null)[]
  /** Values that stand alone between gaps. */
  readonly lone: readonly number[]
  readonly usualMs: number
  readonly scale: Scale
  readonly min: number | null
  readonly max: number | null
  readonly mean: number | null
  readonly sum: number
}

export function laneOf(
  { columns, usual_s, bucket_s }: TimelineJson['channels'][number],
  start: number,
  zero: boolean,
): Lane {
  const times = columns.t_s.map((seconds) => start + seconds * 1000)
  const usualMs = (bucket_s ?? usual_s ?? 120) * 1000
  const broken = bucket_s === null ? breakGaps(times, columns.value, usualMs) : { times, values: columns.value }
  const measured = columns.value.filter((value) => value !== null)
  const sum = measured.reduce((all, value) => all + value, 0)
  return {
    ...broken,
    lone: loneValues(broken.values),
    usualMs,
    scale: valueScale(measured, { zero, most: 3 }),
    min: measured.length === 0 ? null : Math.min(...measured),
    max: measured.length === 0 ? null : Math.max(...measured),
    mean: measured.length === 0 ? null : sum / measured.length,
    sum,
  }
}

/** The value at an instant; null where the nearest one is too far away to stand for it. */
export function valueAt({ times, values, usualMs }: Lane, at: number): number | null {
  const index = nearest(times, at)
  return index < 0 || Math.abs((times[index] ?? 0) - at) > usualMs * gapFactor ? null : (values[index] ?? null)
}

export function boundsOf({ from, to, offsets }: TimelineJson): DayBounds {
  return {
    start: Date.parse(from),
    end: Date.parse(to),
    offsets: offsets.map(({ at, offset_s }) => ({ at: Date.parse(at), offset_s })),
  }
}

/** The reason why a channel says nothing at an instant; null where nobody knows. */
export function reasonAt(
  runs: TimelineJson['runs'],
  channel: string,
  at: number,
): TimelineJson['runs'][number]['reason'] | null {
  const run = runs.find(
    (one) =>
      (one.channel === null || one.channel === channel) && Date.parse(one.from) <= at && at <= Date.parse(one.to),
  )
  return run?.reason ?? null
}

const rows = { awake: 0, rem: 1, light: 2, deep: 3 } as const

/** A stage within the day: its row from above, and its ends in UTC ms. */
export interface StageBox {
  readonly stage: keyof typeof rows
  readonly row: number
  readonly start: number
  readonly end: number
}

/** Stages of the nights that reach into the day, cut at its ends. */
export function stageBoxes({ nights }: TimelineJson, { start, end }: DayBounds): StageBox[] {
  return nights.flatMap(({ columns }) =>
    columns.t_s.flatMap((seconds, index): StageBox[] => {
      const stage = columns.stage[index] as keyof typeof rows
      const from = start + seconds * 1000
      const to = from + (columns.len_s[index] ?? 0) * 1000
      if (rows[stage] === undefined || to <= start || from >= end) return []
      return [{ stage, row: rows[stage], start: Math.max(start, from), end: Math.min(end, to) }]
    }),
  )
}

/** Events in as few rows as they need, so that no label covers another: `wide` is about how long a label is, in ms. */
export function eventRows<Event extends { readonly from: string }>(
  events: readonly Event[],
  wide: number,
): (Event & { readonly row: number })[] {
  const ends: number[] = []
  return events.map((event) => {
    const start = Date.parse(event.from)
    const free = ends.findIndex((end) => end <= start)
    const row = free === -1 ? ends.length : free
    ends[row] = start + wide
    return { ...event, row }
  })
}
