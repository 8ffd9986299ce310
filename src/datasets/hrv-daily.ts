import {
  type Answer,
  defineDataset,
  type Json,
  type ReadItem,
  type Reading,
  type Row,
  type Target,
} from '../domain/index.ts'
import { countPresent, objectOf, toReading, unexpected } from './reading/answer.ts'
import { type Fields, toFieldsList } from './reading/fields.ts'
import { readHrvReadings } from './reading/hrv-readings.ts'
import { checkDay } from './reading/times.ts'
import { hrvNightTable } from './tables/index.ts'

const name = 'hrv_daily'

export const hrvDaily = defineDataset({
  name,
  title: 'Heart rate variability',
  group: 'health',
  settlesAfterDays: 3,
  trailingDays: 28,
  tables: [hrvNightTable],
  version: 1,
  source: 'DATA section 4, R and L',
  forms: [
    {
      name: 'range',
      per: { kind: 'range', maxDays: 367 },
      request: (target) =>
        target.kind === 'range'
          ? { method: 'GET', path: `/hrv-service/hrv/daily/${target.start}/${target.end}`, expects: 'json' }
          : null,
      read: readRange,
    },
    {
      name: 'day',
      per: { kind: 'day', gate: 'daily_summary' },
      request: (target) =>
        target.kind === 'day' ? { method: 'GET', path: `/hrv-service/hrv/${target.day}`, expects: 'json' } : null,
      read: readDay,
    },
  ],
})

function readRange(answer: Answer): Reading {
  const notes = new Set<string>()
  const body = objectOf(answer, name, notes)
  if (body === null) return toReading([], notes)
  if (body.raw('hrvSummaries') === undefined) throw unexpected(name, 'no hrvSummaries')
  const items = body
    .array('hrvSummaries')
    .flatMap((json) => toFieldsList([json], `${name}.hrvSummaries`, notes).flatMap((night) => toItem(night, json)))
  return toReading(items, notes)
}

function readDay(answer: Answer, target: Target): Reading {
  const notes = new Set<string>()
  const body = objectOf(answer, name, notes)
  if (body === null) return toReading([], notes)
  if (body.raw('hrvSummary') === undefined) throw unexpected(name, 'no hrvSummary')
  const night = body.object('hrvSummary')
  checkDay(night, name, target.kind === 'day' ? target.day : null)
  const items = toItem(night, answer.json ?? null).map((item) => {
    const series = item.day === null ? null : readHrvReadings(body, item.day)
    return series === null ? item : { ...item, series: [series] }
  })
  return toReading(items, notes)
}

function toItem(night: Fields, json: Json): ReadItem[] {
  const day = night.day('calendarDate')
  if (day === null) {
    if (night.keys().length > 0) night.note('a night without calendarDate')
    return []
  }
  const baseline = night.object('baseline')
  const values = {
    last_night_avg: night.int('lastNightAvg'),
    last_night_5min_high: night.int('lastNight5MinHigh'),
    weekly_avg: night.int('weeklyAvg'),
    baseline_low_upper: baseline.int('lowUpper'),
    balanced_low: baseline.int('balancedLow'),
    balanced_upper: baseline.int('balancedUpper'),
  }
  const row: Row = {
    date: day,
    ...values,
    status: night.text('status'),
    feedback: night.text('feedbackPhrase'),
    created_utc: night.instant('createTimeStamp'),
  }
  const empty = countPresent(Object.values(values)) === 0
  if (empty) return [{ item: day, day, content: null, rows: {}, reason: 'no-values' }]
  // A night that was measured is richer than one that only continues the weekly average.
  const richness = values.last_night_avg === null ? 1 : 2
  return [{ item: day, day, content: json, rows: { hrv_night: [row] }, richness }]
}
