import type { LocalDate } from '../../domain/index.ts'
import type { WeighInTruth } from '../life/index.ts'
import { badRequest, json, type Reply } from '../reply.ts'
import { dayOf, type Service, type ServiceRequest, type World } from '../routing.ts'
import { isReply, type Range, readRange } from './ranges.ts'

/** No cap was found: ten years answer (RANGES section 1). */
const maxDays = 36_600

/** Weigh-ins (DATA section 4; weight.json). */
export const weight: Service = {
  name: 'weight',
  host: 'connectapi',
  routes: [
    { method: 'GET', path: '/weight-service/weight/range/{start}/{end}', query: ['includeAll'], answer: range },
    { method: 'GET', path: '/weight-service/weight/dayview/{date}', query: ['includeAll'], answer: dayView },
  ],
}

function entry(weighIn: WeighInTruth, before: WeighInTruth | undefined) {
  return {
    samplePk: weighIn.samplePk,
    // The wall clock written as if it were UTC (SCHEMA-HINTS section 2).
    date: weighIn.atUtc + weighIn.offsetS * 1000,
    calendarDate: weighIn.date,
    weight: weighIn.weightG,
    bmi: weighIn.bmi === null ? null : Math.fround(weighIn.bmi),
    bodyFat: weighIn.bodyFatPct,
    bodyWater: weighIn.bodyWaterPct,
    boneMass: weighIn.boneG,
    muscleMass: weighIn.muscleG,
    physiqueRating: null,
    visceralFat: null,
    metabolicAge: null,
    sourceType: weighIn.source,
    timestampGMT: weighIn.atUtc,
    // Kilograms times a thousand, with the noise that leaves.
    weightDelta: before ? (weighIn.weightG / 1000 - before.weightG / 1000) * 1000 : null,
  }
}

const nothing = {
  samplePk: null,
  date: null,
  calendarDate: null,
  weight: null,
  bmi: null,
  bodyFat: null,
  bodyWater: null,
  boneMass: null,
  muscleMass: null,
  physiqueRating: null,
  visceralFat: null,
  metabolicAge: null,
  sourceType: null,
  timestampGMT: null,
  weightDelta: null,
}

function average(weighIns: readonly WeighInTruth[], start: LocalDate, end: LocalDate) {
  const mean = (read: (weighIn: WeighInTruth) => number | null) => {
    const values = weighIns.map(read).filter((value) => value !== null)
    return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length
  }
  return {
    from: Date.parse(`${start}T00:00:00Z`),
    until: Date.parse(`${end}T23:59:59.999Z`),
    weight: mean((each) => each.weightG),
    bmi: mean((each) => each.bmi),
    bodyFat: mean((each) => each.bodyFatPct),
    bodyWater: mean((each) => each.bodyWaterPct),
    boneMass: mean((each) => each.boneG),
    muscleMass: mean((each) => each.muscleG),
    physiqueRating: null,
    visceralFat: null,
    metabolicAge: null,
  }
}

/** The range as REST gives it; GraphQL leaves `allWeightMetrics` empty (RANGES section 2). */
export function weightRange({ life }: World, { start, end }: Range, includeAll: boolean) {
  const all = life.weighIns()
  const inside = all.filter(({ date }) => date >= start && date <= end)
  const days = [...new Set(inside.map(({ date }) => date))].reverse()
  const before = all.filter(({ date }) => date < start).at(-1)
  const after = all.find(({ date }) => date > end)
  return {
    dailyWeightSummaries: days.map((summaryDate) => {
      const ofDay = inside.filter(({ date }) => date === summaryDate)
      const entries = ofDay.map((weighIn) => entry(weighIn, all[all.indexOf(weighIn) - 1])).reverse()
      return {
        summaryDate,
        numOfWeightEntries: ofDay.length,
        minWeight: Math.min(...ofDay.map(({ weightG }) => weightG)),
        maxWeight: Math.max(...ofDay.map(({ weightG }) => weightG)),
        latestWeight: entries[0] ?? nothing,
        allWeightMetrics: includeAll ? entries : [],
      }
    }),
    totalAverage: average(inside, start, end),
    previousDateWeight: before ? entry(before, undefined) : nothing,
    nextDateWeight: after ? entry(after, undefined) : nothing,
  }
}

function range(request: ServiceRequest, world: World): Reply {
  const asked = readRange(request.vars.start, request.vars.end, maxDays, request, world)
  if (isReply(asked)) return asked
  return json(weightRange(world, asked, request.query.get('includeAll') === 'true'))
}

function dayView({ vars }: ServiceRequest, { life }: World): Reply {
  const date = dayOf(vars.date)
  if (date === null) return badRequest('Invalid date, expected yyyy-MM-dd')
  const all = life.weighIns()
  const ofDay = all.filter((weighIn) => weighIn.date === date)
  return json({
    startDate: date,
    endDate: date,
    dateWeightList: ofDay.map((weighIn) => entry(weighIn, all[all.indexOf(weighIn) - 1])).reverse(),
    totalAverage: average(ofDay, date, date),
  })
}
