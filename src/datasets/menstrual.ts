import { type Answer, defineDataset, isObject, type ReadItem, type Row } from '../domain/index.ts'
import { objectOf, unexpected } from './reading/answer.ts'
import { type DayPart, dayOf, dayParts, toDayItems } from './reading/day-items.ts'
import type { Fields } from './reading/fields.ts'
import { get, rangeForm } from './reading/forms.ts'
import { menstrualCycleTable, menstrualDayTable } from './tables/index.ts'

const name = 'menstrual'

export const menstrual = defineDataset({
  name,
  title: 'Menstrual cycle',
  group: 'health',
  settlesAfterDays: 7,
  // Cycles are corrected afterwards, and predictions move daily.
  trailingDays: 90,
  everyDays: 7,
  optIn: 'sensitive',
  tables: [menstrualCycleTable, menstrualDayTable],
  version: 1,
  source: 'DATA section 4, P',
  forms: [
    rangeForm({
      name: 'calendar',
      // The cap is unknown: a smaller one is learnt from a refusal.
      maxDays: 365,
      request: ({ start, end }) => get(`/periodichealth-service/menstrualcycle/calendar/${start}/${end}`),
      read,
    }),
  ],
})

const cycleLists = ['cycleSummaries', 'cycles'] as const
const dayLists = ['loggedDays', 'dayLogs', 'dailyLogs'] as const

/** Cycles, and days with what was noted; each list under one of the names that peers know. */
function read(answer: Answer, notes: Set<string>): readonly ReadItem[] {
  const body = objectOf(answer, name, notes)
  if (body === null) return []
  if (![...cycleLists, ...dayLists].some((key) => body.raw(key) !== undefined)) throw unexpected(name, 'no cycles')
  const cycles = cycleLists.flatMap((key) => body.array(key))
  const days = dayLists.flatMap((key) => body.array(key)).filter(isObject)
  return toDayItems([
    ...dayParts(cycles, `${name}.cycle`, notes, (cycle, content): DayPart | null => {
      const day = dayOf(cycle, 'startDate', 'cycleStartDate')
      return day === null ? null : { day, content, rows: { menstrual_cycle: [cycleRow(day, cycle)] } }
    }),
    ...dayParts(days, `${name}.day`, notes, (log, content): DayPart | null => {
      const day = dayOf(log, 'calendarDate', 'date')
      return day === null ? null : { day, content, rows: { menstrual_day: [dayRow(day, log)] } }
    }),
  ])
}

function cycleRow(start: string, cycle: Fields): Row {
  return {
    start_date: start,
    period_days: cycle.int('periodLength'),
    cycle_days: cycle.int('cycleLength'),
    predicted_cycle_days: cycle.int('predictedCycleLength'),
    fertile_start: cycle.day('fertileWindowStartDate'),
    fertile_days: cycle.int('lengthOfFertileWindow'),
    is_predicted: cycle.flag('predictedCycle'),
    details: cycle.all(),
  }
}

function dayRow(date: string, log: Fields): Row {
  return {
    date,
    phase: log.text('phase'),
    flow: log.text('flow'),
    symptoms: log.raw('symptoms') ?? null,
    moods: log.raw('moods') ?? null,
    note: log.text('notes'),
    details: log.all(),
  }
}
