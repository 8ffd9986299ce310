import { type Answer, defineDataset, isObject, type LocalDate, type ReadItem, type Row } from '../domain/index.ts'
import { objectOf } from './reading/answer.ts'
import { type DayPart, dayOf, dayParts, listIn, toDayItems } from './reading/day-items.ts'
import type { Fields } from './reading/fields.ts'
import { dayForm, get, rangeForm } from './reading/forms.ts'
import { healthStatusTable } from './tables/index.ts'

const name = 'health_status'
const path = '/healthstatus-service/healthstatus/summary'
/** Ten years were answered in one go (RANGES section 1). */
const maxDays = 3650

export const healthStatus = defineDataset({
  name,
  title: 'Health status',
  group: 'health',
  settlesAfterDays: 3,
  trailingDays: 28,
  tables: [healthStatusTable],
  version: 1,
  source: 'DATA section 4, L',
  forms: [
    rangeForm({
      name: 'range',
      maxDays,
      request: ({ start, end }) => get(`${path}/${start}/${end}`),
      read: (answer, notes) => {
        const days = listIn(answer, name, ['healthStatusSummaries', 'summaries', 'healthStatuses'])
        return toDayItems(
          dayParts(days, name, notes, (row, content) => {
            const day = dayOf(row, 'calendarDate', 'date')
            return day === null ? null : { day, content, rows: { health_status: metricRows(day, row) } }
          }),
        )
      },
    }),
    dayForm({
      name: 'day',
      gate: 'daily_summary',
      recentDays: 28,
      request: (day) => get(`${path}/${day}`),
      read: readDay,
    }),
  ],
})

function readDay(answer: Answer, notes: Set<string>, asked: LocalDate | null): readonly ReadItem[] {
  const status = objectOf(answer, name, notes)
  const day = asked ?? status?.day('calendarDate') ?? null
  if (status === null || day === null) return []
  const part: DayPart = { day, content: answer.json ?? null, rows: { health_status: metricRows(day, status) } }
  return toDayItems([part])
}

function metricRows(date: LocalDate, day: Fields): readonly Row[] {
  const byMetric = new Map<string, Row>()
  for (const metric of day.list('metrics')) {
    const type = metric.text('type')
    if (type === null || type === '') {
      metric.note('a metric without a type')
      continue
    }
    byMetric.set(type, {
      date,
      metric: type,
      value: metric.real('value'),
      status: statusOf(metric),
      baseline_low: metric.real('baselineLowerLimit'),
      baseline_high: metric.real('baselineUpperLimit'),
    })
  }
  return [...byMetric.values()]
}

/** A word; in an object under `key` or `type` where Garmin spells enumerations that way. */
function statusOf(metric: Fields): string | null {
  if (!isObject(metric.raw('status'))) return metric.text('status')
  const status = metric.object('status')
  return status.text('key') ?? status.text('type')
}
