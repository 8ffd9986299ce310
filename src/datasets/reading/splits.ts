import type { Row } from '../../domain/index.ts'
import type { Fields } from './fields.ts'

/** Columns of a split out of whichever keys the answer has; those that it leaves out keep what they hold. */
const columns = [
  ['distance_m', 'real', 'distance'],
  ['timer_s', 'real', 'duration'],
  ['moving_s', 'real', 'movingDuration'],
  ['elapsed_s', 'real', 'elapsedDuration'],
  ['ascent_m', 'real', 'elevationGain', 'totalAscent'],
  ['descent_m', 'real', 'elevationLoss'],
  ['avg_speed_mps', 'real', 'averageSpeed'],
  ['max_speed_mps', 'real', 'maxSpeed'],
  ['avg_hr_bpm', 'int', 'averageHR'],
  ['max_hr_bpm', 'int', 'maxHR'],
  ['avg_cadence_rpm', 'real', 'averageRunCadence', 'averageBikeCadence', 'averageSwimCadence'],
  ['max_cadence_rpm', 'real', 'maxRunCadence', 'maxBikeCadence', 'maxSwimCadence'],
  ['avg_power_w', 'real', 'averagePower'],
  ['max_power_w', 'real', 'maxPower'],
  ['norm_power_w', 'real', 'normalizedPower'],
  ['kcal', 'int', 'calories'],
] as const

/** What a stretch of an activity is measured by; keys are those of laps, splits and summaries alike (activity-detail.json). */
export function splitMeasures(split: Fields): Row {
  const row: Record<string, number> = {}
  for (const [column, kind, ...keys] of columns) {
    const key = keys.find((name) => split.raw(name) !== undefined && split.raw(name) !== null)
    const value = key === undefined ? null : split[kind](key)
    if (value !== null) row[column] = value
  }
  return row
}

/** Sums by type, which come with the list as well as with the summary (recorded). */
export function splitSummaries(activity: Fields, activityId: string): Row[] {
  const byType = new Map<string, Row>()
  for (const summary of activity.list('splitSummaries')) {
    const type = summary.text('splitType')
    if (type === null) {
      summary.note('a summary without splitType')
      continue
    }
    byType.set(type, {
      activity_id: activityId,
      split_type: type,
      split_count: summary.int('noOfSplits'),
      max_distance_m: summary.real('maxDistanceWithPrecision') ?? summary.real('maxDistance'),
      ...splitMeasures(summary),
    })
  }
  return [...byType.values()]
}

/** Where and when a split was, beside what it measures. */
export function splitRow(split: Fields, place: Row): Row {
  return {
    ...place,
    start_utc: split.instant('startTimeGMT'),
    ...splitMeasures(split),
    start_lat: split.real('startLatitude'),
    start_lon: split.real('startLongitude'),
    end_lat: split.real('endLatitude'),
    end_lon: split.real('endLongitude'),
  }
}
