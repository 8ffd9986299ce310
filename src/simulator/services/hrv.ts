import { toEpochDay } from '../../domain/index.ts'
import { type DayTruth, hrvReadings, person } from '../life/index.ts'
import { badRequest, json, noContent, type Reply } from '../reply.ts'
import { dayOf, type Service, type ServiceRequest, type World } from '../routing.ts'
import { instantText } from '../texts.ts'
import { daysIn, isArchived, isReply, type Range, readRange } from './ranges.ts'

/** 367 days answer, 368 are refused (RANGES section 1). */
const maxDays = 367

/** HRV of nights: a range of summaries, and one night with its readings (DATA sections 4 and 5; hrv-day.json). */
export const hrv: Service = {
  name: 'hrv',
  host: 'connectapi',
  routes: [
    { method: 'GET', path: '/hrv-service/hrv/daily/{start}/{end}', answer: range },
    { method: 'GET', path: '/hrv-service/hrv/{date}', answer: night },
  ],
}

function summary({ date, hrv: truth }: DayTruth) {
  if (!truth) return null
  return {
    calendarDate: date,
    weeklyAvg: truth.weeklyAvg,
    lastNightAvg: truth.lastNightAvg,
    lastNight5MinHigh: truth.lastNight5MinHigh,
    baseline: truth.baseline ? { ...truth.baseline, markerValue: 0.25 } : null,
    status: truth.status,
    feedbackPhrase: truth.status === 'NONE' ? 'ONBOARDING_1' : `HRV_${truth.status}_7`,
    createTimeStamp: new Date(truth.createdUtc).toISOString().slice(0, 23),
  }
}

/** Nights of a range without the missing ones, as REST and GraphQL give them. */
export function hrvSummaries(world: World, asked: Range) {
  return [...daysIn(world, asked)].map(summary).filter((row) => row !== null)
}

function range(request: ServiceRequest, world: World): Reply {
  const asked = readRange(request.vars.start, request.vars.end, maxDays, request, world)
  if (isReply(asked)) return asked
  const summaries = hrvSummaries(world, asked)
  if (summaries.length === 0) return noContent()
  return json({ hrvSummaries: summaries, userProfilePk: person.profileId })
}

function night({ vars }: ServiceRequest, world: World): Reply {
  const date = dayOf(vars.date)
  if (date === null) return badRequest('Invalid date, expected yyyy-MM-dd')
  const day = world.life.day(date)
  if (!day.hrv || !day.sleep) return noContent()
  const { sleep } = day
  const local = (ms: number) => instantText(ms + sleep.startOffsetS * 1000)
  const readings = isArchived(world, date) ? [] : hrvReadings(world.life.genes, toEpochDay(date), sleep, day.hrv)
  return json({
    userProfilePk: person.profileId,
    hrvSummary: summary(day),
    hrvReadings: readings.map(([at, hrvValue]) => ({
      hrvValue,
      readingTimeGMT: instantText(at),
      readingTimeLocal: local(at),
    })),
    startTimestampGMT: instantText(sleep.startUtc),
    endTimestampGMT: instantText(sleep.endUtc),
    startTimestampLocal: local(sleep.startUtc),
    endTimestampLocal: local(sleep.endUtc),
    sleepStartTimestampGMT: instantText(sleep.startUtc),
    sleepEndTimestampGMT: instantText(sleep.endUtc),
    sleepStartTimestampLocal: local(sleep.startUtc),
    sleepEndTimestampLocal: local(sleep.endUtc),
  })
}
