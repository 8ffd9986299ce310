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
  at('activity_original', 'file', 'data/activity-original-zip', 0, item('10000000001', '2023-09-11')),
  at('daily_summary', 'day', 'data/daily-summary', 0, day('2025-06-14')),
  at('daily_summary', 'range', 'invented/daily-summary-range', 0, range('2026-03-26', '2026-03-30')),
  ...sleepNights,
  at('sleep', 'wellness', 'invented/sleep-stages', 0, day('2026-02-05')),
  at('sleep', 'sleep-service', 'invented/sleep-stages', 1, day('2026-02-06')),
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
  at('wellness_fit', 'archive', 'invented/wellness-fit', 0, day('2026-02-05')),
  at('workouts', 'list', 'invented/workouts', 0, { kind: 'page', start: 0, limit: 100 }),
  at('workout_detail', 'item', 'invented/workout-detail', 0, item('1203000001', null)),
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
