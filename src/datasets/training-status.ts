import { type Answer, defineDataset, type ReadItem } from '../domain/index.ts'
import { objectOf } from './reading/answer.ts'
import { toDayItems } from './reading/day-items.ts'
import { get, rangeForm } from './reading/forms.ts'
import { graphqlObject, graphqlRequest } from './reading/graphql.ts'
import { payloadOf, statusParts } from './reading/training-status.ts'
import { trainingStatusTable } from './tables/index.ts'

const name = 'training_status'
const field = 'trainingStatusWeeklyScalar'
const path = '/mobile-gateway/usersummary/trainingstatus'
/** About a year: 52 weeks, one row a day, were recorded in one answer (RANGES section 1). */
const maxDays = 365

/** Status and load of each day; the newest answer's parts beside them are `load_balance`. */
export const trainingStatus = defineDataset({
  name,
  title: 'Training status',
  group: 'health',
  settlesAfterDays: 3,
  trailingDays: 28,
  tables: [trainingStatusTable],
  version: 1,
  source: 'DATA section 6, R; GraphQL form: RANGES section 2, S and P',
  forms: [
    rangeForm({
      name: 'weekly',
      maxDays,
      reach: 'history',
      request: ({ start, end }) => get(`${path}/weekly/${start}/${end}`),
      read: (answer, notes) => readGateway(answer, 'weeklyTrainingStatus', notes),
    }),
    rangeForm({
      name: 'graphql',
      maxDays,
      reach: 'history',
      request: ({ start, end }, { displayName }) =>
        displayName === null ? null : graphqlRequest(field, { startDate: start, endDate: end, displayName }),
      read: (answer, notes) => toDayItems(statusParts(graphqlObject(answer, name, field, notes), name, notes)),
    }),
    // A row a week is better than none.
    rangeForm({
      name: 'monthly',
      maxDays,
      reach: 'history',
      request: ({ start, end }) => get(`${path}/monthly/${start}/${end}`),
      read: (answer, notes) => readGateway(answer, 'monthlyTrainingStatus', notes),
    }),
  ],
})

function readGateway(answer: Answer, part: string, notes: Set<string>): readonly ReadItem[] {
  const body = objectOf(answer, name, notes)
  const report = body === null ? null : payloadOf(body, part, name)
  return report === null ? [] : toDayItems(statusParts(report, name, notes))
}
