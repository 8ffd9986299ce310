import type { Answer, Form, Json, LocalDate, ReadItem, Row } from '../../domain/index.ts'
import { objectOf, unexpected } from './answer.ts'
import type { Fields } from './fields.ts'
import { dayForm, get } from './forms.ts'
import { toNaps } from './naps.ts'
import { readSleepSeries } from './sleep-series.ts'
import { checkDay, offsetSeconds } from './times.ts'

/**
 * The two addresses of one night with its stages (DATA section 5, R; stages S); the second one needs no display name.
 * @param gate the dataset that shows which days have a night
 */
export function nightForms(dataset: string, gate: string): readonly [Form, Form] {
  const withoutName = (day: LocalDate) => get('/sleep-service/sleep/dailySleepData', { date: day })
  const read = (answer: Answer, notes: Set<string>, asked: LocalDate | null) => readNight(answer, dataset, notes, asked)
  return [
    dayForm({
      name: 'wellness',
      gate,
      request: (day, { displayName }) =>
        displayName === null
          ? withoutName(day)
          : get(`/wellness-service/wellness/dailySleepData/${encodeURIComponent(displayName)}`, {
              date: day,
              nonSleepBufferMinutes: 60,
            }),
      read,
    }),
    dayForm({ name: 'sleep-service', gate, request: withoutName, read }),
  ]
}

function readNight(answer: Answer, dataset: string, notes: Set<string>, asked: LocalDate | null): ReadItem[] {
  const body = objectOf(answer, dataset, notes)
  if (body === null) return []
  if (body.raw('dailySleepDTO') === undefined) throw unexpected(dataset, 'no dailySleepDTO')
  const night = body.object('dailySleepDTO')
  checkDay(night, dataset, asked)
  const day = asked ?? night.day('calendarDate')
  if (day === null || isEmptyNight(night)) return []
  const stages = readStages(day, body)
  const row: Row = {
    ...nightRow(day, night),
    avg_hr: night.real('avgHeartRate'),
    restless_count: body.int('restlessMomentsCount'),
    resting_hr: body.int('restingHeartRate'),
    avg_hrv_ms: body.real('avgOvernightHrv'),
    hrv_status: body.text('hrvStatus'),
    skin_temp_dev_c: body.real('avgSkinTempDeviationC'),
    bb_change: body.int('bodyBatteryChange'),
  }
  const rows = { sleep: [row], sleep_stage: stages }
  // Not the number of stages: a night that is corrected to be shorter has fewer and still is the better answer.
  const richness = stages.length > 0 ? 2 : 1
  return [{ item: day, day, content: answer.json ?? null, rows, series: readSleepSeries(body, day), richness }]
}

/** No sleep: `id` null (DATA section 1), and nothing else that was measured. */
export function isEmptyNight(night: Fields): boolean {
  return (
    night.id('id') === null &&
    night.instant('sleepStartTimestampGMT') === null &&
    !night.int('sleepTimeSeconds') &&
    !night.int('napTimeSeconds')
  )
}

/** What the night itself says (`dailySleepDTO`), in the form for one day and in that for ranges. */
export function nightRow(day: LocalDate, night: Fields): Row {
  const scores = night.object('sleepScores')
  const overall = scores.object('overall')
  return {
    date: day,
    garmin_sleep_id: night.id('id'),
    start_utc: night.instant('sleepStartTimestampGMT'),
    end_utc: night.instant('sleepEndTimestampGMT'),
    offset_s: offsetSeconds(night, 'sleepStartTimestampLocal', 'sleepStartTimestampGMT'),
    total_s: night.int('sleepTimeSeconds'),
    deep_s: night.int('deepSleepSeconds'),
    light_s: night.int('lightSleepSeconds'),
    rem_s: night.int('remSleepSeconds'),
    awake_s: night.int('awakeSleepSeconds'),
    unmeasurable_s: night.int('unmeasurableSleepSeconds'),
    nap_s: night.int('napTimeSeconds'),
    score: overall.int('value'),
    score_qualifier: overall.text('qualifierKey'),
    sub_scores: scores.keys().length === 0 ? null : (night.raw('sleepScores') ?? null),
    awake_count: night.int('awakeCount'),
    avg_stress: night.real('avgSleepStress'),
    resp_avg: night.real('averageRespirationValue'),
    resp_min: night.real('lowestRespirationValue'),
    resp_max: night.real('highestRespirationValue'),
    spo2_avg: night.real('averageSpO2Value'),
    spo2_min: night.real('lowestSpO2Value'),
    spo2_max: night.real('highestSpO2Value'),
    need_min: night.object('sleepNeed').int('actual'),
    next_need_min: night.object('nextSleepNeed').int('actual'),
    confirmation: night.text('sleepWindowConfirmationType'),
    from_device: night.flag('sleepFromDevice'),
    retro: night.flag('retro'),
  }
}

