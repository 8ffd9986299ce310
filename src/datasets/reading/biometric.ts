import type { Answer, DatasetDefinition, Form } from '../../domain/index.ts'
import { performanceTable } from '../tables/index.ts'
import { dayOf, dayParts, listIn, toDayItems } from './day-items.ts'
import type { Fields } from './fields.ts'
import { get, rangeForm } from './forms.ts'
import { type Measure, performanceRows } from './performance.ts'

/** What thresholds have in common: found now and then by a watch, so looked at once a week. */
export const threshold = {
  group: 'health',
  settlesAfterDays: 7,
  everyDays: 7,
  tables: [performanceTable],
  version: 1,
  source: 'DATA section 6, L and P',
} as const satisfies Partial<DatasetDefinition>

/** A whole history in one request for the newest value: Garmin tells no other, and it has a date of its own. */
export const newestOnly = 36_500

/** The cap is unknown (RANGES section 1): a smaller one is learnt from a refusal. */
const maxDays = 365

/** Values of a measure over days: `{from, until, series, value, updatedDate}` a row, under the day of `from`. */
export function biometricRange(
  dataset: string,
  measure: string,
  sport: 'RUNNING' | 'CYCLING',
  toMeasure: (value: number | null) => Measure,
): Form {
  return rangeForm({
    name: 'range',
    maxDays,
    request: ({ start, end }) =>
      get(`/biometric-service/stats/${measure}/range/${start}/${end}`, {
        sport,
        aggregation: 'daily',
        aggregationStrategy: 'LATEST',
      }),
    read: (answer, notes) =>
      readRows(answer, dataset, notes, ['from', 'calendarDate', 'updatedDate'], (row) => [
        toMeasure(row.real('value')),
      ]),
  })
}

/** Rows of which each has a date of its own under one of `dateKeys`. */
export function readRows(
  answer: Answer,
  dataset: string,
  notes: Set<string>,
  dateKeys: readonly string[],
  measures: (row: Fields) => readonly Measure[],
) {
  const parts = dayParts(listIn(answer, dataset, ['series', 'values', 'metrics']), dataset, notes, (row, content) => {
    const found = measures(row).filter(({ value }) => value !== null)
    const day = found.length === 0 ? null : dayOf(row, ...dateKeys)
    return day === null ? null : { day, content, rows: { performance: performanceRows(day, found) } }
  })
  return toDayItems(parts)
}

/** Garmin writes the speed in tenths: 0.3 is 3 m/s (SCHEMA-HINTS section 5.6). */
export function thresholdSpeed(tenths: number | null): Measure {
  // Nobody runs at such speeds: what is beyond is no measurement.
  const value = tenths === null || tenths <= 0 || tenths > 2 ? null : Math.round(tenths * 1e7) / 1e6
  return { metric: 'lactate_threshold_speed', unit: 'mps', sport: 'running', value }
}

export function thresholdHeartRate(value: number | null, sport = 'running'): Measure {
  return { metric: 'lactate_threshold_hr', unit: 'bpm', sport, value }
}
