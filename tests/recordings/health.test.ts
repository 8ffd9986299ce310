import { describe, expect, it } from 'vitest'
import { createCatalogue } from '../../src/datasets/index.ts'
import type { Json, Row } from '../../src/domain/index.ts'
import { readFitActivity, readFitWellness } from '../../src/fit/index.ts'
import { fixtures, load } from './fixtures.ts'

type Raw = { readonly [key: string]: Json }

const catalogue = createCatalogue({ readFitActivity, readFitWellness })

/** What the catalogue makes of a recording, and the recording itself. */
async function read(dataset: string, file: string, index: number) {
  const fixture = fixtures.find((one) => one.dataset === dataset && one.file === file && one.index === index)
  const form = catalogue.find(({ name }) => name === dataset)?.forms.find(({ name }) => name === fixture?.form)
  if (!fixture || !form) throw new Error(`no fixture ${dataset} ${file} ${index}`)
  const { answer } = load(file, index)
  const { items, notes, also } = await form.read(answer, fixture.target)
  expect(notes ?? []).toEqual([])
  return {
    items,
    also,
    raw: answer.json as Json,
    rows: (table: string) => items.flatMap((item) => item.rows[table] ?? []),
  }
}

/** Every column beside what the raw answer has under the given key, as it is or through a function. */
function expectFields(row: Row, raw: Raw, columns: Record<string, string | ((raw: Raw) => unknown)>): void {
  expect(Object.keys(row).sort()).toEqual(Object.keys(columns).sort())
  for (const [column, key] of Object.entries(columns))
    expect(row[column] ?? null, column).toEqual((typeof key === 'string' ? raw[key] : key(raw)) ?? null)
}

const utc = (text: Json | undefined) => Date.parse(`${text}Z`)
const under = (raw: Json | undefined, ...keys: readonly string[]): Json | undefined =>
  keys.reduce<Json | undefined>((value, key) => (value as Raw | undefined)?.[key], raw)

