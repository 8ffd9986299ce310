import type { ActivityStreamsJson } from '../../../src/contract/index.ts'
import type { Lane } from '../../charts/curves.tsx'
import { toStopwatch } from '../../format/duration.ts'
import type { Format } from '../../format/format.ts'
import { paceKind } from '../../format/sport.ts'
import type { Words } from '../../words/en.ts'

type Column = readonly (number | null)[]

/** What is asked for of an activity's records. */
export const channels = 'speed_mps,hr_bpm,power_w,cadence_rpm,altitude_m,temp_c,distance_m,track'

/** Slower than this is standing: a pace would be endless. */
const standingMps = 0.3

/** A lane for each channel that holds something, in the order of the page. Pure. */
export function lanesOf(
  { columns }: Pick<ActivityStreamsJson, 'columns'>,
  { typeKey, cadenceKind }: { typeKey: string | null; cadenceKind: string | null },
  format: Format,
  words: Words['activity']['lanes'],
): Lane[] {
  const lanes: Lane[] = []
  const kind = paceKind(typeKey) ?? 'wheels'
  const speed = filled(columns.speed_mps)
  if (speed !== null && kind === 'wheels') {
    const { unit } = format.pace(1, kind)
    const by = Number(format.reader.units === 'metric' ? 3.6 : 3600 / 1609.344)
    const values = speed.map((value) => (value === null ? null : value * by))
    lanes.push({
      key: 'speed',
      name: words.speed,
      unit,
      hue: 'pace',
      values,
      write: (value) => format.number(value, 1),
    })
  } else if (speed !== null) {
    const { unit } = format.pace(1, kind)
    const metres = kind === 'water' ? 100 : format.reader.units === 'metric' ? 1000 : 1609.344
    const values = speed.map((value) => (value === null || value < standingMps ? null : metres / value))
    lanes.push({
      key: 'pace',
      name: words.pace,
      unit,
      hue: 'pace',
      values,
      upsideDown: true,
      tickBy: 60,
      write: toStopwatch,
    })
  }
  const plain = (key: string, column: Column | undefined, name: string, unit: string, hue: string, fills = false) => {
    const values = filled(column)
    if (values === null) return
    lanes.push({ key, name, unit, hue, values, filled: fills, write: (value) => format.number(value) })
  }
  plain('heart', columns.hr_bpm, words.heart, 'bpm', 'heart')
  plain('power', columns.power_w, words.power, 'W', 'power')
  // The file counts one foot (activity_lap, note); Garmin and people count both.
  const perFoot = cadenceKind === 'steps' ? 2 : 1
  const steps = columns.cadence_rpm?.map((value) => (value === null ? null : value * perFoot))
  plain('cadence', steps, words.cadence, perFoot === 2 ? 'spm' : 'rpm', 'cadence')
  plain('elevation', columns.altitude_m, words.elevation, 'm', 'elev', true)
  if (lanes.length < 5) plain('temperature', columns.temp_c, words.temperature, '°C', 'resp')
  return lanes
}

/** Null for a column that is not there or holds nothing. */
function filled(column: Column | undefined): Column | null {
  return column?.some((value) => value !== null) ? column : null
}

/** Zone of each row by the lower ends of the zones; null where no heart rate is. */
export function zonesOf(beats: Column | undefined, lows: readonly number[], rows: number): (number | null)[] {
  return Array.from({ length: rows }, (_, at) => {
    const value = beats?.[at] ?? null
    if (value === null) return null
    return Math.max(1, lows.filter((low) => value >= low).length)
  })
}

/** Fifths of the speeds that there are, slowest 1 to fastest 5; null where none is. */
export function speedFifths(speeds: Column | undefined, rows: number): (number | null)[] {
  const known = (speeds ?? [])
    .filter((value) => value !== null && value >= standingMps)
    .sort((a, b) => a! - b!) as number[]
  const cuts = [0.2, 0.4, 0.6, 0.8].map((share) => known[Math.floor(known.length * share)] ?? Number.POSITIVE_INFINITY)
  return Array.from({ length: rows }, (_, at) => {
    const value = speeds?.[at] ?? null
    return value === null ? null : 1 + cuts.filter((cut) => value >= cut).length
  })
}

/** First and last row of a lap, by the seconds since the start; null where none is in it. */
export function rowsOfLap(elapsed: Column, fromS: number, toS: number): [number, number] | null {
  const first = elapsed.findIndex((value) => value !== null && value >= fromS)
  const last = elapsed.findLastIndex((value) => value !== null && value <= toS)
  return first === -1 || last < first ? null : [first, last]
}

/** Where the records of a file that breaks off end before the activity does: about how many there were; null = no guess. */
export function aboutRecords(read: number, lastS: number | null, elapsedS: number | null): number | null {
  if (lastS === null || elapsedS === null || lastS <= 0 || elapsedS < lastS * 1.03) return null
  const about = (read * elapsedS) / lastS
  const step = 10 ** Math.max(0, Math.floor(Math.log10(about)) - 1)
  return Math.round(about / step) * step
}
