import { defineDataset } from '../domain/index.ts'
import { dayOf, dayParts, toDayItems } from './reading/day-items.ts'
import { rangeForm } from './reading/forms.ts'
import { graphqlList, graphqlRequest } from './reading/graphql.ts'
import { performanceRows } from './reading/performance.ts'
import { performanceTable } from './tables/index.ts'

const name = 'cycling_ability'
const field = 'cyclingAbility'

/** Nobody has shown an answer, nor the selection that the field may want, so it is off until it is named. */
export const cyclingAbility = defineDataset({
  name,
  title: 'Cycling ability',
  group: 'health',
  settlesAfterDays: 7,
  everyDays: 7,
  optIn: 'costly',
  tables: [performanceTable],
  version: 1,
  source: 'DATA section 6, RANGES section 2; no evidence for the shape',
  forms: [
    rangeForm({
      name: 'graphql',
      maxDays: 365,
      request: ({ start, end }) => graphqlRequest(field, { startDate: start, endDate: end }),
      read: (answer, notes) =>
        toDayItems(
          dayParts(graphqlList(answer, name, field, notes), name, notes, (row, content) => {
            const day = dayOf(row, 'calendarDate', 'date')
            const value =
              row.real('cyclingAbility') ?? row.real('overallScore') ?? row.real('score') ?? row.real('value')
            const group = row.int('classification') ?? row.int('class')
            const measure = { metric: name, unit: 'score', sport: 'cycling', value, class: group, details: content }
            return day === null ? null : { day, content, rows: { performance: performanceRows(day, [measure]) } }
          }),
        ),
    }),
  ],
})
