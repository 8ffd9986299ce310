import type { LocalDate, Row } from '../domain/index.ts'
import type { Fields } from './reading/fields.ts'
import { offsetSeconds } from './reading/times.ts'

/** The form for one day: `daily_summary` of DATA section 4, recorded. */
export function dayRow(day: LocalDate, summary: Fields): Row {
  return {
    date: day,
    steps: summary.int('totalSteps'),
    step_goal: summary.int('dailyStepGoal'),
    distance_m: summary.real('totalDistanceMeters'),
    kcal_total: summary.int('totalKilocalories'),
    kcal_active: summary.int('activeKilocalories'),
    kcal_bmr: summary.int('bmrKilocalories'),
    kcal_consumed: summary.int('consumedKilocalories'),
    highly_active_s: summary.int('highlyActiveSeconds'),
    active_s: summary.int('activeSeconds'),
    sedentary_s: summary.int('sedentarySeconds'),
    sleeping_s: summary.int('sleepingSeconds'),
    floors_up: summary.real('floorsAscended'),
    floors_down: summary.real('floorsDescended'),
    floors_up_m: summary.real('floorsAscendedInMeters'),
    floors_down_m: summary.real('floorsDescendedInMeters'),
    floors_goal: summary.int('userFloorsAscendedGoal'),
    moderate_min: summary.int('moderateIntensityMinutes'),
    vigorous_min: summary.int('vigorousIntensityMinutes'),
    intensity_goal_min: summary.int('intensityMinutesGoal'),
    hr_min: summary.int('minHeartRate'),
    hr_max: summary.int('maxHeartRate'),
    hr_resting: summary.int('restingHeartRate'),
    hr_resting_7d: summary.int('lastSevenDaysAvgRestingHeartRate'),
    stress_avg: summary.level('averageStressLevel'),
    stress_max: summary.level('maxStressLevel'),
    stress_rest_s: summary.int('restStressDuration'),
    stress_low_s: summary.int('lowStressDuration'),
    stress_medium_s: summary.int('mediumStressDuration'),
    stress_high_s: summary.int('highStressDuration'),
    stress_activity_s: summary.int('activityStressDuration'),
    stress_uncategorised_s: summary.int('uncategorizedStressDuration'),
    bb_high: summary.level('bodyBatteryHighestValue'),
    bb_low: summary.level('bodyBatteryLowestValue'),
    bb_charged: summary.level('bodyBatteryChargedValue'),
    bb_drained: summary.level('bodyBatteryDrainedValue'),
    bb_latest: summary.level('bodyBatteryMostRecentValue'),
    bb_at_wake: summary.level('bodyBatteryAtWakeTime'),
    bb_during_sleep: summary.int('bodyBatteryDuringSleep'),
    resp_waking_avg: measured(summary.real('avgWakingRespirationValue')),
    resp_min: measured(summary.real('lowestRespirationValue')),
    resp_max: measured(summary.real('highestRespirationValue')),
    resp_latest: measured(summary.real('latestRespirationValue')),
    spo2_avg: measured(summary.real('averageSpo2')),
    spo2_min: measured(summary.real('lowestSpo2')),
    spo2_latest: measured(summary.real('latestSpo2')),
    ...bounds(summary, ['wellnessStart', 'wellnessEnd'], 'TimeGmt', 'TimeLocal'),
    includes_wellness: summary.flag('includesWellnessData'),
    source: summary.text('source'),
  }
}

/**
 * The form for ranges: `userDailySummaryV2Scalar` of the GraphQL shapes. Columns that it does not know are left out, so
 * that they keep what the other form brought.
 */
export function rangeRow(day: LocalDate, summary: Fields): Row {
  const movement = summary.object('movement')
  const [steps, up, down] = ['steps', 'floorsAscended', 'floorsDescended'].map((key) => movement.object(key)) as [
    Fields,
    Fields,
    Fields,
  ]
  const calories = summary.object('calories')
  const intensity = summary.object('intensityMinutes')
  const heartRate = summary.object('heartRate')
  const stress = summary.object('stress')
  const battery = summary.object('bodyBattery')
  const respiration = summary.object('respiration')
  const pulseOx = summary.object('pulseOx')
  return {
    date: day,
    steps: steps.int('value'),
    step_goal: steps.int('goal'),
    distance_m: steps.real('distanceInMeters'),
    kcal_total: calories.int('burnedTotal'),
    kcal_active: calories.int('burnedActive'),
    kcal_bmr: calories.int('burnedResting'),
    kcal_consumed: calories.int('consumedValue'),
    floors_up: up.real('value'),
    floors_down: down.real('value'),
    floors_up_m: up.real('distanceInMeters'),
    floors_down_m: down.real('distanceInMeters'),
    floors_goal: up.int('goal'),
    moderate_min: intensity.int('moderate'),
    vigorous_min: intensity.int('vigorous'),
    intensity_goal_min: intensity.int('goal'),
    hr_min: heartRate.int('minValue'),
    hr_max: heartRate.int('maxValue'),
    hr_resting: heartRate.int('restingValue'),
    stress_avg: stress.level('avgLevel'),
    stress_max: stress.level('maxLevel'),
    stress_rest_s: seconds(stress, 'restDurationInMillis'),
    stress_low_s: seconds(stress, 'lowStressDurationInMillis'),
    stress_medium_s: seconds(stress, 'mediumStressDurationInMillis'),
    stress_high_s: seconds(stress, 'highStressDurationInMillis'),
    stress_activity_s: seconds(stress, 'activityDurationInMillis'),
    stress_uncategorised_s: seconds(stress, 'uncategorizedDurationInMillis'),
    bb_high: battery.level('maxValue'),
    bb_low: battery.level('minValue'),
    bb_charged: battery.level('chargedValue'),
    bb_drained: battery.level('drainedValue'),
    bb_latest: battery.level('latestValue'),
    resp_waking_avg: measured(respiration.real('avgValue')),
    resp_min: measured(respiration.real('minValue')),
    resp_max: measured(respiration.real('maxValue')),
    resp_latest: measured(respiration.real('latestValue')),
    spo2_avg: measured(pulseOx.real('avgValue')),
    spo2_min: measured(pulseOx.real('minValue')),
    spo2_latest: measured(pulseOx.real('latestValue')),
    ...bounds(summary.object('wellnessChronology'), ['start', 'end'], 'TimestampGmt', 'TimestampLocal'),
    includes_wellness: summary.flag('includesWellnessData'),
    source: summary.text('source'),
  }
}

const dayMs = 86_400_000

/** Local midnight to local midnight is a whole day on the wall clock, also when it has 23 or 25 hours. */
function bounds(from: Fields, [start, end]: [string, string], gmt: string, local: string) {
  const startLocal = from.wallClock(start + local)
  const endLocal = from.wallClock(end + local)
  return {
    day_start_utc: from.instant(start + gmt),
    day_end_utc: from.instant(end + gmt),
    offset_start_s: offsetSeconds(from, start + local, start + gmt),
    offset_end_s: offsetSeconds(from, end + local, end + gmt),
    is_partial: startLocal === null || endLocal === null ? null : endLocal - startLocal < dayMs - 60_000,
  }
}

/** −1 and −2 mean "no measurement" (SCHEMA-HINTS section 5.1). */
function measured(value: number | null): number | null {
  return value === null || value < 0 ? null : value
}

function seconds(from: Fields, key: string): number | null {
  const ms = from.real(key)
  return ms === null || ms < 0 ? null : Math.round(ms / 1000)
}
