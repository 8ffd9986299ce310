import { type Answer, defineDataset, type Json, type ReadItem } from '../domain/index.ts'
import { objectOf, unexpected } from './reading/answer.ts'
import { type DayPart, dayOf, dayParts, toDayItems } from './reading/day-items.ts'
import type { Fields } from './reading/fields.ts'
import { dayForm, get, rangeForm } from './reading/forms.ts'
import { offsetSeconds } from './reading/times.ts'
import { bloodPressureTable } from './tables/index.ts'

const name = 'blood_pressure'
/** Ten years were answered in one go (RANGES section 1). */
const maxDays = 3650

export const bloodPressure = defineDataset({
  name,
  title: 'Blood pressure',
  group: 'health',
  settlesAfterDays: 1,
  // People add, change and delete measurements at any date, and one request covers all of them.
  trailingDays: maxDays,
  tables: [bloodPressureTable],
  mirrors: 'blood_pressure',
  version: 1,
  source: 'DATA section 4, P (wrapper L)',
  forms: [
    rangeForm({
      name: 'range',
      maxDays,
      request: ({ start, end }) =>
        get(`/bloodpressure-service/bloodpressure/range/${start}/${end}`, { includeAll: true }),
      read,
    }),
    dayForm({
      name: 'day',
      gate: 'daily_summary',
      request: (day) => get(`/bloodpressure-service/bloodpressure/dayview/${day}`),
      read,
    }),
  ],
})

/** Summaries of days with their measurements (range), or the measurements themselves (day view). */
function read(answer: Answer, notes: Set<string>): readonly ReadItem[] {
  const body = objectOf(answer, name, notes)
  // Not "no measurements": what the answer lacks counts as deleted, so it has to say so with a list.
  if (body === null) throw unexpected(name, 'null instead of an object')
  const lists = ['measurementSummaries', 'measurements'].map((key) => body.raw(key))
  if (!lists.some(Array.isArray)) throw unexpected(name, 'no list of measurements')
  const measurements = [
    ...body.list('measurementSummaries').flatMap((summary) => summary.array('measurements')),
    ...body.array('measurements'),
  ]
  return toDayItems(dayParts(measurements, `${name}.measurement`, notes, toPart))
}

function toPart(measured: Fields, content: Json): DayPart | null {
  const day = dayOf(measured, 'measurementTimestampLocal', 'calendarDate', 'measurementTimestampGMT')
  const at = measured.instant('measurementTimestampGMT')
  const version = measured.id('version') ?? (at === null ? null : String(at))
  if (day === null || version === null) {
    measured.note('a measurement without time and version')
    return null
  }
  const row = {
    version,
    date: day,
    at_utc: at,
    offset_s: offsetSeconds(measured, 'measurementTimestampLocal', 'measurementTimestampGMT'),
    systolic: measured.int('systolic'),
    diastolic: measured.int('diastolic'),
    pulse: measured.int('pulse'),
    source: measured.text('sourceType'),
    category: measured.text('categoryName'),
    note: measured.text('notes'),
  }
  return { day, content, rows: { blood_pressure: [row] } }
}
