import { type Answer, defineDataset, isLocalDate, type ReadItem } from '../domain/index.ts'
import { objectOf, unexpected } from './reading/answer.ts'
import { type DayPart, toDayItems } from './reading/day-items.ts'
import { get, rangeForm } from './reading/forms.ts'
import { spo2DayTable } from './tables/index.ts'

const name = 'spo2_daily'
/** Ten years were answered in one go (RANGES section 1). */
const maxDays = 3650

export const spo2Daily = defineDataset({
  name,
  title: 'Blood oxygen',
  group: 'health',
  settlesAfterDays: 3,
  trailingDays: 28,
  tables: [spo2DayTable],
  version: 1,
  source: 'DATA section 4, L',
  forms: [
    rangeForm({
      name: 'acclimation',
      maxDays,
      request: ({ start, end }) =>
        get('/wellness-service/stats/daily/acclimation', { fromDate: start, untilDate: end }),
      read,
    }),
  ],
})

/** Pairs of day and average, not objects (SCHEMA-HINTS section 5.2); the other series cover the newest month only. */
function read(answer: Answer, notes: Set<string>): readonly ReadItem[] {
  const body = objectOf(answer, name, notes)
  if (body === null) return []
  if (body.raw('spo2DailyAverageArray') === undefined) throw unexpected(name, 'no spo2DailyAverageArray')
  const parts: DayPart[] = []
  for (const pair of body.array('spo2DailyAverageArray')) {
    const [date, average] = Array.isArray(pair) ? pair : []
    const day = typeof date === 'string' ? date.slice(0, 10) : null
    if (!isLocalDate(day)) body.note('spo2DailyAverageArray holds a row that cannot be read')
    else if (typeof average === 'number' && Number.isFinite(average) && average > 0)
      parts.push({ day, content: pair ?? null, rows: { spo2_day: [{ date: day, spo2_avg: average }] } })
  }
  return toDayItems(parts)
}
