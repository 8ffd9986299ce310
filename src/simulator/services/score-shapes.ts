import { addDays, daysBetween, type LocalDate } from '../../domain/index.ts'
import { type DayTruth, devices, type FitnessTruth } from '../life/index.ts'
import type { World } from '../routing.ts'
import { profileNumber } from './fitness-shapes.ts'
import { daysIn, type Range } from './ranges.ts'

/** Days of the range on which the watch was worn, with what Garmin makes of them. */
export function* fitDays(world: World, asked: Range): Generator<readonly [DayTruth, FitnessTruth]> {
  for (const day of daysIn(world, asked)) {
    const fitness = world.life.fitness(day.date)
    if (fitness) yield [day, fitness]
  }
}

const contributors = [
  { activityTypeId: null, group: 3, contribution: 61.5 },
  { activityTypeId: 13, group: null, contribution: 38.5 },
]

/** One day (scores.json). */
export function enduranceDay(day: DayTruth, { endurance }: FitnessTruth, asText = false) {
  const limits = [5100, 5800, 6600, 7300, 8100, 8800] as const
  return {
    userProfilePK: profileNumber(asText),
    deviceId: devices.watch.id,
    calendarDate: day.date,
    overallScore: endurance,
    classification: limits.filter((limit) => endurance >= limit).length + 1,
    feedbackPhrase: 30,
    primaryTrainingDevice: true,
    gaugeLowerLimit: 3570,
    classificationLowerLimitIntermediate: limits[0],
    classificationLowerLimitTrained: limits[1],
    classificationLowerLimitWellTrained: limits[2],
    classificationLowerLimitExpert: limits[3],
    classificationLowerLimitSuperior: limits[4],
    classificationLowerLimitElite: limits[5],
    gaugeUpperLimit: 10560,
    contributors,
  }
}

/** Weeks counted from the first day asked for, by their first day, and the newest day's score. */
export function enduranceWeeks(world: World, asked: Range, asText = false) {
  const weeks = new Map<LocalDate, number[]>()
  let newest: ReturnType<typeof enduranceDay> | null = null
  for (const [day, fitness] of fitDays(world, asked)) {
    const first = addDays(day.date, -(daysBetween(asked.start, day.date) % 7))
    weeks.set(first, [...(weeks.get(first) ?? []), fitness.endurance])
    newest = enduranceDay(day, fitness, asText)
  }
  const all = [...weeks.values()].flat()
  const mean = (scores: readonly number[]) =>
    scores.length === 0 ? null : Math.round(scores.reduce((sum, score) => sum + score, 0) / scores.length)
  return {
    userProfilePK: profileNumber(asText),
    startDate: asked.start,
    endDate: asked.end,
    avg: mean(all),
    max: all.length === 0 ? null : Math.max(...all),
    groupMap: Object.fromEntries(
      [...weeks].map(([first, scores]) => [
        first,
        { groupAverage: mean(scores), groupMax: Math.max(...scores), enduranceContributorDTOList: contributors },
      ]),
    ),
    enduranceScoreDTO: newest,
  }
}

/** One day (scores.json). */
export function hillDay(day: DayTruth, { hill, vo2max }: FitnessTruth, asText = false) {
  return {
    userProfilePK: profileNumber(asText),
    deviceId: devices.watch.id,
    calendarDate: day.date,
    strengthScore: hill.strength,
    enduranceScore: hill.endurance,
    hillScoreClassificationId: hill.overall >= 50 ? 3 : hill.overall >= 25 ? 2 : 1,
    overallScore: hill.overall,
    hillScoreFeedbackPhraseId: 4,
    vo2Max: Math.round(vo2max),
    vo2MaxPreciseValue: vo2max,
    primaryTrainingDevice: true,
  }
}

/** Every day of the range, whatever aggregation was asked for (RANGES section 2). */
export function hillDays(world: World, asked: Range, asText = false) {
  const days = [...fitDays(world, asked)].map(([day, fitness]) => hillDay(day, fitness, asText))
  const scores = days.map(({ overallScore }) => overallScore)
  return {
    userProfilePK: profileNumber(asText),
    startDate: asked.start,
    endDate: asked.end,
    maxScore: scores.length === 0 ? null : Math.max(...scores),
    hillScoreDTOList: days,
  }
}
