import type { DayTruth, WellnessTruth } from '../life/index.ts'
import { json, type Reply } from '../reply.ts'
import type { Route, Service, ServiceRequest, World } from '../routing.ts'
import { daysIn, isReply, readRange } from './ranges.ts'
import { sleepStats } from './sleep-shapes.ts'

/** Longest range of the daily statistics: 28 days answer, 29 are refused (RANGES section 1, recorded). */
const maxDays = 28

/** A row for each day with data; null leaves the day out, as Garmin does. */
type RowOf = (day: DayTruth, wellness: WellnessTruth) => Record<string, unknown> | null

function range(path: string, rowOf: RowOf, longest = maxDays): Route {
  return {
    method: 'GET',
    path: `${path}/{start}/{end}`,
    answer(request: ServiceRequest, world: World): Reply {
      const asked = readRange(request.vars.start, request.vars.end, longest, request, world)
      if (isReply(asked)) return asked
      return json(rowsOf(world, asked, rowOf))
    },
  }
}

function rowsOf(world: World, asked: { start: DayTruth['date']; end: DayTruth['date'] }, rowOf: RowOf) {
  const rows: Record<string, unknown>[] = []
  for (const day of daysIn(world, asked)) {
    const row = day.wellness ? rowOf(day, day.wellness) : null
    if (row) rows.push({ calendarDate: day.date, ...row })
  }
  return rows
}

/** Ranges of daily values (DATA section 4; stats-daily.json). */
export const stats: Service = {
  name: 'stats',
  host: 'connectapi',
  routes: [
    range('/usersummary-service/stats/steps/daily', (_, w) => ({
      totalSteps: w.steps,
      totalDistance: w.distanceM,
      stepGoal: w.stepGoal,
    })),
    range('/usersummary-service/stats/floors/daily', (_, w) => ({
      values: { wellnessFloorsAscended: Math.floor(w.floorsUp), wellnessFloorsDescended: Math.floor(w.floorsDown) },
    })),
    range('/usersummary-service/stats/im/daily', (_, w) => ({
      weeklyGoal: 150,
      moderateValue: w.moderateMin,
      vigorousValue: w.vigorousMin,
    })),
    range('/usersummary-service/stats/stress/daily', (_, { stress }) => ({
      values: {
        // A duration of nothing is null here (recorded on 2023-05-28).
        highStressDuration: stress.highS || null,
        lowStressDuration: stress.lowS,
        overallStressLevel: stress.avg,
        restStressDuration: stress.restS,
        mediumStressDuration: stress.mediumS,
      },
    })),
    range('/usersummary-service/stats/heartRate/daily', (_, w) => ({
      values: { restingHR: w.hrResting, wellnessMaxAvgHR: w.hrMax - 3, wellnessMinAvgHR: w.hrMin + 1 },
    })),
    range('/usersummary-service/stats/bodybattery/daily', (_, { bodyBattery }) => ({
      values: { lowBodyBattery: bodyBattery.low, highBodyBattery: bodyBattery.high },
    })),
    range(
      '/usersummary-service/stats/respiration/daily',
      (day, w) => ({
        avgWakingRespiration: w.respirationAvg,
        avgSleepRespiration: day.sleep?.averageRespiration ?? null,
      }),
      31,
    ),
    range('/wellness-service/stats/daily/sleep/score', (day) => (day.sleep ? { value: day.sleep.score } : null)),
    {
      // Pairs, only of days with the sensor on; lists empty and average null without. No cap was found (RANGES section 1).
      method: 'GET',
      path: '/wellness-service/stats/daily/acclimation',
      query: ['fromDate!', 'untilDate!'],
      answer(request, world) {
        const { query } = request
        const asked = readRange(query.get('fromDate'), query.get('untilDate'), 36_600, request, world)
        if (isReply(asked)) return asked
        const days = [...daysIn(world, asked)].flatMap(({ date, wellness }): [string, number][] =>
          wellness?.spo2 ? [[date, wellness.spo2.avg]] : [],
        )
        const mean = days.reduce((sum, [, average]) => sum + average, 0) / days.length
        return json({
          averageSpO2: days.length === 0 ? null : Math.round(mean),
          spo2DailyAverageArray: days,
          spO2HourlyAverages: [],
          altitudeValues: [],
        })
      },
    },
    {
      method: 'GET',
      path: '/sleep-service/stats/sleep/daily/{start}/{end}',
      answer(request, world) {
        const asked = readRange(request.vars.start, request.vars.end, maxDays, request, world)
        if (isReply(asked)) return asked
        const individualStats = rowsOf(world, asked, (day, w) =>
          day.sleep ? { values: sleepStats(day, day.sleep, w) } : null,
        )
        return json({ overallStats: {}, individualStats })
      },
    },
  ],
}
