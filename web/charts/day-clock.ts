import { clockWithOffset } from '../format/time.ts'

/** A local day as the answer gives it: 23, 24 or 25 hours between its ends in UTC. */
export interface DayBounds {
  /** UTC ms. */
  readonly start: number
  readonly end: number
  /** Local time minus UTC, seconds, from each instant on; the first holds at `start`. */
  readonly offsets: readonly { readonly at: number; readonly offset_s: number }[]
}

/** Local time minus UTC at an instant, seconds. */
export function offsetAt({ offsets }: Pick<DayBounds, 'offsets'>, at: number): number {
  let offset = offsets[0]?.offset_s ?? 0
  for (const change of offsets) if (change.at <= at) offset = change.offset_s
  return offset
}

export interface HourTick {
  /** UTC ms. */
  readonly at: number
  /** `02:00`; `24:00` at the end. */
  readonly label: string
  /** The clock went back: this hour is there a second time. */
  readonly again: boolean
}

const halfHour = 1_800_000

/** Every `every` hours of the local clock. An hour that the clock repeats is marked, one that it leaves out is missing. */
export function hourTicks(day: DayBounds, every = 2): HourTick[] {
  const ticks: HourTick[] = []
  const seen = new Set<string>()
  // Half hours, since zones and their changes may be off by one.
  for (let at = Math.ceil(day.start / (halfHour / 2)) * (halfHour / 2); at < day.end; at += halfHour / 2) {
    const label = clockWithOffset(at, offsetAt(day, at))
    if (!label.endsWith(':00')) continue
    const again = seen.has(label)
    seen.add(label)
    if (Number(label.slice(0, 2)) % every === 0 || again) ticks.push({ at, label, again })
  }
  return [...ticks, { at: day.end, label: '24:00', again: false }]
}
