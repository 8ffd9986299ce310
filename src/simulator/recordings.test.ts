import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { signIn, withSimulator } from './test-support.ts'

type Dto = Record<string, unknown>

/** A recorded answer of Garmin's, as kept under tests/recordings. */
function recorded(family: string, index = 0): Dto {
  const file = new URL(`../../tests/recordings/data/${family}.json`, import.meta.url)
  const { recordings } = JSON.parse(readFileSync(file, 'utf8')) as { recordings: { response: { body: Dto } }[] }
  return recordings[index]?.response.body ?? {}
}

const keys = (value: unknown) => Object.keys(value as Dto).sort()
const day = '2026-09-09'

test('the profile has exactly the recorded keys', () =>
  withSimulator({}, async (simulator) => {
    const { json } = await signIn(simulator)
    expect(keys(await json('/userprofile-service/socialProfile'))).toEqual(keys(recorded('profile')))
  }))

test('the summary of a day has exactly the recorded keys', () =>
  withSimulator({}, async (simulator) => {
    const { json } = await signIn(simulator)
    const summary = await json(`/usersummary-service/usersummary/daily/?calendarDate=${day}`)
    const {
      bodyBatteryDynamicFeedbackEvent: _,
      endOfDayBodyBatteryDynamicFeedbackEvent: __,
      ...rest
    } = recorded('daily-summary')
    expect(keys(summary)).toEqual(keys(rest))
  }))

test('samples of heart rate and stress have exactly the recorded keys and row forms', () =>
  withSimulator({}, async (simulator) => {
    const { json } = await signIn(simulator)
    const heart = await json<Dto & { heartRateValues: unknown[][] }>(
      `/wellness-service/wellness/dailyHeartRate/?date=${day}`,
    )
    expect(keys(heart)).toEqual(keys(recorded('heart-rate-day')))
    expect(heart.heartRateValueDescriptors).toEqual(recorded('heart-rate-day').heartRateValueDescriptors)
    const stress = await json(`/wellness-service/wellness/dailyStress/${day}`)
    const real = recorded('stress-day')
    expect(keys(stress)).toEqual(keys(real))
    expect(stress.stressValueDescriptorsDTOList).toEqual(real.stressValueDescriptorsDTOList)
    expect(stress.bodyBatteryValueDescriptorsDTOList).toEqual(real.bodyBatteryValueDescriptorsDTOList)
  }))

test('a night of HRV has exactly the recorded keys', () =>
  withSimulator({}, async (simulator) => {
    const { json } = await signIn(simulator)
    const night = await json<Dto & { hrvReadings: unknown[] }>(`/hrv-service/hrv/${day}`)
    const real = recorded('hrv-day') as Dto & { hrvReadings: unknown[] }
    expect(keys(night)).toEqual(keys(real))
    expect(keys(night.hrvSummary)).toEqual(keys(real.hrvSummary))
    expect(keys(night.hrvReadings[0])).toEqual(keys(real.hrvReadings[0]))
  }))

test('a night of sleep has the recorded keys of a watch without pulse oximeter', () =>
  withSimulator({}, async (simulator) => {
    const { json } = await signIn(simulator)
    const night = await json(
      `/wellness-service/wellness/dailySleepData/${encodeURIComponent('lena.läufer-77')}?nonSleepBufferMinutes=60&date=${day}`,
    )
    const real = keys(recorded('sleep-day').dailySleepDTO).filter((key) => !key.includes('SpO2'))
    expect(keys(night.dailySleepDTO)).toEqual(expect.arrayContaining(real))
  }))

test('weigh-ins have exactly the recorded keys, in day view and range', () =>
  withSimulator({}, async (simulator) => {
    const { json } = await signIn(simulator)
    const range = await json<Dto & { dailyWeightSummaries: Dto[] }>(
      '/weight-service/weight/range/2026-06-01/2026-09-10?includeAll=true',
    )
    const real = recorded('weight', 2) as Dto & { dailyWeightSummaries: Dto[] }
    expect(keys(range)).toEqual(keys(real))
    expect(keys(range.dailyWeightSummaries[0])).toEqual(keys(real.dailyWeightSummaries[0]))
    const entry = (of: Dto = {}) => (of.allWeightMetrics as Dto[])[0]
    expect(keys(entry(range.dailyWeightSummaries[0]))).toEqual(keys(entry(real.dailyWeightSummaries[0])))
    const empty = await json('/weight-service/weight/dayview/2020-01-01')
    expect(empty).toEqual(recorded('weight', 1))
  }))

test('rows of the activity list use recorded keys', () =>
  withSimulator({}, async (simulator) => {
    const { json } = await signIn(simulator)
    const rows = await json<Dto[]>('/activitylist-service/activities/search/activities?start=0&limit=1000')
    const known = new Set((recorded('activity-list') as unknown as Dto[]).flatMap((row) => Object.keys(row)))
    // Cadences of the other sports, and the sets of strength training, were not recorded.
    const others = /^(averageBiking|maxBiking|averageSwim|summarizedExerciseSets)/
    for (const row of rows) expect(Object.keys(row).filter((key) => !known.has(key) && !others.test(key))).toEqual([])
    const run = rows.find((row) => (row.activityType as Dto).typeKey === 'trail_running')
    expect(keys(run).length).toBeGreaterThan(70)
  }))

test('training readiness has exactly the recorded keys', () =>
  withSimulator({}, async (simulator) => {
    const { json } = await signIn(simulator)
    const rows = await json<Dto[]>(`/metrics-service/metrics/trainingreadiness/${day}`)
    expect(keys(rows[0])).toEqual(keys((recorded('training-readiness') as unknown as Dto[])[0]))
  }))

test('training status has the recorded keys down to its rows, latest, weekly and monthly', () =>
  withSimulator({}, async (simulator) => {
    const { json } = await signIn(simulator)
    const base = '/mobile-gateway/usersummary/trainingstatus'
    const paths = [`${base}/latest/${day}`, `${base}/weekly/2026-08-20/${day}`, `${base}/monthly/2026-06-01/${day}`]
    for (const [index, path] of paths.entries()) {
      const real = recorded('training-status', index)
      const known = new Set<string>()
      const collect = (value: unknown, into: Set<string>): void => {
        if (Array.isArray(value)) for (const one of value) collect(one, into)
        else if (typeof value === 'object' && value !== null)
          for (const [key, one] of Object.entries(value)) {
            into.add(/^\d+$/.test(key) ? 'device' : key)
            collect(one, into)
          }
      }
      collect(real, known)
      const played = new Set<string>()
      collect(await json(path), played)
      expect([...played].filter((key) => !known.has(key))).toEqual([])
      // Of the monthly form the simulator leaves out VO2max by week.
      if (index < 2) expect([...known].filter((key) => !played.has(key))).toEqual([])
    }
  }))

test('endurance and hill score of a day have exactly the recorded keys', () =>
  withSimulator({}, async (simulator) => {
    const { json } = await signIn(simulator)
    const hill = await json(`/metrics-service/metrics/hillscore?calendarDate=${day}`)
    expect(keys(hill)).toEqual(keys(recorded('scores', 0)))
    const endurance = await json(`/metrics-service/metrics/endurancescore?calendarDate=${day}`)
    expect(keys(endurance)).toEqual(keys(recorded('scores', 1)))
  }))