describe('values of recorded answers, field by field', () => {
  it.each([0, 1])('training readiness, day %i: every snapshot, recovery in minutes', async (index) => {
    const { raw, rows, items } = await read('training_readiness', 'data/training-readiness', index)
    const snapshots = raw as unknown as Raw[]
    expect(items).toHaveLength(1)
    expect(rows('training_readiness')).toHaveLength(snapshots.length)
    for (const [at, row] of rows('training_readiness').entries())
      expectFields(row, snapshots[at]!, {
        date: 'calendarDate',
        at_utc: (one) => utc(one.timestamp),
        offset_s: (one) => (utc(one.timestampLocal) - utc(one.timestamp)) / 1000,
        score: 'score',
        level: 'level',
        context: 'inputContext',
        recovery_min: 'recoveryTime',
        sleep_score: 'sleepScore',
        sleep_score_factor_pct: 'sleepScoreFactorPercent',
        recovery_factor_pct: 'recoveryTimeFactorPercent',
        acwr_factor_pct: 'acwrFactorPercent',
        stress_history_factor_pct: 'stressHistoryFactorPercent',
        hrv_factor_pct: 'hrvFactorPercent',
        sleep_history_factor_pct: 'sleepHistoryFactorPercent',
        acute_load: 'acuteLoad',
        hrv_weekly: 'hrvWeeklyAverage',
        valid_sleep: 'validSleep',
        feedback_short: 'feedbackShort',
        feedback_long: 'feedbackLong',
        device_id: (one) => String(one.deviceId),
        is_primary: 'primaryActivityTracker',
      })
    expect(rows('training_readiness').some((row) => row.context === 'AFTER_WAKEUP_RESET')).toBe(true)
  })

  it.each([
    [1, 'weeklyTrainingStatus', 22],
    [2, 'monthlyTrainingStatus', 6],
  ] as const)('training status, recording %i: one row a day and device', async (index, part, atLeast) => {
    const { raw, rows } = await read('training_status', 'data/training-status', index)
    const report = under(raw, part, 'payload', 'reportData') as Raw
    const all = Object.values(report).flatMap((ofDevice) => ofDevice as unknown as Raw[])
    expect(all.length).toBeGreaterThanOrEqual(atLeast)
    expect(rows('training_status')).toHaveLength(all.length)
    for (const row of rows('training_status')) {
      const one = all.find((each) => each.calendarDate === row.date && String(each.deviceId) === row.device_id)
      expectFields(row, one!, {
        date: 'calendarDate',
        device_id: (each) => String(each.deviceId),
        at_utc: 'timestamp',
        status_code: 'trainingStatus',
        phrase: 'trainingStatusFeedbackPhrase',
        since: 'sinceDate',
        is_paused: 'trainingPaused',
        fitness_trend: 'fitnessTrend',
        fitness_trend_sport: 'fitnessTrendSport',
        sport: 'sport',
        sub_sport: 'subSport',
        acute_load: (each) => under(each.acuteTrainingLoadDTO, 'dailyTrainingLoadAcute'),
        chronic_load: (each) => under(each.acuteTrainingLoadDTO, 'dailyTrainingLoadChronic'),
        chronic_load_min: (each) => under(each.acuteTrainingLoadDTO, 'minTrainingLoadChronic'),
        chronic_load_max: (each) => under(each.acuteTrainingLoadDTO, 'maxTrainingLoadChronic'),
        acwr: (each) => under(each.acuteTrainingLoadDTO, 'dailyAcuteChronicWorkloadRatio'),
        acwr_pct: (each) => under(each.acuteTrainingLoadDTO, 'acwrPercent'),
        acwr_status: (each) => under(each.acuteTrainingLoadDTO, 'acwrStatus'),
        weekly_load: 'weeklyTrainingLoad',
        load_tunnel_min: 'loadTunnelMin',
        load_tunnel_max: 'loadTunnelMax',
        is_primary: 'primaryTrainingDevice',
      })
    }
  })

  it('the newest load balance, status, VO2max and acclimation, each under its own date', async () => {
    const { raw, rows, items } = await read('load_balance', 'data/training-status', 0)
    const device = '3400000001'
    const balance = under(raw, 'mostRecentTrainingLoadBalance', 'payload', 'metricsTrainingLoadBalanceDTOMap', device)
    expect(rows('load_balance')).toHaveLength(1)
    expectFields(rows('load_balance')[0]!, balance as Raw, {
      date: 'calendarDate',
      device_id: (one) => String(one.deviceId),
      low_aerobic: 'monthlyLoadAerobicLow',
      low_aerobic_target_min: 'monthlyLoadAerobicLowTargetMin',
      low_aerobic_target_max: 'monthlyLoadAerobicLowTargetMax',
      high_aerobic: 'monthlyLoadAerobicHigh',
      high_aerobic_target_min: 'monthlyLoadAerobicHighTargetMin',
      high_aerobic_target_max: 'monthlyLoadAerobicHighTargetMax',
      anaerobic: 'monthlyLoadAnaerobic',
      anaerobic_target_min: 'monthlyLoadAnaerobicTargetMin',
      anaerobic_target_max: 'monthlyLoadAnaerobicTargetMax',
      phrase: 'trainingBalanceFeedbackPhrase',
      is_primary: 'primaryTrainingDevice',
    })
    const status = under(raw, 'mostRecentTrainingStatus', 'payload', 'latestTrainingStatusData', device)
    expect(rows('training_status')).toEqual([{ date: '2025-06-11', device_id: device, since: '2025-05-31' }])
    expect(under(status, 'sinceDate')).toBe('2025-05-31')
    const oxygen = under(raw, 'mostRecentVO2Max', 'payload', 'generic') as Raw
    expect(rows('vo2max')).toHaveLength(1)
    expectFields(rows('vo2max')[0]!, oxygen, {
      date: 'calendarDate',
      sport: () => 'generic',
      value: 'vo2MaxValue',
      precise: 'vo2MaxPreciseValue',
      category: 'maxMetCategory',
      fitness_age: 'fitnessAge',
    })
    expectFields(rows('acclimation')[0]!, under(raw, 'mostRecentHeatAltitudeAcclimation', 'payload') as Raw, {
      date: 'calendarDate',
      heat_pct: 'heatAcclimationPercentage',
      heat_trend: 'heatTrend',
      heat_date: 'heatAcclimationDate',
      altitude_m: 'altitudeAcclimation',
      altitude_pct: 'acclimationPercentage',
      altitude_trend: 'altitudeTrend',
      altitude_date: 'altitudeAcclimationDate',
      current_altitude_m: 'currentAltitude',
    })
    // The recorded VO2max is half a year younger than the day asked for.
    expect(items.map(({ item }) => item)).toEqual(['2025-06-11', '2026-01-08'])
  })

  it('hill score and endurance score of a day, with class, device and what they are made of', async () => {
    const hill = await read('hill_score', 'data/scores', 0)
    const one = hill.raw as Raw
    expect(hill.rows('performance').map((row) => [row.date, row.metric, row.value, row.device_id])).toEqual([
      [one.calendarDate, 'hill_score', one.overallScore, String(one.deviceId)],
      [one.calendarDate, 'hill_strength_score', one.strengthScore, String(one.deviceId)],
      [one.calendarDate, 'hill_endurance_score', one.enduranceScore, String(one.deviceId)],
    ])
    expect(hill.rows('performance')[0]!.class).toBe(one.hillScoreClassificationId)
    const endurance = await read('endurance_score', 'data/scores', 1)
    const score = endurance.raw as Raw
    expect(endurance.rows('performance')).toEqual([
      {
        date: score.calendarDate,
        metric: 'endurance_score',
        sport: 'all',
        value: score.overallScore,
        unit: 'score',
        class: score.classification,
        device_id: String(score.deviceId),
        details: expect.objectContaining({
          gaugeLowerLimit: score.gaugeLowerLimit,
          classificationLowerLimitElite: score.classificationLowerLimitElite,
          contributors: score.contributors,
        }),
      },
    ])
  })
})

