import { defineDataset, type Json, type ReadItem } from '../domain/index.ts'
import { listOf } from './reading/answer.ts'
import { type DayPart, toDayItems } from './reading/day-items.ts'
import { toFieldsList } from './reading/fields.ts'
import { get, rangeForm } from './reading/forms.ts'
import { graphqlList, graphqlRequest } from './reading/graphql.ts'
import { maxMetricParts } from './reading/vo2max.ts'
import { acclimationTable, vo2maxTable } from './tables/index.ts'

const name = 'max_metrics'
const field = 'vo2MaxScalar'
/** "At least a year" (DATA section 6). */
const maxDays = 365

export const maxMetrics = defineDataset({
  name,
  title: 'VO2max and acclimation',
  group: 'health',
  settlesAfterDays: 3,
  trailingDays: 28,
  tables: [vo2maxTable, acclimationTable],
  version: 1,
  source: 'DATA section 6, P and S',
  forms: [
    rangeForm({
      name: 'range',
      maxDays,
      reach: 'history',
      request: ({ start, end }) => get(`/metrics-service/metrics/maxmet/daily/${start}/${end}`),
      read: (answer, notes) => toItems(listOf(answer, name), notes),
    }),
    rangeForm({
      name: 'graphql',
      maxDays,
      reach: 'history',
      request: ({ start, end }) => graphqlRequest(field, { startDate: start, endDate: end }),
      read: (answer, notes) => toItems(graphqlList(answer, name, field, notes), notes),
    }),
  ],
})

/** Elements repeat the newest acclimation, so the same part of the same day is taken once, as it was said last. */
function toItems(elements: readonly Json[], notes: Set<string>): readonly ReadItem[] {
  const parts = new Map<string, DayPart>()
  for (const part of toFieldsList(elements, name, notes).flatMap(maxMetricParts)) {
    const [table = '', rows = []] = Object.entries(part.rows)[0] ?? []
    parts.set(`${part.day} ${table} ${String(rows[0]?.sport ?? '')}`, part)
  }
  // A window that ends elsewhere may bring only one of a day's parts.
  return toDayItems([...parts.values()], (count) => count)
}
