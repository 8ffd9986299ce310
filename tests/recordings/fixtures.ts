import { readFileSync } from 'node:fs'
import { type Answer, type Json, type LocalDate, parseJson, type Target } from '../../src/domain/index.ts'

/** One answer and what it was an answer to. */
export interface Fixture {
  readonly dataset: string
  readonly form: string
  /** File below this folder, and which of its recordings. */
  readonly file: string
  readonly index: number
  readonly target: Target
}

const at = (dataset: string, form: string, file: string, index: number, target: Target): Fixture => ({
  dataset,
  form,
  file,
  index,
  target,
})
const day = (date: string): Target => ({ kind: 'day', day: date as LocalDate })
const range = (start: string, end: string): Target => ({
  kind: 'range',
  start: start as LocalDate,
  end: end as LocalDate,
})
const item = (id: string, date: string | null): Target => ({ kind: 'item', id, day: date as LocalDate | null })
const account: Target = { kind: 'account' }
const part = (name: string): Target => ({ kind: 'account', part: name })
const asOf = (date: string) => ({ asOf: date as LocalDate })
const page = (limit: number, start = 0): Target => ({ kind: 'page', start, limit })

const sleepNights = [...Array(14).keys()].map((index) =>
  at('sleep', 'wellness', 'data/sleep-day', index, day(`2021-07-${String(20 - index).padStart(2, '0')}`)),
)

