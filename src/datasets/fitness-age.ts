import { type Answer, defineDataset, type Json, type LocalDate, type ReadItem } from '../domain/index.ts'
import { objectOf } from './reading/answer.ts'
import { type DayPart, dayOf, dayParts, listIn, toDayItems } from './reading/day-items.ts'
import type { Fields } from './reading/fields.ts'
import { dayForm, get, rangeForm } from './reading/forms.ts'
import { performanceRows } from './reading/performance.ts'
import { performanceTable } from './tables/index.ts'

const name = 'fitness_age'
const gate = 'daily_summary'

export const fitnessAge = defineDataset({
  name,
  title: 'Fitness age',
  group: 'health',
  settlesAfterDays: 3,
  trailingDays: 28,
  tables: [performanceTable],
  version: 1,
  source: 'DATA section 4, L',
  forms: [
    rangeForm({
      name: 'range',
      // 30 days are refused (RANGES section 1).
      maxDays: 29,
      gate,
      request: ({ start, end }) => get(`/fitnessage-service/stats/daily/${start}/${end}`),
      read: (answer, notes) => {
        const days = listIn(answer, name, ['values', 'fitnessAges'])
        return toDayItems(
          dayParts(days, name, notes, (row, content) => {
            const day = dayOf(row, 'calendarDate', 'date')
            return day === null ? null : toPart(day, row, content)
          }),
        )
      },
    }),
    dayForm({
      name: 'day',
      gate,
      recentDays: 28,
      request: (day) => get(`/fitnessage-service/fitnessage/${day}`),
      read: readDay,
    }),
  ],
})

/** The day's answer names no day of its own, only when it was last computed. */
function readDay(answer: Answer, notes: Set<string>, asked: LocalDate | null): readonly ReadItem[] {
  const age = objectOf(answer, name, notes)
  return age === null || asked === null ? [] : toDayItems([toPart(asked, age, answer.json ?? null)])
}

/** Values lie on the row itself, or, as other ranges of daily statistics have it, under `values`. */
function toPart(day: LocalDate, row: Fields, content: Json): DayPart {
  const values = row.raw('values') === undefined ? row : row.object('values')
  const years = (metric: string, key: string) => ({ metric, unit: 'years', value: values.real(key) })
  const performance = performanceRows(day, [
    { ...years('fitness_age', 'fitnessAge'), details: values.raw('components') ?? null },
    years('fitness_age_achievable', 'achievableFitnessAge'),
    years('fitness_age_chronological', 'chronologicalAge'),
  ])
  return { day, content, rows: { performance } }
}
