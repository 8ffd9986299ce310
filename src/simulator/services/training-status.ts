import { addDays } from '../../domain/index.ts'
import { devices, person } from '../life/index.ts'
import { badRequest, json, type Reply } from '../reply.ts'
import { dayOf, type Service, type ServiceRequest, type World } from '../routing.ts'
import { acclimationRow, balanceRow, recordedDevices, statusRow, vo2maxPart } from './fitness-shapes.ts'
import { daysIn, isReply, type Range, readRange } from './ranges.ts'
import { fitDays } from './score-shapes.ts'

/** 52 weeks were recorded in one answer; what lies beyond is unknown, so it is refused. */
const maxDays = 366

/** Training status as the mobile gateway has it: answers of other services, each in a wrapper of its own. */
export const trainingStatus: Service = {
  name: 'training-status',
  host: 'connectapi',
  routes: [
    { method: 'GET', path: '/mobile-gateway/usersummary/trainingstatus/latest/{date}', answer: latest },
    { method: 'GET', path: '/mobile-gateway/usersummary/trainingstatus/weekly/{start}/{end}', answer: weekly },
    { method: 'GET', path: '/mobile-gateway/usersummary/trainingstatus/monthly/{start}/{end}', answer: monthly },
  ],
}

const wrapped = (requestUrl: string, payload: unknown) => ({
  requestUrl,
  statusCode: payload === null ? 204 : 200,
  headers: {},
  errorMessage: null,
  payload,
  successful: true,
})

/** `reportData` of a range: every day, or the last one of each week. */
export function statusReport(world: World, asked: Range, everyDays: 1 | 7, asText = false) {
  const days = [...fitDays(world, asked)].filter((_, index) => index % everyDays === everyDays - 1)
  return {
    userId: asText ? String(person.profileId) : person.profileId,
    fromCalendarDate: asked.start,
    toCalendarDate: asked.end,
    showSelector: false,
    recordedDevices,
    reportData: days.length === 0 ? {} : { [devices.watch.id]: days.map(([day, fitness]) => statusRow(day, fitness)) },
  }
}

function weekly(request: ServiceRequest, world: World): Reply {
  const asked = readRange(request.vars.start, request.vars.end, maxDays, request, world)
  if (isReply(asked)) return asked
  const values = [...daysIn(world, asked)].flatMap(({ date, wellness }) =>
    wellness && wellness.vo2max !== null ? [{ value: Math.round(wellness.vo2max), calendarDate: date }] : [],
  )
  return json({
    vo2MaxWeeklyStatistics: wrapped(`/metrics-service/metrics/maxmet/stats/daily/${asked.start}/${asked.end}`, {
      userProfileId: person.profileId,
      statisticsStartDate: asked.start,
      statisticsEndDate: asked.end,
      allMetrics: { metricsMap: { ACTIVITY_VO2_MAX: values } },
      groupedMetrics: null,
    }),
    weeklyTrainingStatus: wrapped(
      `/metrics-service/metrics/trainingstatus/weekly/${world.displayName}`,
      statusReport(world, asked, 1),
    ),
  })
}

function monthly(request: ServiceRequest, world: World): Reply {
  const asked = readRange(request.vars.start, request.vars.end, maxDays, request, world)
  if (isReply(asked)) return asked
  return json({
    monthlyTrainingStatus: wrapped(
      `/metrics-service/metrics/trainingstatus/monthly/${world.displayName}`,
      statusReport(world, asked, 7),
    ),
  })
}

/** The newest known values up to the day asked for, each under its own date (SCHEMA-HINTS trap 12). */
function latest(request: ServiceRequest, world: World): Reply {
  const date = dayOf(request.vars.date)
  if (date === null) return badRequest('Invalid date, expected yyyy-MM-dd')
  const [day, fitness] = [...fitDays(world, { start: addDays(date, -30), end: date })].at(-1) ?? []
  const run = [...daysIn(world, { start: addDays(date, -120), end: date })]
    .filter(({ wellness }) => wellness?.vo2max != null)
    .at(-1)
  const of = (path: string, payload: unknown) => wrapped(`/metrics-service/metrics/${path}/${date}`, payload)
  if (!day || !fitness)
    return json({
      mostRecentHeatAltitudeAcclimation: of('heataltitudeacclimation/latest', null),
      mostRecentVO2Max: of('maxmet/latest', null),
      mostRecentTrainingLoadBalance: of('trainingloadbalance/latest', null),
      mostRecentTrainingStatus: of('trainingstatus/daily', null),
    })
  const id = devices.watch.id
  const generic = run?.wellness?.vo2max == null ? null : vo2maxPart(run.date, run.wellness.vo2max)
  return json({
    mostRecentHeatAltitudeAcclimation: of('heataltitudeacclimation/latest', acclimationRow(day)),
    mostRecentVO2Max: of('maxmet/latest', {
      userId: person.profileId,
      generic,
      cycling: null,
      heatAltitudeAcclimation: acclimationRow(day),
    }),
    mostRecentTrainingLoadBalance: of('trainingloadbalance/latest', {
      userId: person.profileId,
      metricsTrainingLoadBalanceDTOMap: { [id]: balanceRow(day, fitness) },
      recordedDevices,
    }),
    mostRecentTrainingStatus: of('trainingstatus/daily', {
      userId: person.profileId,
      latestTrainingStatusData: { [id]: statusRow(day, fitness, addDays(day.date, -3)) },
      recordedDevices,
      showSelector: false,
      lastPrimarySyncDate: null,
    }),
  })
}
