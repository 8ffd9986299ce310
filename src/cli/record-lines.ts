import type { Colors } from './output.ts'
import { pairs } from './table.ts'
import { clockTime, count, distance, duration, localTime } from './text.ts'

/** Columns that say where a row belongs, which the reader knows already. */
const bookkeeping = new Set([
  'user_id',
  'activity_id',
  'workout_id',
  'date',
  'first_seen_at',
  'changed_at',
  'deleted_at',
])

const bpm = (value: number) => `${count(value)} bpm`
const perMinute = (value: number) => `${count(value)} /min`
const percent = (value: number) => `${count(value)} %`

/** `hr_min` is the lowest heart rate, no time: what begins with one of these has its unit from there. */
const prefixes: readonly (readonly [string, (value: number) => string])[] = [
  ['hr_', bpm],
  ['resp_', perMinute],
  ['spo2_', percent],
]
const suffixes: readonly (readonly [string, (value: number) => string])[] = [
  ['_bpm', bpm],
  ['_rpm', perMinute],
  ['_kcal', (value) => `${count(value)} kcal`],
  ['_pct', percent],
  ['_mps', (value) => `${(value * 3.6).toFixed(1)} km/h`],
  ['_min', (value) => duration(value * 60)],
  ['_ms', (value) => `${count(value)} ms`],
  ['_ml', (value) => `${count(value)} ml`],
  ['_g', (value) => `${(value / 1000).toFixed(1)} kg`],
  ['_w', (value) => `${count(value)} W`],
  ['_c', (value) => `${count(value)} °C`],
  ['_m', distance],
  ['_s', clockTime],
]

/** A row of any table as names and values for people: the name of a column tells its unit. Absent values are left out. */
export function recordLines(row: Readonly<Record<string, unknown>>, colors: Colors): readonly string[] {
  const entries = Object.entries(row).flatMap(([column, value]) => {
    if (bookkeeping.has(column) || value === null || value === undefined || typeof value === 'object') return []
    const { suffix, text } = valueText(column, value)
    const short = column.slice(0, column.length - suffix.length)
    // `floors_up` and `floors_up_m` stand side by side.
    return [[(short in row ? column : short).replaceAll('_', ' '), text] as const]
  })
  return pairs(entries, colors)
}

/** The value in words, and the part of the name that those make needless. */
function valueText(column: string, value: unknown): { suffix: string; text: string } {
  if (typeof value === 'string')
    return column.endsWith('_utc') ? { suffix: '_utc', text: localTime(value) } : { suffix: '', text: value }
  if (typeof value !== 'number') return { suffix: '', text: value === true ? 'yes' : 'no' }
  const prefix = prefixes.find(([known]) => column.startsWith(known))
  if (prefix) return { suffix: '', text: prefix[1](value) }
  const unit = suffixes.find(([known]) => column.endsWith(known))
  return unit ? { suffix: unit[0], text: unit[1](value) } : { suffix: '', text: count(value) }
}
