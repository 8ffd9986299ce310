import type { HealthDayJson, HealthDifferenceJson } from '../../contract/index.ts'

type Part = Readonly<Record<string, unknown>> | null | undefined
type Measure = readonly [
  measure: string,
  device: readonly [keyof HealthDayJson, string],
  garmin: readonly [keyof HealthDayJson, string],
]

/** What both the watch and Garmin tell of a day: where either has it. */
const measures: readonly Measure[] = [
  ['steps', ['device_day', 'steps'], ['daily_summary', 'steps']],
  ['distance_m', ['device_day', 'distance_m'], ['daily_summary', 'distance_m']],
  ['kcal_active', ['device_day', 'kcal_active'], ['daily_summary', 'kcal_active']],
  ['moderate_min', ['device_day', 'moderate_min'], ['daily_summary', 'moderate_min']],
  ['vigorous_min', ['device_day', 'vigorous_min'], ['daily_summary', 'vigorous_min']],
  ['hr_resting', ['device_day', 'hr_resting'], ['daily_summary', 'hr_resting']],
  ['hr_resting_7d', ['device_day', 'hr_resting_7d'], ['daily_summary', 'hr_resting_7d']],
  ['sleep_score', ['device_night', 'score'], ['sleep', 'score']],
  ['hrv_last_night_avg', ['device_night', 'hrv_last_night_avg'], ['hrv', 'last_night_avg']],
  ['hrv_weekly_avg', ['device_night', 'hrv_weekly_avg'], ['hrv', 'weekly_avg']],
  ['hrv_status', ['device_night', 'hrv_status'], ['hrv', 'status']],
]

/** Both round, and not in the same way: what is less than one unit apart is the same. */
const same = (device: unknown, garmin: unknown) =>
  typeof device === 'number' && typeof garmin === 'number' ? Math.abs(device - garmin) < 1 : device === garmin

/**
 * Where the watch's own value and Garmin's are both known and differ: Garmin adds up several devices, corrects nights and
 * takes edits, and a watch tells what it measured.
 */
export function deviceDifferences(day: Partial<Record<keyof HealthDayJson, unknown>>): HealthDifferenceJson[] {
  return measures.flatMap(([measure, [devicePart, deviceColumn], [garminPart, garminColumn]]) => {
    const device = (day[devicePart] as Part)?.[deviceColumn] ?? null
    const garmin = (day[garminPart] as Part)?.[garminColumn] ?? null
    if (device === null || garmin === null || same(device, garmin)) return []
    return [{ measure, device: device as number | string, garmin: garmin as number | string }]
  })
}
