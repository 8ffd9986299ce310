import type { BloodPressureTruth } from '../life/index.ts'
import { badRequest, json, type Reply } from '../reply.ts'
import { dayOf, type Service, type ServiceRequest, type World } from '../routing.ts'
import { instantText } from '../texts.ts'
import { daysIn, isReply, type Range, readRange } from './ranges.ts'

/** No cap was found: ten years answer (RANGES section 1). */
const maxDays = 36_600

/** Blood pressure (DATA section 4). */
export const bloodPressure: Service = {
  name: 'blood-pressure',
  host: 'connectapi',
  routes: [
    {
      method: 'GET',
      path: '/bloodpressure-service/bloodpressure/range/{start}/{end}',
      query: ['includeAll'],
      answer: range,
    },
    { method: 'GET', path: '/bloodpressure-service/bloodpressure/dayview/{date}', answer: dayView },
  ],
}

const measurement = (truth: BloodPressureTruth) => ({
  version: truth.version,
  systolic: truth.systolic,
  diastolic: truth.diastolic,
  pulse: truth.pulse,
  multiMeasurement: false,
  notes: '',
  sourceType: 'MANUAL',
  measurementTimestampLocal: instantText(truth.atUtc + truth.offsetS * 1000),
  measurementTimestampGMT: instantText(truth.atUtc),
  category: truth.systolic > 120 ? 2 : 1,
  categoryName: truth.systolic > 120 ? 'ELEVATED' : 'NORMAL',
})

/** REST and GraphQL alike; a wrapper without summaries where nothing was measured. */
export function bloodPressures(world: World, { start, end }: Range) {
  const days = [...daysIn(world, { start, end })].filter(({ bloodPressures: all }) => all.length > 0)
  return {
    from: start,
    until: end,
    measurementSummaries: days.map(({ date, bloodPressures: all }) => ({
      startDate: date,
      endDate: date,
      highSystolic: Math.max(...all.map(({ systolic }) => systolic)),
      highDiastolic: Math.max(...all.map(({ diastolic }) => diastolic)),
      lowSystolic: Math.min(...all.map(({ systolic }) => systolic)),
      lowDiastolic: Math.min(...all.map(({ diastolic }) => diastolic)),
      numOfMeasurements: all.length,
      measurements: all.map(measurement),
    })),
    categoryStats: null,
  }
}

function range(request: ServiceRequest, world: World): Reply {
  const asked = readRange(request.vars.start, request.vars.end, maxDays, request, world)
  return isReply(asked) ? asked : json(bloodPressures(world, asked))
}

function dayView({ vars }: ServiceRequest, world: World): Reply {
  const date = dayOf(vars.date)
  if (date === null) return badRequest('Invalid date, expected yyyy-MM-dd')
  return json(bloodPressures(world, { start: date, end: date }))
}
