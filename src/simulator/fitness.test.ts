import { expect, test } from 'vitest'
import { addDays, type LocalDate } from '../domain/index.ts'
import { type Api, signIn, withSimulator } from './test-support.ts'

type Dto = Record<string, unknown>

async function field<T>({ graphql }: Api, name: string, query: string): Promise<T> {
  return (await graphql(`query{${name}(${query})}`)).data?.[name] as T
}

const numbers = (rows: readonly Dto[], pk = 'userProfilePK') => rows.map((row) => ({ ...row, [pk]: Number(row[pk]) }))

test('what REST and GraphQL say of readiness, status, VO2max, hill and blood pressure is the same', () =>
  withSimulator({}, async (simulator) => {
    const api = await signIn(simulator)
    const { json } = api
    const end = simulator.life.today()
    const start = addDays(end, -20)
    const dates = `startDate:"${start}",endDate:"${end}"`
    const snapshots = await field<Dto[]>(api, 'trainingReadinessRangeScalar', dates)
    expect(snapshots.length).toBeGreaterThan(15)
    const ofDay = (date: unknown) => json<Dto[]>(`/metrics-service/metrics/trainingreadiness/${String(date)}`)
    const days = [...new Set(snapshots.map(({ calendarDate }) => calendarDate))]
    expect(numbers(snapshots)).toEqual((await Promise.all(days.map(ofDay))).flat())
    const several = days.filter((date) => snapshots.filter(({ calendarDate }) => calendarDate === date).length > 1)
    expect(several.length).toBeGreaterThan(3)

    const weekly = await json<Record<string, { payload: Dto }>>(
      `/mobile-gateway/usersummary/trainingstatus/weekly/${start}/${end}`,
    )
    const status = await field<Dto>(api, 'trainingStatusWeeklyScalar', `${dates},displayName:"${'lena.läufer-77'}"`)
    expect(status.reportData).toEqual(weekly.weeklyTrainingStatus?.payload.reportData)

    const oxygen = await json<Dto[]>(`/metrics-service/metrics/maxmet/daily/${start}/${end}`)
    expect(numbers(await field<Dto[]>(api, 'vo2MaxScalar', dates), 'userId')).toEqual(oxygen)
    expect(oxygen.length).toBeGreaterThan(2)

    const hill = await json<Dto>(
      `/metrics-service/metrics/hillscore/stats?startDate=${start}&endDate=${end}&aggregation=daily`,
    )
    const scores = await field<Dto>(api, 'hillScoreScalar', `${dates},aggregation:"daily"`)
    expect(numbers(scores.hillScoreDTOList as Dto[])).toEqual(hill.hillScoreDTOList)

    const pressure = await json(`/bloodpressure-service/bloodpressure/range/${start}/${end}?includeAll=true`)
    expect(await field(api, 'bloodPressureScalar', dates)).toEqual(pressure)
    expect(simulator.violations).toEqual([])
  }))

test('the newest answer has the values of the day that it names, which need not be the day asked for', () =>
  withSimulator({}, async (simulator) => {
    const { json } = await signIn(simulator)
    const { life } = simulator
    const gone = life.days().find((date) => !life.day(date).worn && life.day(addDays(date, -1) as LocalDate).worn)
    expect(gone).toBeDefined()
    const latest = await json<Record<string, { payload: Dto }>>(
      `/mobile-gateway/usersummary/trainingstatus/latest/${gone}`,
    )
    const [row] = Object.values(latest.mostRecentTrainingStatus?.payload.latestTrainingStatusData as Dto) as Dto[]
    const named = row?.calendarDate as LocalDate
    expect(named < (gone as LocalDate)).toBe(true)
    expect(row?.acuteTrainingLoadDTO).toMatchObject({ dailyTrainingLoadAcute: life.fitness(named)?.acuteLoad })
  }))
