import { type Answer, defineDataset, isLocalDate, type Json, type LocalDate, type ReadItem } from '../domain/index.ts'
import { objectOf, unexpected, without } from './reading/answer.ts'
import { type DayPart, toDayItems } from './reading/day-items.ts'
import type { Fields } from './reading/fields.ts'
import { dayForm, get, type Range, rangeForm } from './reading/forms.ts'
import { graphqlObject, graphqlRequest } from './reading/graphql.ts'
import { performanceRows } from './reading/performance.ts'
import { checkDay } from './reading/times.ts'
import { wholeWeeks } from './reading/weeks.ts'
import { performanceTable } from './tables/index.ts'

const name = 'endurance_score'
const field = 'enduranceScoreScalar'
/** Nobody has found the cap; with whole weeks at both ends a window is at most 54 weeks long. */
const maxDays = 365

/** Weekly averages of the past, and the score of the newest day under its own date. */
export const enduranceScore = defineDataset({
  name,
  title: 'Endurance score',
  group: 'health',
  settlesAfterDays: 7,
  trailingDays: 28,
  tables: [performanceTable],
  version: 1,
  source: 'DATA section 6, R (day), P (weekly range); RANGES section 2, S',
  forms: [
    rangeForm({
      name: 'stats',
      maxDays,
      reach: 'history',
      request: (range) =>
        get('/metrics-service/metrics/endurancescore/stats', { ...inWholeWeeks(range), aggregation: 'weekly' }),
      read: (answer, notes) => {
        const body = objectOf(answer, name, notes)
        return body === null ? [] : readWeeks(body)
      },
    }),
    rangeForm({
      name: 'graphql',
      maxDays,
      reach: 'history',
      request: (range) => graphqlRequest(field, { ...inWholeWeeks(range), aggregation: 'weekly' }),
      read: (answer, notes) => readWeeks(graphqlObject(answer, name, field, notes)),
    }),
    dayForm({
      name: 'day',
      gate: 'daily_summary',
      recentDays: 28,
      request: (day) => get('/metrics-service/metrics/endurancescore', { calendarDate: day }),
      read: readDay,
    }),
  ],
})

function inWholeWeeks(range: Range) {
  const { start, end } = wholeWeeks(range)
  return { startDate: start, endDate: end }
}

function readWeeks(body: Fields): readonly ReadItem[] {
  if (body.raw('groupMap') === undefined) throw unexpected(name, 'no groupMap', true)
  const groups = body.object('groupMap')
  const parts: DayPart[] = []
  for (const day of groups.keys()) {
    const week = groups.object(day)
    if (!isLocalDate(day)) groups.note('a week without a date')
    else parts.push(weekPart(day, week, groups.raw(day) ?? null))
  }
  const newest = body.object('enduranceScoreDTO')
  if (newest.keys().length > 0) parts.push(...scorePart(newest, body.raw('enduranceScoreDTO') ?? null))
  return toDayItems(parts)
}

function weekPart(day: LocalDate, week: Fields, content: Json): DayPart {
  const details = week.raw('enduranceContributorDTOList') ?? null
  const performance = performanceRows(day, [
    { metric: 'endurance_score_week_avg', unit: 'score', value: week.level('groupAverage'), details },
    { metric: 'endurance_score_week_max', unit: 'score', value: week.level('groupMax') },
  ])
  return { day, content, rows: { performance } }
}

function readDay(answer: Answer, notes: Set<string>, asked: LocalDate | null): readonly ReadItem[] {
  const score = objectOf(answer, name, notes)
  if (score === null) return []
  checkDay(score, name, asked)
  return toDayItems(scorePart(score, answer.json ?? null))
}

/** Keys that `performance` has columns for, or that are the account's own. */
const known = new Set(['userProfilePK', 'deviceId', 'calendarDate', 'overallScore', 'classification'])

/** The score of one day, with the limits of its classes and what it is made of. */
function scorePart(score: Fields, content: Json): DayPart[] {
  const day = score.day('calendarDate')
  const value = score.level('overallScore')
  if (day === null || value === null) {
    if (value !== null) score.note('a score without calendarDate')
    return []
  }
  const performance = performanceRows(day, [
    {
      metric: 'endurance_score',
      unit: 'score',
      value,
      class: score.int('classification'),
      device: score.id('deviceId'),
      details: without(content, known),
    },
  ])
  return [{ day, content, rows: { performance } }]
}