describe('recorded statistics, field by field', () => {
  it.each([0, 1, 2, 3, 8])('stress by level, recording %i: durations may be null', async (index) => {
    const { raw, rows } = await read('stress_daily', 'data/stats-daily', index)
    const days = raw as unknown as Raw[]
    expect(rows('daily_summary')).toHaveLength(days.length)
    for (const [at, row] of rows('daily_summary').entries())
      expectFields(row, days[at]!, {
        date: 'calendarDate',
        stress_avg: (day) => under(day, 'values', 'overallStressLevel'),
        stress_rest_s: (day) => under(day, 'values', 'restStressDuration'),
        stress_low_s: (day) => under(day, 'values', 'lowStressDuration'),
        stress_medium_s: (day) => under(day, 'values', 'mediumStressDuration'),
        stress_high_s: (day) => under(day, 'values', 'highStressDuration'),
      })
  })

  it.each([
    ['daily_summary', 4, 'daily_summary', { steps: 'totalSteps', distance_m: 'totalDistance', step_goal: 'stepGoal' }],
    [
      'intensity_minutes_daily',
      5,
      'daily_summary',
      { moderate_min: 'moderateValue', vigorous_min: 'vigorousValue', intensity_goal_min: 'weeklyGoal' },
    ],
    ['sleep_score_daily', 6, 'sleep', { score: 'value' }],
    ['hydration_daily', 7, 'hydration', { intake_ml: 'valueInML', goal_ml: 'goalInML' }],
  ] as const)('%s, recording %i', async (dataset, index, table, columns) => {
    const { raw, rows } = await read(dataset, 'data/stats-daily', index)
    const days = raw as unknown as Raw[]
    expect(rows(table)).toHaveLength(days.length)
    for (const [at, row] of rows(table).entries()) expectFields(row, days[at]!, { date: 'calendarDate', ...columns })
  })

  it('weeks of stress, and of intensity minutes, which are the sums of their days', async () => {
    const stress = await read('stress_weekly', 'data/stats-weekly', 1)
    const weeks = stress.raw as unknown as Raw[]
    expect(stress.rows('performance').map((row) => [row.date, row.metric, row.value])).toEqual(
      weeks.map((week) => [week.calendarDate, 'stress_week_avg', week.value]),
    )
    const intensity = await read('intensity_minutes_weekly', 'data/stats-weekly', 0)
    const rows = intensity.rows('performance')
    const value = (date: string, metric: string) =>
      rows.find((row) => row.date === date && row.metric === metric)?.value
    for (const week of intensity.raw as unknown as Raw[]) {
      expect(value(String(week.calendarDate), 'moderate_week')).toBe(week.moderateValue)
      expect(value(String(week.calendarDate), 'vigorous_week')).toBe(week.vigorousValue)
      expect(value(String(week.calendarDate), 'intensity_goal_week')).toBe(week.weeklyGoal)
    }
    const days = (await read('intensity_minutes_daily', 'data/stats-daily', 5)).rows('daily_summary')
    const ofWeek = days.filter(({ date }) => String(date) >= '2023-07-10' && String(date) < '2023-07-17')
    const sum = (column: string) => ofWeek.reduce((total, row) => total + Number(row[column]), 0)
    expect([value('2023-07-10', 'moderate_week'), value('2023-07-10', 'vigorous_week')]).toEqual([
      sum('moderate_min'),
      sum('vigorous_min'),
    ])
  })

  it.each([0, 1])('the totals of hydration after write %i', async (index) => {
    const { raw, rows } = await read('hydration_daily', 'data/hydration-log', index)
    expectFields(rows('hydration')[0]!, raw as Raw, {
      date: 'calendarDate',
      intake_ml: 'valueInML',
      goal_ml: 'goalInML',
      sweat_loss_ml: 'sweatLossInML',
      activity_intake_ml: 'activityIntakeInML',
      daily_avg_ml: 'dailyAverageinML',
      last_entry_local: 'lastEntryTimestampLocal',
    })
  })
})

