import { expect, test } from 'vitest'
import { addDays, type LocalDate } from '../domain/index.ts'
import { type Api, readFit, signIn, unzip, withSimulator } from './test-support.ts'
import type { Simulator } from './types.ts'

type Dto = Record<string, unknown>
const list = '/activitylist-service/activities/search/activities'

const daysWhere = (simulator: Simulator, wanted: (day: ReturnType<Simulator['life']['day']>) => boolean) =>
  simulator.life.days().filter((date) => date < simulator.life.today() && wanted(simulator.life.day(date)))

test('the list is newest first, pages of up to 1000 follow one another, and a longer one is refused', () =>
  withSimulator({}, async (simulator) => {
    const { json, get } = await signIn(simulator)
    const all = await json<Dto[]>(`${list}?start=0&limit=1000`)
    expect(all.map((row) => String(row.startTimeLocal))).toEqual(
      all
        .map((row) => String(row.startTimeLocal))
        .sort()
        .reverse(),
    )
    const pages = [
      ...(await json<Dto[]>(`${list}?start=0&limit=50`)),
      ...(await json<Dto[]>(`${list}?start=50&limit=50`)),
    ]
    expect(pages).toEqual(all.slice(0, 100))
    expect(await json(`${list}?start=5000&limit=100`)).toEqual([])
    expect((await get(`${list}?start=0&limit=1001`)).status).toBe(400)
    expect((await get(`${list}?start=0&limit=10&newestFirst=yes`)).status).toBe(400)
    expect(simulator.violations).toMatchObject([{ kind: 'unexpected-query' }])
  }))

test('days limit the list, and the count adds the legs of multisport activities', () =>
  withSimulator({}, async (simulator) => {
    const { json } = await signIn(simulator)
    const august = await json<Dto[]>(`${list}?startDate=2026-08-01&endDate=2026-08-31`)
    expect(august.length).toBeGreaterThan(5)
    for (const row of august) expect(String(row.startTimeLocal)).toMatch(/^2026-08/)
    const legs = simulator.life.activities().flatMap(({ legs: each }) => each)
    expect(legs.length).toBeGreaterThan(0)
    expect(await json('/activitylist-service/activities/count')).toEqual({
      totalCount: simulator.life.activities().length + legs.length,
      multisportChildCount: legs.length,
    })
  }))

test('ids beyond 2^53 are printed bare and exact', () =>
  withSimulator({}, async (simulator) => {
    const { get } = await signIn(simulator)
    const big = simulator.life.activities().filter(({ id }) => id.length > 16)
    expect(big.length).toBeGreaterThan(3)
    const text = await (await get(`${list}?start=0&limit=1000`)).text()
    for (const { id } of big) {
      expect(text).toContain(`"activityId":${id},`)
      expect(String(Number(id))).not.toBe(id)
    }
  }))

test('list, summary, file and truth agree on every activity of a quarter', () =>
  withSimulator({}, async (simulator) => {
    const { json, get } = await signIn(simulator)
    const rows = new Map(
      (await json<Dto[]>(`${list}?start=0&limit=1000`)).map((row) => [
        Number(row.beginTimestamp) + String(row.activityName),
        row,
      ]),
    )
    for (const activity of simulator.life.activities().slice(0, 45)) {
      const row = rows.get(activity.startUtc + activity.name) as Dto
      expect(row.duration).toBeCloseTo(activity.timerS, 2)
      expect(row.averageHR ?? null).toBe(activity.avgHr)
      const detail = (await json<{ summaryDTO: Dto }>(`/activity-service/activity/${activity.id}`)).summaryDTO
      expect(detail).toMatchObject({ duration: activity.timerS, calories: activity.kcal })
      const file = await get(`/download-service/files/activity/${activity.id}`)
      if (activity.manual) {
        expect(file.status).toBe(404)
        expect(await file.json()).toEqual({ message: 'HTTP 404 Not Found', error: 'NotFoundException' })
        continue
      }
      expect(file.headers.get('content-disposition')).toBe(`attachment; filename="${activity.id}.zip"`)
      const messages = readFit((await unzip(file))[`${activity.id}_ACTIVITY.fit`] as Uint8Array)
      const sessions = messages.filter(({ number }) => number === 18)
      const parts = activity.legs.length > 0 ? activity.legs : [activity]
      expect(sessions).toHaveLength(parts.length)
      for (const [index, part] of parts.entries()) {
        const session = sessions[index]?.fields ?? {}
        expect(session[2]).toBe(part.startUtc / 1000 - 631_065_600)
        expect(session[5]).toBe(part.sport.fitSport)
        expect(session[7]).toBe(Math.round(part.elapsedS * 1000))
        expect(session[8]).toBe(Math.round(part.timerS * 1000))
        expect(session[9] ?? null).toBe(part.distanceM === null ? null : Math.round(part.distanceM * 100))
        expect(session[11]).toBe(part.kcal)
        expect([session[16], session[17]]).toEqual([part.avgHr, part.maxHr])
      }
      if (activity.sport.typeKey === 'lap_swimming')
        expect(messages.filter(({ number }) => number === 101)).toHaveLength((activity.distanceM ?? 0) / 25)
      const records = messages.filter(({ number }) => number === 20)
      expect(records.length).toBeLessThanOrEqual(600 * parts.length)
      const beats = records.map(({ fields }) => fields[3] ?? 0)
      expect(Math.max(...beats)).toBe(activity.maxHr)
    }
  }))

