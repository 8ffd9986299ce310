import {
  type FitWellness,
  type LocalDate,
  type Row,
  type Series,
  toEpochDay,
  type WellnessChannel,
} from '../../domain/index.ts'
import { type DayBounds, deviceDayRows, deviceNapRows, deviceNightRows, nightOf } from './device-day.ts'
import { digest, type Sample, toSeries } from './samples.ts'

const dayMs = 86_400_000
/** Measured in the night only: they belong to the day of waking, from the evening before on. */
const nightly: ReadonlySet<WellnessChannel> = new Set(['sleep_level', 'hrv', 'skin_temp_deviation'])

/** What the files of a day's archive come to: a series for each channel, and rows of what the samples come to. */
export interface WellnessDay {
  readonly series: readonly Series[]
  readonly rows: Readonly<Record<string, readonly Row[]>>
}

/**
 * Joins the files of an archive. They overlap at the borders of days and of uploads: of two samples at one moment that of
 * the file made later counts, a value before a gap. Samples of other days are left to the archives of those days, so that
 * each moment is kept with one day; what is measured at night is kept with the day of waking.
 */
export function toWellnessDay(day: LocalDate, files: readonly FitWellness[]): WellnessDay {
  const inOrder = [...files].sort((a, b) => (a.timeCreated ?? 0) - (b.timeCreated ?? 0))
  const bounds = boundsOf(day, inOrder)
  const channels = new Map<WellnessChannel, Map<number, Sample>>()
  for (const { samples } of inOrder)
    for (const { channel, times, values, codes } of samples) {
      const known = channels.get(channel) ?? new Map<number, Sample>()
      channels.set(channel, known)
      const [start, end] = spanOf(channel, bounds)
      for (let index = 0; index < times.length; index++) {
        const at = times[index]!
        if (at < start || at >= end) continue
        const value = values[index] ?? null
        if (value === null && (known.get(at)?.value ?? null) !== null) continue
        known.set(at, { at, value, code: codes[index] ?? null })
      }
    }
  const sorted = new Map(
    [...channels].flatMap(([channel, samples]) =>
      samples.size === 0 ? [] : [[channel, [...samples.values()].sort((a, b) => a.at - b.at)] as const],
    ),
  )
  const columns = {
    day_start_utc: bounds?.start ?? null,
    day_end_utc: bounds?.end ?? null,
    offset_start_s: bounds?.offset ?? null,
  }
  return {
    series: [...sorted].map(([channel, samples]) => toSeries(channel, day, samples)),
    rows: {
      ...rowsOf(day, sorted, columns, inOrder),
      ...filled('device_day', deviceDayRows(day, bounds, inOrder)),
      ...filled('device_night', deviceNightRows(day, bounds, inOrder)),
      ...filled('device_nap', deviceNapRows(day, bounds, inOrder)),
    },
  }
}

/** Where no file says how far local time is from UTC, nothing can be told apart by day. */
function spanOf(channel: WellnessChannel, bounds: DayBounds | null): readonly [start: number, end: number] {
  if (bounds === null) return [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  return nightly.has(channel) ? nightOf(bounds) : [bounds.start, bounds.end]
}

function filled(table: string, rows: readonly Row[]): Record<string, readonly Row[]> {
  return rows.length === 0 ? {} : { [table]: rows }
}

/**
 * Where the local day begins and ends; it has 23 or 25 hours where the clocks were changed. Null where no file says how far
 * local time is from UTC.
 */
function boundsOf(day: LocalDate, files: readonly FitWellness[]): (DayBounds & { readonly offset: number }) | null {
  const offset = offsetAt(toEpochDay(day) * dayMs, files)
  if (offset === null) return null
  const next = (toEpochDay(day) + 1) * dayMs
  return { start: next - dayMs - offset * 1000, end: next - (offsetAt(next, files) ?? offset) * 1000, offset }
}

/** The offset in force at a local midnight: the last that a file tells before, else the first of all. */
function offsetAt(midnight: number, files: readonly FitWellness[]): number | null {
  const offsets = files.flatMap((file) => file.offsets).sort((a, b) => a.at - b.at)
  const before = offsets.findLast(({ at, seconds }) => at + seconds * 1000 <= midnight)
  return (before ?? offsets[0])?.seconds ?? null
}

type Bounds = Readonly<Record<'day_start_utc' | 'day_end_utc' | 'offset_start_s', number | null>>

function rowsOf(
  day: LocalDate,
  samples: ReadonlyMap<WellnessChannel, readonly Sample[]>,
  bounds: Bounds,
  files: readonly FitWellness[],
): WellnessDay['rows'] {
  const of = (channel: WellnessChannel) => {
    const found = samples.get(channel)
    if (found === undefined) return null
    const { count, min, max, avg } = digest(found)
    return { found, min, max, avg, counts: { sample_count: count, gap_count: found.length - count } }
  }
  const rows: Record<string, readonly Row[]> = {}
  const heart = of('heart_rate')
  if (heart !== null)
    rows.heart_rate_day = [
      {
        date: day,
        hr_min: heart.min,
        hr_max: heart.max,
        hr_avg: heart.avg,
        hr_resting: lastOf(files, ({ restingHeartRate }) => restingHeartRate),
        hr_resting_7d: lastOf(files, ({ restingHeartRate7d }) => restingHeartRate7d),
        ...heart.counts,
        ...bounds,
      },
    ]
  const stress = of('stress')
  if (stress !== null)
    rows.stress_day = [
      {
        date: day,
        stress_avg: stress.avg === null ? null : Math.round(stress.avg),
        stress_max: stress.max,
        ...stress.counts,
        ...bounds,
      },
    ]
  const battery = of('body_battery')
  if (battery !== null) {
    const values = battery.found.flatMap(({ value }) => (value === null ? [] : [value]))
    rows.body_battery_day = [
      {
        date: day,
        bb_high: battery.max,
        bb_low: battery.min,
        bb_first: values[0] ?? null,
        bb_last: values.at(-1) ?? null,
        ...battery.counts,
      },
    ]
  }
  const breaths = of('respiration')
  if (breaths !== null)
    rows.respiration_day = [
      {
        date: day,
        resp_min: breaths.min,
        resp_max: breaths.max,
        resp_latest: latest(breaths.found),
        ...breaths.counts,
        ...bounds,
      },
    ]
  const oxygen = of('spo2')
  if (oxygen !== null)
    rows.spo2_day = [
      {
        date: day,
        spo2_avg: oxygen.avg,
        spo2_min: oxygen.min,
        spo2_latest: latest(oxygen.found),
        sample_count: oxygen.counts.sample_count,
        ...bounds,
      },
    ]
  return rows
}

function latest(samples: readonly Sample[]): number | null {
  return samples.findLast(({ value }) => value !== null)?.value ?? null
}

function lastOf(files: readonly FitWellness[], value: (file: FitWellness) => number | null): number | null {
  return files.map(value).findLast((each) => each !== null) ?? null
}