describe('invented answers after the documented shapes', () => {
  it('dates VO2max by what is inside each part, and takes a repeated acclimation once', async () => {
    const { rows } = await read('max_metrics', 'invented/max-metrics', 0)
    expect(rows('vo2max').map((row) => [row.date, row.sport, row.precise])).toEqual([
      ['2026-03-01', 'generic', 48.4],
      ['2026-03-03', 'generic', 48.7],
      ['2026-03-03', 'cycling', 51.4],
      ['2026-03-02', 'cycling', 51.2],
    ])
    expect(rows('acclimation').map((row) => [row.date, row.heat_pct, row.altitude_m])).toEqual([
      ['2026-03-01', 0, 0],
      ['2026-03-03', 12, 400],
    ])
  })

  it('keeps both measurements of a day, and finds none in a wrapper without summaries', async () => {
    const { rows } = await read('blood_pressure', 'invented/blood-pressure', 0)
    expect(rows('blood_pressure').map((row) => [row.date, row.systolic, row.diastolic, row.pulse])).toEqual([
      ['2026-03-01', 118, 76, 54],
      ['2026-03-01', 124, 80, null],
      ['2026-03-04', 121, 78, 57],
    ])
    expect(rows('blood_pressure')[0]).toMatchObject({ version: '1772350200123', offset_s: 3600 })
    expect((await read('blood_pressure', 'invented/blood-pressure', 1)).items).toEqual([])
  })

  it('reads nights of a range like single ones, with naps and without stages', async () => {
    const { rows, items, also } = await read('sleep', 'invented/sleep-summaries', 0)
    expect(items.map(({ item }) => item)).toEqual(['2026-03-01', '2026-03-03'])
    expect(rows('sleep')[0]).toMatchObject({ total_s: 27600, score: 81, offset_s: 3600, need_min: 490 })
    expect(rows('sleep')[1]).toMatchObject({ deep_s: 0, score: null, sub_scores: null })
    expect(also?.naps?.map(({ item, content, rows: { nap = [] } }) => [item, content !== null, nap.length])).toEqual([
      ['2026-03-01', true, 1],
      ['2026-03-03', false, 0],
    ])
    expect(also?.naps?.[0]?.rows.nap).toEqual([expect.objectContaining({ seconds: 1500, offset_s: 3600 })])
    // What only the form for one night knows keeps what that brought.
    for (const item of items) expect(Object.keys(item.rows)).toEqual(['sleep'])
    for (const column of ['restless_count', 'avg_hrv_ms', 'skin_temp_dev_c'])
      expect(rows('sleep')[0]).not.toHaveProperty(column)
  })

  it('reads the speed at the lactate threshold from tenths, and its heart rate from the misspelt key', async () => {
    const speeds = (await read('lactate_threshold', 'invented/lactate-threshold', 0)).rows('performance')
    expect(speeds.map((row) => [row.date, row.value, row.unit])).toEqual([
      ['2026-02-10', 3.52777, 'mps'],
      ['2026-03-02', 3.58333, 'mps'],
    ])
    const { items, rows } = await read('lactate_threshold', 'invented/lactate-threshold', 2)
    expect(items.map(({ item }) => item)).toEqual(['2026-03-02'])
    expect(rows('performance').map((row) => [row.metric, row.value])).toEqual([
      ['lactate_threshold_speed', 3.58333],
      ['lactate_threshold_hr', 168],
    ])
  })

  it('keeps the threshold power of every sport under its own date', async () => {
    const { rows } = await read('ftp', 'invented/ftp', 1)
    expect(rows('performance').map((row) => [row.date, row.metric, row.sport, row.value])).toEqual([
      ['2026-02-14', 'ftp', 'cycling', 228],
      ['2026-02-14', 'ftp_per_kg', 'cycling', 3.596],
      ['2026-02-20', 'ftp', 'running', 291],
      ['2026-02-20', 'ftp_per_kg', 'running', 4.59],
    ])
  })

  it('leaves out habits that nobody answered to, and days without food', async () => {
    const habits = await read('lifestyle_log', 'invented/lifestyle-log', 0)
    expect(habits.rows('lifestyle_entry').map((row) => [row.behaviour, row.status, row.amount])).toEqual([
      ['Late meal', 'NO', null],
      ['Alcohol', 'YES', 2],
    ])
    const food = await read('nutrition', 'invented/nutrition', 0)
    expect(food.rows('nutrition_day').map((row) => [row.date, row.kcal, row.kcal_goal])).toEqual([
      ['2026-03-01', 2140, 2350],
    ])
    expect((await read('pregnancy', 'invented/pregnancy', 1)).items).toEqual([])
  })

  it('keeps everything private beyond the rest off until it is named', () => {
    const off = catalogue.filter(({ optIn }) => optIn === 'sensitive').map(({ name }) => name)
    expect(off).toEqual(expect.arrayContaining(['menstrual', 'pregnancy', 'nutrition', 'lifestyle_log']))
  })

  it('asks for weekly scores in whole weeks, so that a week keeps its date', () => {
    const { forms } = catalogue.find(({ name }) => name === 'endurance_score')!
    const asked = ['2026-02-23', '2026-02-25', '2026-03-01'].map(
      (start) =>
        forms[0].request({ kind: 'range', start, end: '2026-03-04' } as never, { displayName: null, profileId: '1' })
          ?.query,
    )
    expect(new Set(asked.map((query) => JSON.stringify(query))).size).toBe(1)
    expect(asked[0]).toMatchObject({ startDate: '2026-02-23', endDate: '2026-03-08' })
  })
})
