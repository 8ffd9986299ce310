import type { DayTruth, FitnessTruth } from '../life/index.ts'
import { badRequest, json, noContent, type Reply } from '../reply.ts'
import { dayOf, type Service, type ServiceRequest, type World } from '../routing.ts'
import { isReply, readRange } from './ranges.ts'
import { fitDays } from './score-shapes.ts'

/** 29 days answer, 30 are refused (RANGES section 1). */
const maxDays = 29

/** Fitness age (DATA section 4): computed on Mondays and Thursdays only. */
export const fitnessAge: Service = {
  name: 'fitness-age',
  host: 'connectapi',
  routes: [
    { method: 'GET', path: '/fitnessage-service/stats/daily/{start}/{end}', answer: range },
    { method: 'GET', path: '/fitnessage-service/fitnessage/{date}', answer: day },
  ],
}

const isComputed = ({ epochDay }: DayTruth) => [1, 4].includes((epochDay + 4) % 7)

const values = ({ fitnessAge: age }: FitnessTruth) => ({
  fitnessAge: age.now,
  chronologicalAge: age.chronological,
  achievableFitnessAge: age.achievable,
})

function range(request: ServiceRequest, world: World): Reply {
  const asked = readRange(request.vars.start, request.vars.end, maxDays, request, world)
  if (isReply(asked)) return asked
  const days = [...fitDays(world, asked)].filter(([truth]) => isComputed(truth))
  return json(days.map(([truth, fitness]) => ({ calendarDate: truth.date, values: values(fitness) })))
}

function day({ vars }: ServiceRequest, world: World): Reply {
  const date = dayOf(vars.date)
  if (date === null) return badRequest('Invalid date, expected yyyy-MM-dd')
  const [truth, fitness] = [...fitDays(world, { start: date, end: date })][0] ?? []
  if (!truth || !fitness) return noContent()
  const components = {
    rhr: { value: truth.wellness?.hrResting ?? null },
    vigorousDaysAvg: { value: 2.5, targetValue: 3.0 },
  }
  return json({ ...values(fitness), components, lastUpdated: `${date}T06:00:00.0` })
}
