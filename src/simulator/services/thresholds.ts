import { addDays, type LocalDate } from '../../domain/index.ts'
import { type DayTruth, type FitnessTruth, person } from '../life/index.ts'
import { badRequest, json, noContent } from '../reply.ts'
import { dayOf, type Route, type World } from '../routing.ts'
import { isReply, readRange } from './ranges.ts'
import { fitDays } from './score-shapes.ts'

/** Range accepted, cap unknown (RANGES section 1). */
const maxDays = 366
const base = '/biometric-service'

type Measure = (day: DayTruth, fitness: FitnessTruth) => number | null

/** Garmin writes the speed in tenths (SCHEMA-HINTS trap 6). */
const speed: Measure = (_, { lactate }) => (lactate ? lactate.speedMps / 10 : null)
const heartRate: Measure = (_, { lactate }) => lactate?.hr ?? null
const power: Measure = (_, { ftpW }) => ftpW

/** Days on which the value was found. */
function range(measure: string, measureOf: Measure): Route {
  return {
    method: 'GET',
    path: `${base}/stats/${measure}/range/{start}/{end}`,
    query: ['sport!', 'aggregation!', 'aggregationStrategy!'],
    answer(request, world) {
      const asked = readRange(request.vars.start, request.vars.end, maxDays, request, world)
      if (isReply(asked)) return asked
      const series = (request.query.get('sport') ?? '').toLowerCase()
      const found = [...fitDays(world, asked)].flatMap(([day, fitness]) => {
        const value = measureOf(day, fitness)
        return value === null ? [] : [{ from: day.date, until: day.date, series, value, updatedDate: day.date }]
      })
      return json(found)
    },
  }
}

/** The newest value of the last two years up to that day, with its date. */
function newest(world: World, end: LocalDate, measureOf: Measure): { date: LocalDate; value: number } | null {
  let found: { date: LocalDate; value: number } | null = null
  for (const [day, fitness] of fitDays(world, { start: addDays(end, -730), end })) {
    const value = measureOf(day, fitness)
    if (value !== null) found = { date: day.date, value }
  }
  return found
}

const written = (date: LocalDate) => ({
  calendarDate: `${date}T07:35:00.000`,
  version: Date.parse(`${date}T07:35:00Z`),
})

/** Thresholds of running and cycling (DATA section 6). */
export const thresholdRoutes: readonly Route[] = [
  range('lactateThresholdSpeed', speed),
  range('lactateThresholdHeartRate', heartRate),
  range('functionalThresholdPower', power),
  {
    method: 'GET',
    path: `${base}/biometric/latestLactateThreshold`,
    answer(_, world) {
      const [fast, beats] = [speed, heartRate].map((each) => newest(world, world.life.today(), each))
      const row = (found: typeof fast, values: Record<string, number | null>) =>
        found ? [{ userProfilePK: person.profileId, ...written(found.date), ...values, heartRateCycling: null }] : []
      // Speed on one row, heart rate on the other under a misspelt key.
      return json([
        ...row(fast, { speed: fast?.value ?? null, hearRate: null }),
        ...row(beats, { speed: null, hearRate: beats?.value ?? null }),
      ])
    },
  },
  {
    method: 'GET',
    path: `${base}/biometric/latestFunctionalThresholdPower/CYCLING`,
    answer(_, world) {
      const found = newest(world, world.life.today(), power)
      if (found === null) return noContent()
      const own = { sport: 'CYCLING', functionalThresholdPower: found.value, isStale: false }
      return json({ userProfilePK: person.profileId, ...written(found.date), ...own })
    },
  },
  {
    method: 'GET',
    path: `${base}/biometric/powerToWeight/latest/{date}`,
    answer({ vars }, world) {
      const date = dayOf(vars.date)
      if (date === null) return badRequest('Invalid date, expected yyyy-MM-dd')
      const found = newest(world, date, power)
      const weightG = world.life.weighIns().findLast((weighIn) => weighIn.date <= date)?.weightG ?? null
      if (found === null || weightG === null) return json([])
      return json([
        {
          userProfilePk: person.profileId,
          calendarDate: found.date,
          sport: 'CYCLING',
          functionalThresholdPower: found.value,
          weight: weightG / 1000,
          powerToWeight: Math.round((1000 * found.value) / (weightG / 1000)) / 1000,
          isStale: false,
        },
      ])
    },
  },
]
