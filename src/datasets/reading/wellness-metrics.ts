import { type Answer, isObject, type Json, type LocalDate, type Row } from '../../domain/index.ts'
import { objectOf, unexpected } from './answer.ts'
import { dayOf } from './day-items.ts'
import type { Fields } from './fields.ts'

/** Numbers of the measures asked for (DATA section 4 `wellness_metrics`; all but 22, 23 and 60 rest on one old project). */
export const metricIds = [22, 23, 28, 29, 38, 39, 51, 52, 53, 54, 57, 58, 60, 63, 64, 84, 85] as const

/**
 * Columns by the ends of the names under which the measures come. Only that of the resting heart rate is documented; the
 * others go by what Garmin calls the same measure elsewhere.
 */
const columns: readonly (readonly [name: RegExp, column: string, read: 'int' | 'real' | 'level'])[] = [
  [/TOTAL_STEPS$/, 'steps', 'int'],
  [/STEP_GOAL$/, 'step_goal', 'int'],
  [/TOTAL_DISTANCE$/, 'distance_m', 'real'],
  [/ACTIVE_CALORIES$/, 'kcal_active', 'int'],
  [/BMR_CALORIES$/, 'kcal_bmr', 'int'],
  [/TOTAL_CALORIES$/, 'kcal_total', 'int'],
  [/MODERATE_INTENSITY_MINUTES$/, 'moderate_min', 'int'],
  [/VIGOROUS_INTENSITY_MINUTES$/, 'vigorous_min', 'int'],
  [/FLOORS_ASCENDED$/, 'floors_up', 'real'],
  [/FLOORS_DESCENDED$/, 'floors_down', 'real'],
  [/MIN_HEART_RATE$/, 'hr_min', 'int'],
  [/MAX_HEART_RATE$/, 'hr_max', 'int'],
  [/RESTING_HEART_RATE$/, 'hr_resting', 'int'],
  [/AVERAGE_STRESS$/, 'stress_avg', 'level'],
  [/MAX_STRESS$/, 'stress_max', 'level'],
  [/BODYBATTERY_CHARGED$/, 'bb_charged', 'level'],
  [/BODYBATTERY_DRAINED$/, 'bb_drained', 'level'],
]

export interface DayOfMetrics {
  readonly day: LocalDate
  readonly row: Row
  readonly content: Json
}

/**
 * Days of `allMetrics.metricsMap`, lists of `{calendarDate, value}` by measure.
 * @throws garmin.unexpected-answer, `refused`, when no measure is known: the next form has to help
 */
export function readWellnessMetrics(answer: Answer, dataset: string, notes: Set<string>): readonly DayOfMetrics[] {
  const body = objectOf(answer, dataset, notes)
  if (body === null) return []
  const holder = body.object('allMetrics')
  if (!isObject(holder.raw('metricsMap'))) throw unexpected(dataset, 'no metricsMap', true)
  const map = holder.object('metricsMap')
  const days = new Map<LocalDate, { row: Record<string, number>; content: Record<string, Json> }>()
  let known = 0
  for (const name of map.keys()) {
    const column = columns.find(([pattern]) => pattern.test(name))
    if (column === undefined) {
      map.note('a measure that is not known')
      continue
    }
    known++
    for (const entry of map.list(name)) collect(entry, column, days)
  }
  if (known === 0 && map.keys().length > 0) throw unexpected(dataset, 'no measure that is known', true)
  return [...days].map(([day, { row, content }]) => ({ day, row: { date: day, ...row }, content }))
}

function collect(
  entry: Fields,
  [, column, read]: (typeof columns)[number],
  days: Map<LocalDate, { row: Record<string, number>; content: Record<string, Json> }>,
): void {
  const value = entry[read]('value')
  const day = value === null ? null : dayOf(entry, 'calendarDate')
  if (value === null || day === null) return
  const found = days.get(day) ?? { row: {}, content: {} }
  found.row[column] = value
  found.content[column] = value
  days.set(day, found)
}
