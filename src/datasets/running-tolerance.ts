import { defineDataset } from '../domain/index.ts'
import { dayOf, dayParts, listIn, toDayItems } from './reading/day-items.ts'
import { get, rangeForm } from './reading/forms.ts'
import { performanceRows } from './reading/performance.ts'
import { performanceTable } from './tables/index.ts'

const name = 'running_tolerance'

export const runningTolerance = defineDataset({
  name,
  title: 'Running tolerance',
  group: 'health',
  settlesAfterDays: 7,
  everyDays: 7,
  tables: [performanceTable],
  version: 1,
  source: 'DATA section 6, L',
  forms: [
    rangeForm({
      name: 'stats',
      // The web asks 28 days, the true cap is unknown (RANGES section 1): a smaller one is learnt from its refusal.
      maxDays: 365,
      request: ({ start, end }) =>
        get('/metrics-service/metrics/runningtolerance/stats', {
          startDate: start,
          endDate: end,
          aggregation: 'daily',
        }),
      read: (answer, notes) => {
        const rows = listIn(answer, name, ['runningToleranceDTOList', 'values'])
        const parts = dayParts(rows, name, notes, (row, content) => {
          const day = dayOf(row, 'calendarDate', 'startDate')
          const load = (metric: string, key: string) => ({
            metric,
            unit: 'load',
            sport: 'running',
            value: row.real(key),
          })
          return day === null
            ? null
            : {
                day,
                content,
                rows: {
                  performance: performanceRows(day, [
                    load('running_impact_load', 'acuteImpactLoad'),
                    load('running_tolerance', 'acuteTolerance'),
                  ]),
                },
              }
        })
        return toDayItems(parts)
      },
    }),
  ],
})