test('daily summaries come for 365 days at once, and 366 are an error inside a 200', () =>
  withSimulator({ years: 2 }, async (simulator) => {
    const { graphql } = await signIn(simulator)
    const { today } = simulator.life
    const ask = (days: number) =>
      graphql(`query{userDailySummaryV2Scalar(startDate:"${addDays(today(), 1 - days)}",endDate:"${today()}")}`)
    const answer = (await ask(365)).data?.userDailySummaryV2Scalar as { data: Dto[] }
    const worn = daysWhere(simulator, (day) => day.worn).filter((date) => date > addDays(today(), -365))
    expect(answer.data.map((row) => row.calendarDate)).toEqual([...worn, today()])
    expect(await ask(366)).toMatchObject({ data: { userDailySummaryV2Scalar: null }, errors: [{}] })
    expect(await graphql('query{noSuchScalar(startDate:"2026-01-01")}')).toMatchObject({ data: null, errors: [{}] })
    expect(await graphql('query{userDailySummaryV2Scalar(date:"2026-01-01")}')).toMatchObject({
      data: null,
      errors: [{}],
    })
  }))

test('the two forms of a day agree with each other and with the truth', () =>
  withSimulator({}, async (simulator) => {
    const { json, graphql } = await signIn(simulator)
    const { life } = simulator
    const [start, end] = [addDays(life.today(), -40), life.today()]
    const { data } = await graphql(`{ userDailySummaryV2Scalar(startDate: "${start}", endDate: "${end}") }`)
    const rows = data?.userDailySummaryV2Scalar as { data: Dto[] }
    for (const row of rows.data) {
      const day = await json(
        `/usersummary-service/usersummary/daily/${encodeURIComponent('lena.läufer-77')}?calendarDate=${row.calendarDate}`,
      )
      const truth = life.day(row.calendarDate as LocalDate).wellness
      expect(row).toMatchObject({
        movement: { steps: { value: truth?.steps } },
        heartRate: { restingValue: truth?.hrResting },
      })
      expect(day).toMatchObject({
        totalSteps: truth?.steps,
        restingHeartRate: truth?.hrResting,
        includesWellnessData: true,
      })
      expect(day.totalKilocalories).toBe((day.activeKilocalories as number) + (day.bmrKilocalories as number))
      const parts = ['highlyActiveSeconds', 'activeSeconds', 'sedentarySeconds', 'sleepingSeconds'].map((key) =>
        Number(day[key]),
      )
      expect(parts.reduce((sum, part) => sum + part, 0)).toBe(Number(day.durationInMilliseconds) / 1000)
    }
  }))

