import { fitEpochSeconds, type WellnessCount } from '../../domain/index.ts'
import { rawNumbers } from '../raw-numbers.ts'
import type { FitTable } from '../table.ts'
import { monitoringTimes } from './monitoring-times.ts'

/** The five low bits of field 24 are the activity type (WELLNESS-MESSAGES section 2). */
const typeMask = 0x1f
const counted = [2, 3, 4, 19, 35, 36, 37, 38]

/**
 * Running totals of monitoring messages (55): each counts from local midnight, for its activity type. Fields 35 to 38 are the
 * totals of ascent, descent, moderate and vigorous minutes and 31 to 34 what each message adds to them: in every file of the
 * corpus the former grow by the latter (the notes have it the other way round, as a guess).
 */
export function readCounts(table: FitTable): WellnessCount[] {
  // Most files of a day hold nothing but heart rates.
  if (counted.every((field) => table.column(field) === null)) return []
  const of = (field: number) => rawNumbers(table, field)
  const [type, packed] = [of(5), of(24)]
  const [cycles, distance, active, kcal] = [of(3), of(2), of(4), of(19)]
  const [ascent, descent, moderate, vigorous] = [of(35), of(36), of(37), of(38)]
  const times = monitoringTimes(table)
  const counts: WellnessCount[] = []
  for (let row = 0; row < table.rows; row++) {
    const at = times[row]!
    const own = [cycles, distance, active, kcal].some((column) => isThere(column, row))
    const whole = [ascent, descent, moderate, vigorous].some((column) => isThere(column, row))
    if (Number.isNaN(at) || !(own || whole)) continue
    const activity = isThere(type, row) ? type[row]! : isThere(packed, row) ? packed[row]! & typeMask : null
    counts.push({
      at: (at + fitEpochSeconds) * 1000,
      activity,
      cycles: scaled(cycles, row, 1),
      distanceMeters: scaled(distance, row, 100),
      activeSeconds: scaled(active, row, 1000),
      activeKcal: scaled(kcal, row, 1),
      ascentMeters: scaled(ascent, row, 1000),
      descentMeters: scaled(descent, row, 1000),
      moderateMinutes: scaled(moderate, row, 1),
      vigorousMinutes: scaled(vigorous, row, 1),
    })
  }
  return counts
}

type Numbers = ArrayLike<number>

function isThere(column: Numbers, row: number): boolean {
  return column.length > row && !Number.isNaN(column[row]!)
}

function scaled(column: Numbers, row: number, scale: number): number | null {
  return isThere(column, row) ? column[row]! / scale : null
}
