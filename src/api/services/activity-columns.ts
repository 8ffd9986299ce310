import type { ActivityStreamsJson } from '../../contract/index.ts'
import { toInstant, toRfc3339 } from '../../domain/index.ts'
import type { StoredStreams } from '../../store/index.ts'
import { bucketStarts, thin } from './thin.ts'

export interface ColumnsWish {
  /** At most so many values a column; null = all. */
  readonly points: number | null
  readonly by: 'time' | 'distance'
  /** Names of channels; null = all. */
  readonly wanted: readonly string[] | null
}

type Columns = Pick<ActivityStreamsJson, 'from' | 'rows' | 'channels' | 'columns' | 'gaps' | 'bbox' | 'track'>

/** Without a record for so long, the device was stopped or lost its place. */
const gapMs = 30_000
/** Values that only mean something where they were. */
const ends = new Set(['lat', 'lon', 'distance_m'])

/** What is kept of an activity's streams, as columns of JSON. */
export function toColumns(stored: StoredStreams | null, { points, by, wanted }: ColumnsWish): Columns {
  if (stored === null || stored.rows === 0)
    return { from: null, rows: stored?.rows ?? 0, channels: [], columns: {}, gaps: [], bbox: null, track: null }
  const times = stored.times()
  const start = times[0]!
  const elapsed = times.map((time) => (time - start) / 1000)
  const axis = (by === 'distance' ? stored.values('distance_m') : null) ?? elapsed
  const starts = points === null || stored.rows <= points ? null : bucketStarts(axis, Math.floor(points / 2))
  const channels = stored.channels.filter(({ name }) => wanted === null || wanted.includes(name))
  const columns: Record<string, (number | null)[]> = {
    elapsed_s: toNumbers(starts === null ? elapsed : thin(elapsed, starts, 'ends'), 3),
  }
  for (const { name } of channels) {
    const values = stored.values(name)!
    const isPlace = name === 'lat' || name === 'lon'
    columns[name] = toNumbers(
      starts === null ? values : thin(values, starts, ends.has(name) ? 'ends' : 'extremes'),
      isPlace ? 7 : 4,
    )
  }
  return {
    from: stored.isRelative ? null : toRfc3339(toInstant(start)),
    rows: stored.rows,
    channels: channels.map(({ name, unit }) => ({ name, unit })),
    columns,
    gaps: gapsOf(times),
    bbox: boxOf(stored),
    track: wanted?.includes('track') === true ? trackOf(stored, starts) : null,
  }
}

/** A tenth of a metre or so, finer than any watch knows its place. */
const trackScale = 1_000_000

function trackOf(stored: StoredStreams, starts: Uint32Array | null): Columns['track'] {
  const [lat, lon] = [stored.values('lat'), stored.values('lon')]
  if (lat === null || lon === null) return null
  const whole = (values: Float64Array) =>
    toNumbers(
      (starts === null ? values : thin(values, starts, 'ends')).map((value) => value * trackScale),
      0,
    )
  return { scale: trackScale, lat: whole(lat), lon: whole(lon) }
}

/** Rounded, so that binary noise does not travel; null for NaN. */
function toNumbers(values: Float64Array, digits: number): (number | null)[] {
  const scale = 10 ** digits
  const numbers: (number | null)[] = new Array(values.length)
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!
    numbers[index] = Number.isNaN(value) ? null : Math.round(value * scale) / scale
  }
  return numbers
}

function gapsOf(times: Float64Array): Columns['gaps'] {
  const gaps: Columns['gaps'] = []
  for (let row = 1; row < times.length; row++)
    if (times[row]! - times[row - 1]! >= gapMs)
      gaps.push({ from_s: (times[row - 1]! - times[0]!) / 1000, to_s: (times[row]! - times[0]!) / 1000 })
  return gaps
}

/** West, south, east, north. */
function boxOf(stored: StoredStreams): number[] | null {
  const [lat, lon] = [stored.values('lat'), stored.values('lon')]
  if (lat === null || lon === null) return null
  const box = [Infinity, Infinity, -Infinity, -Infinity]
  for (let row = 0; row < lat.length; row++) {
    if (Number.isNaN(lat[row]!) || Number.isNaN(lon[row]!)) continue
    box[0] = Math.min(box[0]!, lon[row]!)
    box[1] = Math.min(box[1]!, lat[row]!)
    box[2] = Math.max(box[2]!, lon[row]!)
    box[3] = Math.max(box[3]!, lat[row]!)
  }
  return box.every(Number.isFinite) ? box.map((value) => Math.round(value * 1e7) / 1e7) : null
}
