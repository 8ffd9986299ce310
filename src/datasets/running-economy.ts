import { type Answer, defineDataset, isObject, type ReadItem } from '../domain/index.ts'
import { objectOf } from './reading/answer.ts'
import { newestOnly } from './reading/biometric.ts'
import { dayOf, toDayItems } from './reading/day-items.ts'
import { get, rangeForm } from './reading/forms.ts'
import { performanceRows } from './reading/performance.ts'
import { performanceTable } from './tables/index.ts'

const name = 'running_economy'

/** Nobody has shown an answer that holds something, so it is off until it is named. */
export const runningEconomy = defineDataset({
  name,
  title: 'Running economy',
  group: 'health',
  settlesAfterDays: 7,
  everyDays: 7,
  optIn: 'costly',
  tables: [performanceTable],
  version: 1,
  source: 'DATA section 6, no evidence for the shape',
  forms: [
    rangeForm({
      name: 'latest',
      maxDays: newestOnly,
      request: ({ end }) => get(`/metrics-service/metrics/runningeconomy/latest/${end}`),
      read,
    }),
  ],
})

/** Score and class under whichever of the names that Garmin's other scores use. */
function read(answer: Answer, notes: Set<string>): readonly ReadItem[] {
  const score = objectOf(answer, name, notes)
  if (score === null || score.keys().length === 0) return []
  const day = dayOf(score, 'calendarDate', 'date')
  if (day === null || !isObject(answer.json)) return []
  const value = score.real('runningEconomy') ?? score.real('overallScore') ?? score.real('score') ?? score.real('value')
  const group = score.int('classification') ?? score.int('class')
  const performance = performanceRows(day, [
    { metric: name, unit: 'score', sport: 'running', value, class: group, details: answer.json },
  ])
  return toDayItems([{ day, content: answer.json, rows: { performance } }])
}
