import { type Answer, defineDataset, type Json, type LocalDate, type ReadItem } from '../domain/index.ts'
import { objectOf } from './reading/answer.ts'
import { type DayPart, dayParts, listIn, toDayItems } from './reading/day-items.ts'
import type { Fields } from './reading/fields.ts'
import { dayForm, get, rangeForm } from './reading/forms.ts'
import { graphqlObject, graphqlRequest } from './reading/graphql.ts'
import { performanceRows } from './reading/performance.ts'
import { checkDay } from './reading/times.ts'
import { performanceTable } from './tables/index.ts'

const name = 'hill_score'
const field = 'hillScoreScalar'
const list = 'hillScoreDTOList'
/** The web asks 28 days, the true cap is unknown (RANGES section 1): a smaller one is learnt from its refusal. */
const maxDays = 365

export const hillScore = defineDataset({
  name,
  title: 'Hill score',
  group: 'health',
  settlesAfterDays: 3,
  trailingDays: 28,
  tables: [performanceTable],
  version: 1,
  source: 'DATA section 6, R (day), P (range); RANGES section 2',
  forms: [
    rangeForm({
      name: 'stats',
      maxDays,
      reach: 'history',
      request: ({ start, end }) =>
        get('/metrics-service/metrics/hillscore/stats', { startDate: start, endDate: end, aggregation: 'daily' }),
      read: (answer, notes) => toItems(listIn(answer, name, [list]), notes),
    }),
    rangeForm({
      name: 'graphql',
      maxDays,
      reach: 'history',
      request: ({ start, end }) => graphqlRequest(field, { startDate: start, endDate: end, aggregation: 'daily' }),
      read: (answer, notes) => toItems(graphqlObject(answer, name, field, notes).array(list), notes),
    }),
    dayForm({
      name: 'day',
      gate: 'daily_summary',
      recentDays: 28,
      request: (day) => get('/metrics-service/metrics/hillscore', { calendarDate: day }),
      read: readDay,
    }),
  ],
})

function toItems(scores: readonly Json[], notes: Set<string>): readonly ReadItem[] {
  return toDayItems(dayParts(scores, name, notes, toPart))
}

function readDay(answer: Answer, notes: Set<string>, asked: LocalDate | null): readonly ReadItem[] {
  const score = objectOf(answer, name, notes)
  if (score === null) return []
  checkDay(score, name, asked)
  const part = toPart(score, answer.json ?? null)
  return part === null ? [] : toDayItems([part])
}

function toPart(score: Fields, content: Json): DayPart | null {
  const day = score.day('calendarDate')
  if (day === null) {
    score.note('a score without calendarDate')
    return null
  }
  const device = score.id('deviceId')
  const measure = (metric: string, key: string) => ({ metric, unit: 'score', device, value: score.level(key) })
  const performance = performanceRows(day, [
    { ...measure('hill_score', 'overallScore'), class: score.int('hillScoreClassificationId') },
    measure('hill_strength_score', 'strengthScore'),
    measure('hill_endurance_score', 'enduranceScore'),
  ])
  return { day, content, rows: { performance } }
}
