import { type DayTruth, usualRestingHr } from '../life/index.ts'
import { badRequest, json, noContent, type Reply } from '../reply.ts'
import { dayOf, type Service, type ServiceRequest, type World } from '../routing.ts'
import { daysIn, isReply, readRange } from './ranges.ts'

/** No cap was found: ten years answer (RANGES section 1). */
const maxDays = 36_600

/** Vital signs of the night beside what is usual (DATA section 4). */
export const healthStatus: Service = {
  name: 'health-status',
  host: 'connectapi',
  routes: [
    { method: 'GET', path: '/healthstatus-service/healthstatus/summary/{start}/{end}', answer: range },
    { method: 'GET', path: '/healthstatus-service/healthstatus/summary/{date}', answer: day },
  ],
}

function summary({ date, epochDay, sleep, hrv, wellness }: DayTruth) {
  if (!sleep || !wellness) return null
  const metric = (type: string, value: number | null, [low, high]: readonly [number | null, number | null]) => ({
    type,
    value,
    status:
      value === null || low === null || high === null
        ? 'NO_DATA'
        : value < low || value > high
          ? 'OUT_OF_RANGE'
          : 'IN_RANGE',
    baselineLowerLimit: low,
    baselineUpperLimit: high,
  })
  const { balancedLow = null, balancedUpper = null } = hrv?.baseline ?? {}
  const metrics = [
    metric('HR', wellness.hrResting, usualRestingHr(epochDay)),
    metric('HRV', hrv?.lastNightAvg ?? null, [balancedLow, balancedUpper]),
    metric('RESPIRATION', sleep.averageRespiration, [12.5, 14.5]),
  ]
  return {
    calendarDate: date,
    outliersCount: metrics.filter(({ status }) => status === 'OUT_OF_RANGE').length,
    metrics,
  }
}

function range(request: ServiceRequest, world: World): Reply {
  const asked = readRange(request.vars.start, request.vars.end, maxDays, request, world)
  if (isReply(asked)) return asked
  return json([...daysIn(world, asked)].map(summary).filter((row) => row !== null))
}

function day({ vars }: ServiceRequest, { life }: World): Reply {
  const date = dayOf(vars.date)
  if (date === null) return badRequest('Invalid date, expected yyyy-MM-dd')
  const found = summary(life.day(date))
  return found === null ? noContent() : json(found)
}
