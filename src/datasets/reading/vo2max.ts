import { isObject, type Json, type Row } from '../../domain/index.ts'
import type { DayPart } from './day-items.ts'
import type { Fields } from './fields.ts'

/**
 * Parts of one element of `max_metrics`: the date is inside each, and they need not agree (DATA section 6, P and S;
 * `latest` recorded with dates half a year apart).
 */
export function maxMetricParts(element: Fields): readonly DayPart[] {
  return [
    ...vo2max(element, 'generic'),
    ...vo2max(element, 'cycling'),
    ...acclimationPart(element, 'heatAltitudeAcclimation'),
  ]
}

function vo2max(element: Fields, sport: string): readonly DayPart[] {
  const part = element.object(sport)
  const [value, precise] = [part.real('vo2MaxValue'), part.real('vo2MaxPreciseValue')]
  if (value === null && precise === null) return []
  return dated(part, element.raw(sport), (date) => ({
    vo2max: [
      { date, sport, value, precise, category: part.int('maxMetCategory'), fitness_age: part.int('fitnessAge') },
    ],
  }))
}

/** Heat and altitude; a day on which neither is known holds nothing. */
export function acclimationPart(holder: Fields, key: string): readonly DayPart[] {
  const part = holder.object(key)
  const values = {
    heat_pct: part.int('heatAcclimationPercentage'),
    altitude_m: part.int('altitudeAcclimation'),
    altitude_pct: part.int('acclimationPercentage'),
    current_altitude_m: part.int('currentAltitude'),
  }
  if (Object.values(values).every((value) => value === null)) return []
  return dated(part, holder.raw(key), (date) => ({
    acclimation: [
      {
        date,
        ...values,
        heat_trend: part.text('heatTrend'),
        heat_date: part.day('heatAcclimationDate'),
        altitude_trend: part.text('altitudeTrend'),
        altitude_date: part.day('altitudeAcclimationDate'),
      },
    ],
  }))
}

function dated(part: Fields, content: Json | undefined, rows: (date: string) => Record<string, Row[]>): DayPart[] {
  const day = part.day('calendarDate')
  if (day === null) part.note('a value without calendarDate')
  return day === null || !isObject(content) ? [] : [{ day, content, rows: rows(day) }]
}