test('a day on which the watch was not worn is empty everywhere', () =>
  withSimulator({}, async (simulator) => {
    const { json, get } = await signIn(simulator)
    const date = daysWhere(simulator, (day) => !day.worn)[0] as LocalDate
    expect(await json(`/usersummary-service/usersummary/daily?calendarDate=${date}`)).toMatchObject({
      includesWellnessData: false,
      totalSteps: null,
      privacyProtected: false,
    })
    expect(await json(`/usersummary-service/stats/steps/daily/${date}/${date}`)).toEqual([])
    expect(await json(`/sleep-service/sleep/dailySleepData?date=${date}`)).toMatchObject({
      dailySleepDTO: { id: null },
    })
    expect(await json(`/wellness-service/wellness/dailyHeartRate/?date=${date}`)).toMatchObject({
      heartRateValues: null,
    })
    expect(await json(`/wellness-service/wellness/dailyStress/${date}`)).toMatchObject({ stressValuesArray: null })
    expect((await get(`/hrv-service/hrv/${date}`)).status).toBe(204)
    expect((await get(`/hrv-service/hrv/daily/${date}/${date}`)).status).toBe(204)
    expect((await get(`/download-service/files/wellness/${date}`)).status).toBe(404)
  }))

test('stages of a night follow one another and add up to its totals', () =>
  withSimulator({}, async (simulator) => {
    const { json } = await signIn(simulator)
    const dates = daysWhere(simulator, (day) => day.sleep !== null).slice(-40)
    for (const date of dates) {
      const { dailySleepDTO: night, sleepLevels } = await json<{ dailySleepDTO: Dto; sleepLevels: Dto[] }>(
        `/sleep-service/sleep/dailySleepData?date=${date}&nonSleepBufferMinutes=60`,
      )
      const seconds = [0, 0, 0, 0]
      let at = Number(night.sleepStartTimestampGMT)
      for (const level of sleepLevels) {
        const [from, to] = [Date.parse(`${level.startGMT}Z`), Date.parse(`${level.endGMT}Z`)]
        expect(from).toBe(at)
        seconds[Number(level.activityLevel)] = (seconds[Number(level.activityLevel)] ?? 0) + (to - from) / 1000
        at = to
      }
      expect(at).toBe(night.sleepEndTimestampGMT)
      const [deep, light, rem, awake] = seconds
      expect([deep, light, rem, awake]).toEqual([
        night.deepSleepSeconds,
        night.lightSleepSeconds,
        night.remSleepSeconds,
        night.awakeSleepSeconds,
      ])
      expect(night.sleepTimeSeconds).toBe((deep ?? 0) + (light ?? 0) + (rem ?? 0))
    }
  }))

test('ranges longer than Garmin allows are refused with a message that names the limit', () =>
  withSimulator({ years: 3 }, async (simulator) => {
    const { get } = await signIn(simulator)
    const caps: [string, number][] = [
      ['/hrv-service/hrv/daily', 367],
      ['/usersummary-service/stats/steps/daily', 28],
      ['/usersummary-service/stats/stress/daily', 28],
      ['/usersummary-service/stats/respiration/daily', 31],
      ['/sleep-service/stats/sleep/daily', 28],
    ]
    const end = simulator.life.today()
    for (const [path, days] of caps) {
      expect((await get(`${path}/${addDays(end, 1 - days)}/${end}`)).status).toBe(200)
      const refused = await get(`${path}/${addDays(end, -days)}/${end}`)
      expect(refused.status).toBe(400)
      expect(((await refused.json()) as { message: string }).message).toContain(String(days))
    }
    expect((await get(`/weight-service/weight/range/2015-01-01/${end}?includeAll=true`)).status).toBe(200)
    expect((await get('/hrv-service/hrv/daily/2026-02-30/2026-03-01')).status).toBe(400)
    expect((await get('/hrv-service/hrv/daily/2026-03-02/2026-03-01')).status).toBe(400)
  }))

test('somebody else’s display name is refused', () =>
  withSimulator({}, async (simulator) => {
    const { get } = await signIn(simulator)
    for (const path of [
      '/usersummary-service/usersummary/daily/stranger?calendarDate=2026-09-01',
      '/wellness-service/wellness/dailyHeartRate/stranger?date=2026-09-01',
      '/wellness-service/wellness/dailySleepData/stranger?date=2026-09-01',
    ]) {
      const refused = await get(path)
      expect(refused.status).toBe(403)
      expect(await refused.json()).toMatchObject({ error: 'ForbiddenException' })
    }
  }))

test('an unknown path is an HTML 404, as recorded, and noticed', () =>
  withSimulator({}, async (simulator) => {
    const { get } = await signIn(simulator)
    const lost = await get('/wellness-service/no/such/thing')
    expect(lost.status).toBe(404)
    expect(lost.headers.get('content-type')).toContain('text/html')
    expect(simulator.violations).toMatchObject([{ kind: 'unknown-path' }])
  }))

