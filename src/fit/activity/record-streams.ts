import type { StreamChannel, Streams } from '../../domain/index.ts'
import type { FitFile } from '../decode.ts'
import { unpackSpeedDistance } from '../expand.ts'
import { record } from '../profile/record.ts'
import { type Numbers, rawNumbers } from '../raw-numbers.ts'
import type { FitTable } from '../table.ts'
import { toTimes } from './times.ts'

export const recordNumber = 20

/** Our names for what everybody looks at; the others keep the profile's name with the unit behind it. */
const names: Readonly<Record<string, string>> = {
  position_lat: 'lat',
  position_long: 'lon',
  altitude: 'altitude_m',
  heart_rate: 'hr_bpm',
  cadence: 'cadence_rpm',
  distance: 'distance_m',
  speed: 'speed_mps',
  power: 'power_w',
  temperature: 'temp_c',
  respiration_rate: 'resp_brpm',
  enhanced_respiration_rate: 'resp_brpm',
}
/** A finer field that replaces a coarse one of another scale altogether. */
const insteadOf: Readonly<Record<number, number>> = { 99: 108 }
/** A finer field beside a coarse one, with the same scale; it wins where both have a value. */
const finer: Readonly<Record<number, number>> = { 2: 78, 6: 73 }
const suffixes: Readonly<Record<string, string>> = {
  m: '_m',
  'm/s': '_mps',
  bpm: '_bpm',
  rpm: '_rpm',
  W: '_w',
  C: '_c',
  '%': '_pct',
  mm: '_mm',
  ms: '_ms',
  s: '_s',
  kcal: '_kcal',
  Pa: '_pa',
  degrees: '_deg',
}
const timestamp = 253
const [altitude, cadence, speed, distance, packed, fraction] = [2, 4, 6, 5, 8, 53]
/** Read for what they are part of, or not at all. */
const partsOnly = new Set([timestamp, 73, 78, packed, fraction])
/** Half a turn, in the unit of a position (FIT profile). */
const semicirclesPerDegree = 2 ** 31 / 180

/** The moments of an activity: every field of the record messages that we know, and all developer fields. */
export function recordStreams(file: Pick<FitFile, 'tables'>): Streams | null {
  const table = file.tables.get(recordNumber)
  if (table === undefined) return null
  const channels: StreamChannel[] = []
  const here = new Set(table.fields)
  const unpacked = here.has(packed) ? unpackSpeedDistance(table, packed) : null
  for (const field of record.fields) {
    const { number, units, offset } = field
    if (partsOnly.has(number) && !isOnlyForm(number, here)) continue
    const better = insteadOf[number]
    if (better !== undefined && here.has(better)) continue
    const raw =
      rawOf(table, number, here) ??
      (number === speed ? unpacked?.speed : number === distance ? unpacked?.distance : undefined)
    if (raw === undefined || raw.every(Number.isNaN)) continue
    const isCadence = number === cadence && here.has(fraction)
    const base = number === 78 ? altitude : number === 73 ? speed : number
    channels.push({
      name: nameOf(record.fields.find((each) => each.number === base)?.name ?? field.name, units),
      unit: units,
      scale: units === 'semicircles' ? semicirclesPerDegree : isCadence ? 128 : field.scale,
      offset,
      raw: isCadence ? withFractions(raw, rawNumbers(table, fraction)) : raw,
    })
  }
  return { part: 'record', ...toTimes(table), channels: [...channels, ...developerChannels(table)] }
}

/** An enhanced field without the plain one beside it stands for both. */
function isOnlyForm(number: number, here: ReadonlySet<number>): boolean {
  return (number === 78 && here.has(78) && !here.has(altitude)) || (number === 73 && here.has(73) && !here.has(speed))
}

function rawOf(table: FitTable, number: number, here: ReadonlySet<number>): Numbers | undefined {
  if (!here.has(number)) return undefined
  const raw = rawNumbers(table, number)
  const better = finer[number]
  if (better === undefined || !here.has(better)) return raw
  const fine = rawNumbers(table, better)
  return fine.map((value, row) => (Number.isNaN(value) ? raw[row]! : value))
}

function nameOf(name: string, units: string | null): string {
  return names[name] ?? name + (units === null ? '' : (suffixes[units] ?? ''))
}

/** Whole revolutions and 128ths, as 128ths. */
function withFractions(whole: Numbers, fractions: Numbers): Numbers {
  return whole.map((value, row) => value * 128 + (Number.isNaN(fractions[row]!) ? 0 : fractions[row]!))
}

/** Numbers only: a text that is the same in every record would be kept thousands of times. */
function developerChannels(table: FitTable): StreamChannel[] {
  const channels: StreamChannel[] = []
  for (const field of table.developerFields) {
    const column = table.developerColumn(field)
    if (column?.kind !== 'number') continue
    let raw: Numbers = column.values
    if (column.rows !== null) {
      raw = new Float64Array(table.rows).fill(Number.NaN)
      for (const [place, row] of column.rows.entries()) raw[row] = column.values[place]!
    }
    if (raw.every(Number.isNaN)) continue
    const taken = channels.some(({ name }) => name === `dev:${field.name}`)
    channels.push({
      name: taken ? `dev:${field.name} (${field.developerIndex}.${field.fieldNumber})` : `dev:${field.name}`,
      unit: field.units,
      scale: field.scale ?? 1,
      offset: field.offset ?? 0,
      raw,
    })
  }
  return channels
}
