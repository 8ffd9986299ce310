import { defineDataset, type Json, type Row } from '../domain/index.ts'
import { listOf } from './reading/answer.ts'
import { type DayPart, dayParts, toDayItems } from './reading/day-items.ts'
import type { Fields } from './reading/fields.ts'
import { dayForm, get, rangeForm } from './reading/forms.ts'
import { graphqlList, graphqlRequest } from './reading/graphql.ts'
import { offsetSeconds } from './reading/times.ts'
import { trainingReadinessTable } from './tables/index.ts'

const name = 'training_readiness'
const field = 'trainingReadinessRangeScalar'

/** Several snapshots a day: the morning value and what training made of it. */
export const trainingReadiness = defineDataset({
  name,
  title: 'Training readiness',
  group: 'health',
  settlesAfterDays: 3,
  trailingDays: 28,
  tables: [trainingReadinessTable],
  version: 1,
  source: 'DATA section 6, R; range form: RANGES section 2, S and P',
  forms: [
    rangeForm({
      name: 'range',
      maxDays: 365,
      reach: 'history',
      request: ({ start, end }) => graphqlRequest(field, { startDate: start, endDate: end }),
      read: (answer, notes) => toItems(graphqlList(answer, name, field, notes), notes),
    }),
    dayForm({
      name: 'day',
      gate: 'daily_summary',
      recentDays: 28,
      request: (day) => get(`/metrics-service/metrics/trainingreadiness/${day}`),
      read: (answer, notes) => toItems(listOf(answer, name), notes),
    }),
  ],
})

/** A day with more snapshots is the richer one: Garmin may thin out the past, and we do not. */
function toItems(snapshots: readonly Json[], notes: Set<string>) {
  return toDayItems(dayParts(snapshots, name, notes, toPart), (parts) => parts)
}

function toPart(snapshot: Fields, content: Json): DayPart | null {
  const day = snapshot.day('calendarDate')
  const at = snapshot.instant('timestamp')
  if (day === null || at === null) {
    snapshot.note('a snapshot without calendarDate or timestamp')
    return null
  }
  const row: Row = {
    date: day,
    at_utc: at,
    offset_s: offsetSeconds(snapshot, 'timestampLocal', 'timestamp'),
    score: snapshot.level('score'),
    level: snapshot.text('level'),
    context: snapshot.text('inputContext'),
    // Minutes, where almost every other duration is seconds (SCHEMA-HINTS section 5.6).
    recovery_min: snapshot.int('recoveryTime'),
    sleep_score: snapshot.level('sleepScore'),
    sleep_score_factor_pct: snapshot.int('sleepScoreFactorPercent'),
    recovery_factor_pct: snapshot.int('recoveryTimeFactorPercent'),
    acwr_factor_pct: snapshot.int('acwrFactorPercent'),
    stress_history_factor_pct: snapshot.int('stressHistoryFactorPercent'),
    hrv_factor_pct: snapshot.int('hrvFactorPercent'),
    sleep_history_factor_pct: snapshot.int('sleepHistoryFactorPercent'),
    acute_load: snapshot.int('acuteLoad'),
    hrv_weekly: snapshot.int('hrvWeeklyAverage'),
    valid_sleep: snapshot.flag('validSleep'),
    feedback_short: snapshot.text('feedbackShort'),
    feedback_long: snapshot.text('feedbackLong'),
    device_id: snapshot.id('deviceId'),
    is_primary: snapshot.flag('primaryActivityTracker'),
  }
  return { day, content, rows: { training_readiness: [row] } }
}