test('a day’s zip holds valid files whose totals are those of the day', () =>
  withSimulator({}, async (simulator) => {
    const { get } = await signIn(simulator)
    const date = daysWhere(simulator, (day) => day.hrv !== null && (day.wellness?.vo2max ?? null) !== null).at(
      -1,
    ) as LocalDate
    const files = await unzip(await get(`/download-service/files/wellness/${date}`))
    const named = Object.fromEntries(
      Object.entries(files).map(([name, bytes]) => [name.replace(/^\d+_/, ''), readFit(bytes)]),
    )
    expect(Object.keys(named)).toEqual(['WELLNESS.fit', 'SLEEP_DATA.fit', 'HRV_STATUS.fit', 'METRICS.fit'])
    expect(Object.values(named).map((messages) => messages[0]?.fields[0])).toEqual([32, 49, 68, 44])
    const day = simulator.life.day(date)
    const totals = named['WELLNESS.fit']?.filter(({ number, fields }) => number === 55 && fields[3] !== undefined)
    expect(totals?.at(-1)?.fields[3]).toBe(day.wellness?.steps)
    const info = named['WELLNESS.fit']?.find(({ number }) => number === 103)?.fields
    expect((info?.[0] ?? 0) - (info?.[253] ?? 0)).toBe(day.startOffsetS)
    const levels = named['SLEEP_DATA.fit']?.filter(({ number }) => number === 275)
    expect(levels).toHaveLength(day.sleep?.stages.length ?? 0)
    const status = named['HRV_STATUS.fit']?.find(({ number }) => number === 370)?.fields
    expect(status?.[1]).toBe((day.hrv?.lastNightAvg ?? 0) * 128)
  }))

test('workouts come in pages, with groups that repeat groups in the detail', () =>
  withSimulator({}, async (simulator) => {
    const { json, get } = await signIn(simulator)
    const all = await json<Dto[]>('/workout-service/workouts?start=0&limit=100')
    expect(all.length).toBe(simulator.life.workouts().length)
    expect(await json('/workout-service/workouts?start=100&limit=100')).toEqual([])
    const nested = await json<{ workoutSegments: { workoutSteps: Dto[] }[] }>('/workout-service/workout/910000002')
    const group = nested.workoutSegments[0]?.workoutSteps[1] as Dto & { workoutSteps: Dto[] }
    expect(group).toMatchObject({ type: 'RepeatGroupDTO', numberOfIterations: 2 })
    expect(group.workoutSteps[0]).toMatchObject({ type: 'RepeatGroupDTO', numberOfIterations: 6 })
    expect((await get('/workout-service/workout/1')).status).toBe(404)
  }))

test('samples of archived days come back empty while the totals remain', () =>
  withSimulator({ archiveAfterDays: 180 }, async (simulator) => {
    const { json } = await signIn(simulator)
    const [old, recent] = [daysWhere(simulator, (day) => day.worn)[5], daysWhere(simulator, (day) => day.worn).at(-2)]
    const heart = (date: unknown) => json(`/wellness-service/wellness/dailyHeartRate/?date=${date}`)
    expect(await heart(old)).toMatchObject({ heartRateValues: null, restingHeartRate: expect.any(Number) })
    expect(await heart(recent)).toMatchObject({ heartRateValues: expect.any(Array) })
  }))

test('everything is the same, byte for byte, in another simulator of the same seed', async () => {
  const paths = [
    `${list}?start=0&limit=1000`,
    '/usersummary-service/usersummary/daily/?calendarDate=2026-09-09',
    '/sleep-service/sleep/dailySleepData?date=2026-09-09',
    '/download-service/files/wellness/2026-09-09',
    '/weight-service/weight/range/2025-01-01/2026-09-10?includeAll=true',
  ]
  const read = async ({ get }: Api) =>
    Promise.all(paths.map(async (path) => Buffer.from(await (await get(path)).arrayBuffer()).toString('base64')))
  const runs: string[][] = []
  for (const seed of [7, 7, 8])
    await withSimulator({ seed }, async (simulator) => void runs.push(await read(await signIn(simulator))))
  expect(runs[0]).toEqual(runs[1])
  expect(runs[0]?.[1]).not.toBe(runs[2]?.[1])
})
