import { badRequest, forbidden, json, noContent, type Reply } from '../reply.ts'
import { dayOf, type Route, type Service, type ServiceRequest, type World } from '../routing.ts'
import { maxMetricsRow, readinessRows } from './fitness-shapes.ts'
import { daysIn, isForeign, isReply, type Range, readRange } from './ranges.ts'
import { enduranceDay, enduranceWeeks, fitDays, hillDay, hillDays } from './score-shapes.ts'

/** About a year (RANGES section 1); for most of these nobody knows the exact number. */
const aYear = 366
/** Weekly values, asked for in whole weeks; nobody knows the number. */
const wholeWeeks = 54 * 7
const base = '/metrics-service/metrics'

/** A day in the path or in `calendarDate`; null from `answer` is "nothing". */
function ofDay(
  path: string,
  query: readonly string[],
  nothing: () => Reply,
  answer: (world: World, asked: Range) => unknown,
): Route {
  return {
    method: 'GET',
    path,
    query,
    answer(request, world) {
      const date = dayOf(request.vars.date ?? request.query.get('calendarDate'))
      if (date === null) return badRequest('Invalid date, expected yyyy-MM-dd')
      const value = answer(world, { start: date, end: date })
      return value === null ? nothing() : json(value)
    },
  }
}

function ofRange(
  path: string,
  [start, end]: readonly [string, string],
  more: readonly string[],
  answer: (world: World, asked: Range, request: ServiceRequest) => Reply,
  maxDays = aYear,
): Route {
  return {
    method: 'GET',
    path,
    query: [`${start}!`, `${end}!`, ...more],
    answer(request, world) {
      if (isForeign(request, world)) return forbidden()
      const asked = readRange(request.query.get(start), request.query.get(end), maxDays, request, world)
      return isReply(asked) ? asked : answer(world, asked, request)
    },
  }
}

const dates = ['startDate', 'endDate'] as const
const first = <T>(values: Iterable<T>): T | null => [...values][0] ?? null

/** Training metrics (DATA section 6; training-readiness.json, scores.json). */
export const metrics: Service = {
  name: 'metrics',
  host: 'connectapi',
  routes: [
    ofDay(`${base}/trainingreadiness/{date}`, [], noContent, (world, asked) =>
      [...fitDays(world, asked)].flatMap(([day, fitness]) => readinessRows(day, fitness)),
    ),
    {
      method: 'GET',
      path: `${base}/maxmet/daily/{start}/{end}`,
      answer(request, world) {
        const asked = readRange(request.vars.start, request.vars.end, aYear, request, world)
        if (isReply(asked)) return asked
        return json([...daysIn(world, asked)].map((day) => maxMetricsRow(day)).filter((row) => row !== null))
      },
    },
    ofDay(`${base}/endurancescore`, ['calendarDate!'], noContent, (world, asked) => {
      const found = first(fitDays(world, asked))
      return found === null ? null : enduranceDay(...found)
    }),
    ofRange(
      `${base}/endurancescore/stats`,
      dates,
      ['aggregation!'],
      (world, asked, { query }) =>
        query.get('aggregation') === 'weekly' ? json(enduranceWeeks(world, asked)) : badRequest('Unknown aggregation'),
      wholeWeeks,
    ),
    ofDay(`${base}/hillscore`, ['calendarDate!'], noContent, (world, asked) => {
      const found = first(fitDays(world, asked))
      return found === null ? null : hillDay(...found)
    }),
    ofRange(`${base}/hillscore/stats`, dates, ['aggregation!'], (world, asked) => json(hillDays(world, asked))),
    ofRange(`${base}/racepredictions/daily/{dn}`, ['fromCalendarDate', 'toCalendarDate'], [], (world, asked) =>
      json(
        [...fitDays(world, asked)].map(([{ date }, { races }]) => ({
          calendarDate: date,
          time5K: races.k5,
          time10K: races.k10,
          timeHalfMarathon: races.half,
          timeMarathon: races.marathon,
        })),
      ),
    ),
    ofRange(`${base}/runningtolerance/stats`, dates, ['aggregation!'], (world, asked) =>
      json(
        [...fitDays(world, asked)].map(([{ date }, { impact }]) => ({
          calendarDate: date,
          acuteImpactLoad: impact.acute,
          acuteTolerance: impact.tolerance,
        })),
      ),
    ),
    // This watch does not measure it.
    ofDay(`${base}/runningeconomy/latest/{date}`, [], noContent, () => null),
  ],
}