/** Every recorded answer of a dataset that the catalogue has, and invented ones for the forms that nobody recorded. */
export const fixtures: readonly Fixture[] = [
  at('profile', 'social', 'data/profile', 0, account),
  at('profile', 'social', 'data/profile', 1, account),
  at('devices', 'registered', 'invented/devices', 0, account),
  at('device_last_used', 'last-used', 'invented/device-last-used', 0, account),
  at('device_last_used', 'last-used', 'invented/device-last-used', 1, account),
  at('activity_list', 'search', 'data/activity-list', 0, { kind: 'page', start: 0, limit: 3 }),
  at('activity_list', 'search', 'data/activity-list', 1, { kind: 'page', start: 0, limit: 1 }),
  at('activity_count', 'count', 'invented/activity-count', 0, account),
  at('activity_types', 'tree', 'invented/activity-types', 0, account),
  at('activity_summary', 'item', 'data/activity-detail', 0, item('21000000004', '2026-01-08')),
  at('activity_summary', 'item', 'data/activity-edit', 1, item('21000000008', '2026-01-12')),
  at('activity_summary', 'item', 'data/activity-edit', 4, item('21000000008', '2026-01-12')),
  at('activity_summary', 'item', 'invented/activity-legs', 0, item('9123456000000000007', '2026-02-05')),
  at('activity_legs', 'item', 'invented/activity-legs', 1, item('9123456000000000009', '2026-02-05')),
  at('activity_exercise_sets', 'item', 'invented/activity-exercise-sets', 0, item('21000000020', '2026-02-05')),
  at('activity_exercise_sets', 'item', 'invented/activity-exercise-sets', 1, item('21000000021', '2026-02-05')),
  at('activity_weather', 'item', 'invented/activity-weather', 0, item('21000000020', '2026-02-05')),
  at('activity_weather', 'item', 'invented/activity-weather', 1, item('21000000021', '2026-02-05')),
  at('activity_splits', 'item', 'invented/activity-splits', 0, item('21000000020', '2026-02-05')),
  at('activity_splits', 'item', 'invented/activity-splits', 1, item('21000000022', '2026-02-05')),
  at('activity_typed_splits', 'item', 'invented/activity-typed-splits', 0, item('21000000020', '2026-02-05')),
  at('activity_typed_splits', 'item', 'invented/activity-typed-splits', 1, item('21000000020', '2026-02-05')),
  at('activity_hr_zones', 'item', 'invented/activity-hr-zones', 0, item('21000000020', '2026-02-05')),
  at('activity_hr_zones', 'item', 'invented/activity-hr-zones', 1, item('21000000021', '2026-02-05')),
  at('activity_power_zones', 'item', 'invented/activity-power-zones', 0, item('21000000020', '2026-02-05')),
  at('activity_original', 'file', 'data/activity-original-zip', 0, item('10000000001', '2023-09-11')),
  at('daily_summary', 'day', 'data/daily-summary', 0, day('2025-06-14')),
  at('daily_summary', 'range', 'invented/daily-summary-range', 0, range('2026-03-26', '2026-03-30')),
  ...sleepNights,
  at('sleep', 'wellness', 'invented/sleep-stages', 0, day('2026-02-05')),
  at('sleep', 'sleep-service', 'invented/sleep-stages', 1, day('2026-02-06')),
  at('sleep', 'summaries', 'invented/sleep-summaries', 0, range('2026-03-01', '2026-03-04')),
  at('sleep', 'stats', 'invented/sleep-stats', 0, range('2026-03-01', '2026-03-03')),
  at('sleep_samples', 'wellness', 'invented/sleep-stages', 0, day('2026-02-05')),
  at('sleep_samples', 'sleep-service', 'invented/sleep-stages', 1, day('2026-02-06')),
  at('training_readiness', 'day', 'data/training-readiness', 0, day('2025-07-07')),
  at('training_readiness', 'day', 'data/training-readiness', 1, day('2025-07-06')),
  at('training_readiness', 'range', 'invented/training-readiness-range', 0, range('2026-03-01', '2026-03-03')),
  at('training_status', 'weekly', 'data/training-status', 1, range('2025-05-21', '2025-06-11')),
  at('training_status', 'monthly', 'data/training-status', 2, range('2025-05-07', '2025-06-11')),
  at('training_status', 'graphql', 'invented/training-status-graphql', 0, range('2026-03-01', '2026-03-03')),
  at('load_balance', 'latest', 'data/training-status', 0, range('2025-06-05', '2025-06-11')),
  at('max_metrics', 'range', 'invented/max-metrics', 0, range('2026-03-01', '2026-03-04')),
  at('max_metrics', 'graphql', 'invented/max-metrics', 1, range('2026-03-01', '2026-03-04')),
  at('blood_pressure', 'range', 'invented/blood-pressure', 0, range('2026-03-01', '2026-03-04')),
  at('blood_pressure', 'range', 'invented/blood-pressure', 1, range('2020-01-01', '2020-01-31')),
  at('blood_pressure', 'day', 'invented/blood-pressure', 2, day('2026-03-04')),
  at('race_predictions', 'daily', 'invented/race-predictions', 0, range('2026-03-01', '2026-03-03')),
  at('hill_score', 'day', 'data/scores', 0, day('2025-07-07')),
  at('hill_score', 'stats', 'invented/hill-score-range', 0, range('2026-03-01', '2026-03-03')),
  at('hill_score', 'graphql', 'invented/hill-score-range', 1, range('2026-03-01', '2026-03-03')),
  at('endurance_score', 'day', 'data/scores', 1, day('2025-07-07')),
  at('endurance_score', 'stats', 'invented/endurance-score-range', 0, range('2026-02-25', '2026-03-04')),
  at('endurance_score', 'graphql', 'invented/endurance-score-range', 1, range('2026-02-25', '2026-03-04')),
  at('fitness_age', 'range', 'invented/fitness-age', 0, range('2026-03-01', '2026-03-05')),
  at('fitness_age', 'day', 'invented/fitness-age', 1, day('2026-03-04')),
  at('daily_summary', 'wellness-metrics', 'invented/wellness-metrics', 0, range('2026-03-01', '2026-03-03')),
  at('daily_summary', 'steps', 'data/stats-daily', 4, range('2023-07-01', '2023-07-20')),
  at('stress_daily', 'range', 'data/stats-daily', 0, range('2023-07-01', '2023-07-20')),
  at('stress_daily', 'range', 'data/stats-daily', 1, range('2023-06-23', '2023-07-20')),
  at('stress_daily', 'range', 'data/stats-daily', 2, range('2023-05-26', '2023-06-22')),
  at('stress_daily', 'range', 'data/stats-daily', 3, range('2023-05-22', '2023-05-25')),
  at('stress_daily', 'range', 'data/stats-daily', 8, range('2023-07-21', '2023-07-21')),
  at('intensity_minutes_daily', 'range', 'data/stats-daily', 5, range('2023-07-01', '2023-07-20')),
  at('sleep_score_daily', 'range', 'data/stats-daily', 6, range('2023-07-01', '2023-07-20')),
  at('hydration_daily', 'range', 'data/stats-daily', 7, range('2024-06-29', '2024-06-29')),
  at('hydration_daily', 'day', 'data/hydration-log', 0, day('2026-01-09')),
  at('hydration_daily', 'day', 'data/hydration-log', 1, day('2026-01-09')),
  at('intensity_minutes_weekly', 'weekly', 'data/stats-weekly', 0, range('2023-05-04', '2023-07-20')),
  at('stress_weekly', 'weekly', 'data/stats-weekly', 1, range('2022-07-22', '2023-07-20')),
  at('floors_daily', 'range', 'invented/stats-ranges', 0, range('2026-03-01', '2026-03-03')),
  at('heart_rate_daily', 'range', 'invented/stats-ranges', 1, range('2026-03-01', '2026-03-03')),
  at('calories_daily', 'range', 'invented/stats-ranges', 2, range('2026-03-01', '2026-03-03')),
  at('body_battery_daily', 'range', 'invented/stats-ranges', 3, range('2026-03-01', '2026-03-03')),
  at('respiration_daily', 'range', 'invented/stats-ranges', 4, range('2026-03-01', '2026-03-03')),
  at('steps_weekly', 'weekly', 'invented/steps-weekly', 0, range('2026-02-25', '2026-03-05')),
  at('body_battery_report', 'range', 'invented/body-battery-report', 0, range('2026-03-01', '2026-03-03')),
  at('lactate_threshold', 'range', 'invented/lactate-threshold', 0, range('2026-02-01', '2026-03-04')),
  at('lactate_threshold_heart_rate', 'range', 'invented/lactate-threshold', 1, range('2026-02-01', '2026-03-04')),
  at('lactate_threshold', 'latest', 'invented/lactate-threshold', 2, range('2026-02-01', '2026-03-04')),
  at('ftp', 'range', 'invented/ftp', 0, range('2026-02-01', '2026-03-04')),
  at('ftp', 'power-to-weight', 'invented/ftp', 1, range('2026-02-01', '2026-03-04')),
  at('ftp', 'latest', 'invented/ftp', 2, range('2026-02-01', '2026-03-04')),
  at('running_tolerance', 'stats', 'invented/running-tolerance', 0, range('2026-03-01', '2026-03-03')),
  at('running_economy', 'latest', 'invented/running-economy', 0, range('2026-03-01', '2026-03-04')),
  at('cycling_ability', 'graphql', 'invented/cycling-ability', 0, range('2026-03-01', '2026-03-03')),
  at('menstrual', 'calendar', 'invented/menstrual', 0, range('2026-02-01', '2026-03-31')),
  at('pregnancy', 'snapshot', 'invented/pregnancy', 0, account),
  at('pregnancy', 'snapshot', 'invented/pregnancy', 1, account),
  at('nutrition', 'range', 'invented/nutrition', 0, range('2026-03-01', '2026-03-03')),
  at('nutrition', 'day', 'invented/nutrition', 1, day('2026-03-01')),
  at('lifestyle_log', 'day', 'invented/lifestyle-log', 0, day('2026-03-01')),
  at('health_status', 'range', 'invented/health-status', 0, range('2026-03-01', '2026-03-03')),
  at('health_status', 'day', 'invented/health-status', 1, day('2026-03-03')),
  at('spo2_daily', 'acclimation', 'invented/spo2-daily', 0, range('2026-03-01', '2026-03-04')),
  at('spo2_daily', 'acclimation', 'invented/spo2-daily', 1, range('2020-01-01', '2020-01-31')),
  at('hrv_daily', 'range', 'invented/hrv-range', 0, range('2026-02-01', '2026-02-05')),
  at('hrv_daily', 'day', 'data/hrv-day', 0, day('2023-07-20')),
  at('weight', 'day', 'data/weight', 0, day('2025-06-15')),
  at('weight', 'day', 'data/weight', 1, day('2020-01-01')),
  at('weight', 'range', 'data/weight', 2, range('2025-06-01', '2025-06-15')),
  at('heart_rate_samples', 'day', 'data/heart-rate-day', 0, day('2026-01-07')),
  at('stress_samples', 'day', 'data/stress-day', 0, day('2025-12-18')),
  at('respiration_samples', 'day', 'invented/respiration-day', 0, day('2026-03-29')),
  at('respiration_samples', 'day', 'invented/respiration-day', 1, day('2026-03-29')),
  at('respiration_samples', 'day', 'invented/respiration-day', 2, day('2026-03-29')),
  at('spo2_samples', 'day', 'invented/spo2-day', 0, day('2026-03-29')),
  at('spo2_samples', 'acclimation', 'invented/spo2-day', 1, day('2026-03-29')),
  at('steps_samples', 'day', 'invented/steps-day', 0, day('2026-03-29')),
  at('steps_samples', 'day', 'invented/steps-day', 1, day('2026-03-30')),
  at('floors_samples', 'day', 'invented/floors-day', 0, day('2026-03-29')),
  at('intensity_samples', 'day', 'invented/intensity-day', 0, day('2026-03-29')),
  at('intensity_samples', 'day', 'invented/intensity-day', 1, day('2026-03-29')),
  at('hrv', 'day', 'data/hrv-day', 0, day('2023-07-20')),
  at('body_battery_events', 'day', 'invented/body-battery-events', 0, day('2026-03-29')),
  at('body_battery_events', 'day', 'invented/body-battery-events', 1, day('2026-03-30')),
  at('naps', 'day', 'invented/naps', 0, day('2026-03-29')),
  at('naps', 'day', 'invented/naps', 1, day('2026-03-30')),
  at('day_events', 'day', 'invented/day-events', 0, day('2026-03-29')),
  at('day_events', 'day', 'invented/day-events', 1, day('2026-03-30')),
  at('health_snapshot', 'list', 'invented/health-snapshots', 0, {
    kind: 'page',
    start: 1,
    limit: 20,
    asOf: '2026-02-06' as LocalDate,
  }),
  at(
    'health_snapshot_samples',
    'epochs',
    'invented/health-snapshot-samples',
    0,
    item('5b1fd0c2-a9e0-4c51-a3b4-7a0b1c2d3e10', '2026-02-05'),
  ),
  at('wellness_fit', 'archive', 'invented/wellness-fit', 0, day('2026-02-05')),
  at('workouts', 'list', 'invented/workouts', 0, { kind: 'page', start: 0, limit: 100 }),
  at('workout_detail', 'item', 'invented/workout-detail', 0, item('1203000001', null)),
  at('user_settings', 'settings', 'data/profile', 2, account),
  at('heart_rate_zones', 'zones', 'data/heart-rate-zones', 1, account),
  at('profile_settings', 'settings', 'invented/profile-settings', 0, account),
  at('personal_information', 'information', 'invented/personal-information', 0, account),
  at('power_zones', 'zones', 'invented/power-zones', 0, account),
  at('device_settings', 'device', 'invented/device-settings', 0, item('3400000003', null)),
  at('primary_training_device', 'primary', 'invented/primary-training-device', 0, account),
  at('primary_training_device', 'primary', 'invented/primary-training-device', 1, account),
  at('device_solar', 'weeks', 'invented/device-solar', 0, {
    kind: 'item',
    id: '3400000003',
    day: null,
    ...asOf('2026-03-05'),
  }),
  at('sync_timestamp', 'moment', 'invented/sync-timestamp', 0, account),
  at('personal_records', 'records', 'invented/personal-records', 0, account),
  at('personal_record_types', 'types', 'invented/personal-record-types', 0, account),
  at('goals', 'by-status', 'invented/goals', 0, part('active')),
  at('goals', 'by-status', 'invented/goals', 1, part('future')),
  at('goals', 'by-status', 'invented/goals', 2, part('past')),
  at('badges_earned', 'earned', 'invented/badges-earned', 0, account),
  at('badges_available', 'available', 'invented/badges-available', 0, account),
  at('challenges_badge', 'list', 'invented/challenges-badge', 0, page(100)),
  at('challenges_open', 'list', 'invented/challenges-open', 0, page(100)),
  at('challenges_available', 'list', 'invented/challenges-available', 0, page(100)),
  at('challenges_virtual', 'list', 'invented/challenges-virtual', 0, page(100, 1)),
  at('challenges_adhoc', 'list', 'invented/challenges-adhoc', 0, page(100)),
  at('gear', 'list', 'invented/gear', 0, account),
  at('gear_stats', 'totals', 'invented/gear-stats', 0, item('5b1fd0c2a9e04c51a3b47a0b1c2d3e01', null)),
  at('gear_defaults', 'by-type', 'invented/gear-defaults', 0, account),
  at('gear_activities', 'list', 'invented/gear-activities', 0, item('5b1fd0c2a9e04c51a3b47a0b1c2d3e01', null)),
  at('courses', 'list', 'invented/courses', 0, account),
  at('courses', 'list', 'invented/courses', 1, account),
  at('golf_scorecards', 'summaries', 'invented/golf-scorecards', 0, page(100)),
  at('golf_scorecards', 'summaries', 'invented/golf-scorecards', 1, page(100)),
  at('golf_scorecard_detail', 'round', 'invented/golf-scorecard-detail', 0, item('88000001', '2025-08-02')),
  at('calendar', 'month', 'invented/calendar', 0, range('2026-01-01', '2026-01-31')),
  at('workout_schedule', 'range', 'invented/workout-schedule', 0, range('2026-01-07', '2026-02-06')),
  at('workout_schedule', 'calendar', 'invented/calendar', 0, range('2026-01-01', '2026-01-31')),
  at('training_plans', 'list', 'invented/training-plans', 0, account),
  at('training_plan_phased', 'phased', 'invented/training-plan-phased', 0, item('44000001', null)),
  at('training_plan_adaptive', 'fbt-adaptive', 'invented/training-plan-adaptive', 0, item('44000002', null)),
  at('upcoming_events', 'my-day', 'invented/upcoming-events', 0, { kind: 'account', ...asOf('2026-01-08') }),
]

interface Recorded {
  readonly recordings: readonly {
    readonly request: { readonly method: string; readonly url: string; readonly body?: Json }
    readonly response: { readonly status: number; readonly body?: Json; readonly bodyBase64?: string }
  }[]
}

/** The recorded exchange, read as the client reads answers. */
export function load(file: string, index: number): { request: Recorded['recordings'][0]['request']; answer: Answer } {
  const text = readFileSync(new URL(`${file}.json`, import.meta.url), 'utf8')
  const recorded = (parseJson(text) as unknown as Recorded).recordings[index]
  if (!recorded) throw new Error(`${file} has no recording ${index}`)
  const { status, body, bodyBase64 } = recorded.response
  const bytes = bodyBase64 === undefined ? undefined : new Uint8Array(Buffer.from(bodyBase64, 'base64'))
  return {
    request: recorded.request,
    answer: { status, ...(body === undefined ? {} : { json: body }), ...(bytes === undefined ? {} : { bytes }) },
  }
}
