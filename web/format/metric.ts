import { toHours } from './duration.ts'
import type { Format } from './format.ts'

/** What of a metric of the API says how it is shown. */
export interface ShownMetric {
  readonly id: string
  readonly unit: string | null
  readonly decimals: number
}

/** The family of measures that a metric belongs to, whose hue it has on all pages (styles/hues.css). */
export function hueOf(id: string): string {
  if (/resp/.test(id)) return 'resp'
  if (/spo2/.test(id)) return 'spo2'
  if (id.startsWith('sleep.')) return 'sleep'
  if (/hrv/.test(id)) return 'hrv'
  if (/stress/.test(id)) return 'stress'
  if (/\.bb_|body_battery/.test(id)) return 'battery'
  if (/hr_|_hr|blood_pressure|heart/.test(id)) return 'heart'
  if (/load|readiness/.test(id)) return 'load'
  if (/^weight|hydration/.test(id)) return 'weight'
  if (/vo2max|performance/.test(id)) return 'pace'
  return 'steps'
}

/** Values as people look at them: hours, kilograms or pounds, kilometres or miles; what comes is in the unit of the store. */
export function shownUnit({ id, unit }: ShownMetric, format: Pick<Format, 'reader'>): { per: number; unit: string } {
  const metric = format.reader.units === 'metric'
  if (unit === 's' && !/race/.test(id)) return { per: 3600, unit: 'h' }
  if (unit === 'g') return metric ? { per: 1000, unit: 'kg' } : { per: 453.592_37, unit: 'lb' }
  if (unit === 'm') return metric ? { per: 1000, unit: 'km' } : { per: 1609.344, unit: 'mi' }
  const words: Readonly<Record<string, string>> = { pct: '%', c: '°C', w: 'W', brpm: 'brpm', s: 's' }
  return { per: 1, unit: words[unit ?? ''] ?? unit ?? '' }
}

/** A value with its unit, as it stands in a sentence: `7 h 24`, `51 ms`, `6,204`. */
export function writeMetric(metric: ShownMetric, value: number | null | undefined, format: Format): string {
  if (metric.unit === 's' && !/race/.test(metric.id)) return toHours(value)
  const { per, unit } = shownUnit(metric, format)
  return format.withUnit(
    format.number(value === null || value === undefined ? null : value / per, metric.decimals),
    unit,
  )
}
