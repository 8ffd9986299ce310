import { type Answer, defineDataset, type LocalDate, type Reading, type Row, type Target } from '../domain/index.ts'
import { objectOf, toReading, unexpected } from './reading/answer.ts'
import type { Fields } from './reading/fields.ts'
import { readSleepSeries } from './reading/sleep-series.ts'
import { checkDay, offsetSeconds } from './reading/times.ts'
import { sleepStageTable, sleepTable } from './tables/index.ts'

const name = 'sleep'

export const sleep = defineDataset({
  name,
  title: 'Sleep',
  group: 'health',
  settlesAfterDays: 2,
  tables: [sleepTable, sleepStageTable],
  replaces: ['sleep_stage'],
  version: 1,
  source: 'DATA section 5, R (stages and series: S)',
  forms: [
    {
      name: 'wellness',
      per: { kind: 'day', gate: 'daily_summary' },
      request: (target, account) => {
        if (target.kind !== 'day') return null
        if (account.displayName === null) return withoutName(target.day)
        return {
          method: 'GET',
          path: `/wellness-service/wellness/dailySleepData/${encodeURIComponent(account.displayName)}`,
          query: { date: target.day, nonSleepBufferMinutes: 60 },
          expects: 'json',
        }
      },
      read,
    },
    {
      name: 'sleep-service',
      per: { kind: 'day', gate: 'daily_summary' },
      request: (target) => (target.kind === 'day' ? withoutName(target.day) : null),
      read,
    },
  ],
})

/** The twin that needs no display name. */
function withoutName(day: LocalDate) {
  return { method: 'GET', path: '/sleep-service/sleep/dailySleepData', query: { date: day }, expects: 'json' } as const
}

function read(answer: Answer, target: Target): Reading {
  const notes = new Set<string>()
  const asked = target.kind === 'day' ? target.day : null
  const body = objectOf(answer, name, notes)
  if (body === null) return toReading([], notes)
  if (body.raw('dailySleepDTO') === undefined) throw unexpected(name, 'no dailySleepDTO')
  const night = body.object('dailySleepDTO')
  checkDay(night, name, asked)
  const day = asked ?? night.day('calendarDate')
  if (day === null || isEmpty(night)) return toReading([], notes)
  const stages = readStages(day, body)
  return toReading(
    [
      {
        item: day,
        day,
        content: answer.json ?? null,
        rows: { sleep: [toRow(day, night, body)], sleep_stage: stages },
        series: readSleepSeries(body, day),
        // Not their number: a night that is corrected to be shorter has fewer stages and still is the better answer.
        richness: stages.length > 0 ? 2 : 1,
      },
    ],
    notes,
  )
}

/** No sleep: `id` null (DATA section 1), and nothing else that was measured. */
function isEmpty(night: Fields): boolean {
  return (
    night.id('id') === null &&
    night.instant('sleepStartTimestampGMT') === null &&
    !night.int('sleepTimeSeconds') &&
    !night.int('napTimeSeconds')
  )
}

function toRow(day: LocalDate, night: Fields, body: Fields): Row {
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
    restless_count: body.int('restlessMomentsCount'),
    avg_stress: night.real('avgSleepStress'),
    avg_hr: night.real('avgHeartRate'),
    resting_hr: body.int('restingHeartRate'),
    avg_hrv_ms: body.real('avgOvernightHrv'),
    hrv_status: body.text('hrvStatus'),
    resp_avg: night.real('averageRespirationValue'),
    resp_min: night.real('lowestRespirationValue'),
    resp_max: night.real('highestRespirationValue'),
    spo2_avg: night.real('averageSpO2Value'),
    spo2_min: night.real('lowestSpO2Value'),
    spo2_max: night.real('highestSpO2Value'),
    skin_temp_dev_c: body.real('avgSkinTempDeviationC'),
    bb_change: body.int('bodyBatteryChange'),
    need_min: night.object('sleepNeed').int('actual'),
    next_need_min: night.object('nextSleepNeed').int('actual'),
    confirmation: night.text('sleepWindowConfirmationType'),
    from_device: night.flag('sleepFromDevice'),
    retro: night.flag('retro'),
  }
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
