import type { Json, LocalDate, ReadItem, Row, Series } from '../../domain/index.ts'
import { countPresent } from './answer.ts'
import type { Fields } from './fields.ts'
import { type Sample, toSeries } from './samples.ts'

/** A night of `hrvSummaries`, or the `hrvSummary` of a single one. */
export function toHrvNight(night: Fields, json: Json): ReadItem[] {
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

/** The five-minute readings of a night (DATA section 5 `hrv`, recorded), in milliseconds; null when there are none. */
export function readHrvReadings(body: Fields, day: LocalDate): Series | null {
  const byTime = new Map<number, Sample>()
  for (const reading of body.list('hrvReadings')) {
    const at = reading.instant('readingTimeGMT')
    if (at !== null) byTime.set(at, { at, value: reading.level('hrvValue'), code: null })
  }
  const samples = [...byTime.values()].sort((a, b) => a.at - b.at)
  return samples.length === 0 ? null : toSeries('hrv', day, samples)
}
