import { type Answer, defineDataset } from '../domain/index.ts'
import { dayOf, dayParts, listIn, toDayItems } from './reading/day-items.ts'
import { get, rangeForm } from './reading/forms.ts'
import { performanceRows } from './reading/performance.ts'
import { performanceTable } from './tables/index.ts'

const name = 'race_predictions'

export const racePredictions = defineDataset({
  name,
  title: 'Race predictions',
  group: 'health',
  settlesAfterDays: 3,
  trailingDays: 28,
  tables: [performanceTable],
  version: 1,
  source: 'DATA section 6, L',
  forms: [
    rangeForm({
      name: 'daily',
      // More than a year is refused (RANGES section 1).
      maxDays: 365,
      reach: 'history',
      request: ({ start, end }, { displayName }) =>
        displayName === null
          ? null
          : get(`/metrics-service/metrics/racepredictions/daily/${encodeURIComponent(displayName)}`, {
              fromCalendarDate: start,
              toCalendarDate: end,
            }),
      read,
    }),
  ],
})

function read(answer: Answer, notes: Set<string>) {
  const rows = listIn(answer, name, ['racePredictions'])
  const parts = dayParts(rows, name, notes, (row, content) => {
    const day = dayOf(row, 'calendarDate', 'fromCalendarDate')
    if (day === null) return null
    const race = (metric: string, key: string) => ({ metric, unit: 's', sport: 'running', value: row.real(key) })
    const performance = performanceRows(day, [
      race('race_5k', 'time5K'),
      race('race_10k', 'time10K'),
      race('race_half_marathon', 'timeHalfMarathon'),
      race('race_marathon', 'timeMarathon'),
    ])
    return { day, content, rows: { performance } }
  })
  return toDayItems(parts)
}
