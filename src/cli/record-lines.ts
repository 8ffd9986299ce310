import type { Colors } from './output.ts'
import { pairs } from './table.ts'
import { clockTime, count, distance, localTime } from './text.ts'

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

const units: readonly (readonly [string, (value: number) => string])[] = [
  ['_bpm', (value) => `${count(value)} bpm`],
  ['_rpm', (value) => `${count(value)} /min`],
  ['_kcal', (value) => `${count(value)} kcal`],
  ['_pct', (value) => `${count(value)} %`],
  ['_mps', (value) => `${(value * 3.6).toFixed(1)} km/h`],
  ['_min', (value) => `${count(value)} min`],
  ['_ms', (value) => `${count(value)} ms`],
  ['_ml', (value) => `${count(value)} ml`],
  ['_g', (value) => `${(value / 1000).toFixed(1)} kg`],
  ['_w', (value) => `${count(value)} W`],
  ['_c', (value) => `${count(value)} °C`],
  ['_m', distance],
  ['_s', clockTime],
]

/** A row of any table as names and values for people: the suffix of a column names its unit. Absent values are left out. */
export function recordLines(row: Readonly<Record<string, unknown>>, colors: Colors): readonly string[] {
  const entries = Object.entries(row).flatMap(([column, value]) => {
    if (bookkeeping.has(column) || value === null || value === undefined || typeof value === 'object') return []
    return [entry(column, value)]
  })
  return pairs(entries, colors)
}

function entry(column: string, value: unknown): readonly [string, string] {
  if (column.endsWith('_utc') && typeof value === 'string') return [words(column, '_utc'), localTime(value)]
  if (typeof value === 'number') {
    const unit = units.find(([suffix]) => column.endsWith(suffix))
    return unit ? [words(column, unit[0]), unit[1](value)] : [words(column, ''), count(value)]
  }
  return [words(column, ''), typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value)]
}

const words = (column: string, suffix: string) => column.slice(0, column.length - suffix.length).replaceAll('_', ' ')