/** Naps that come with the night, for the dataset `naps`; nothing where the answer does not speak of naps. */
export function napsOfNight(day: LocalDate, night: Fields): readonly ReadItem[] {
  const given = night.raw('dailyNapDTOS')
  if (!Array.isArray(given)) return []
  const nap = toNaps(night.list('dailyNapDTOS'), day)
  if (nap.length === 0) return [{ item: day, day, content: null, rows: {}, reason: 'none' }]
  return [{ item: day, day, content: given, rows: { nap } }]
}

/** The coding of JSON answers; that of FIT files differs (SCHEMA-HINTS section 5.3). Deep is 0. */
const stageNames: Readonly<Record<number, string>> = { 0: 'deep', 1: 'light', 2: 'rem', 3: 'awake' }

function readStages(day: LocalDate, body: Fields): Row[] {
  const byStart = new Map<number, Row>()
  for (const level of body.list('sleepLevels')) {
    const start = level.instant('startGMT')
    const end = level.instant('endGMT')
    const code = level.int('activityLevel')
    if (start === null || end === null || code === null) {
      level.note('a stage without start, end or level')
      continue
    }
    const stage = stageNames[code]
    if (stage === undefined) level.note(`stage ${code} is not known`)
    byStart.set(start, { date: day, start_utc: start, end_utc: end, stage: stage ?? 'unmeasurable' })
  }
  return [...byStart.values()]
}

/** Values of a night in the REST range (DATA section 4, `sleep_daily`, L); columns it does not know are left out. */
export function nightStatsRow(day: LocalDate, values: Fields): Row {
  return {
    date: day,
    start_utc: values.instant('gmtSleepStartTimeInMillis'),
    end_utc: values.instant('gmtSleepEndTimeInMillis'),
    offset_s: offsetSeconds(values, 'localSleepStartTimeInMillis', 'gmtSleepStartTimeInMillis'),
    total_s: values.int('totalSleepTimeInSeconds'),
    deep_s: values.int('deepTime'),
    light_s: values.int('lightTime'),
    rem_s: values.int('remTime'),
    awake_s: values.int('awakeTime'),
    score: values.int('sleepScore'),
    score_qualifier: values.text('sleepScoreQuality'),
    avg_hr: values.real('avgHeartRate'),
    resting_hr: values.int('restingHeartRate'),
    avg_hrv_ms: values.real('avgOvernightHrv'),
    hrv_status: values.text('hrvStatus'),
    resp_avg: values.real('respiration'),
    spo2_avg: values.real('spO2'),
    skin_temp_dev_c: values.real('skinTempC'),
    bb_change: values.int('bodyBatteryChange'),
    need_min: values.int('sleepNeed'),
  }
}

/** What a night can hold at all; a row that has none of it is no night. */
export function hasNight(row: Row): boolean {
  const value = (column: string) => row[column] ?? null
  return value('start_utc') !== null || value('total_s') !== null || value('score') !== null
}

/** The content of a night that comes in a list. */
export function nightItem(day: LocalDate, content: Json, rows: ReadItem['rows']): ReadItem {
  return { item: day, day, content, rows, richness: 1 }
}
