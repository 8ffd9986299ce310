import {
  type Answer,
  defineDataset,
  type Json,
  type LocalDate,
  type ReadItem,
  type Reading,
  type Row,
} from '../domain/index.ts'
import { dayRow, rangeRow } from './daily-summary-rows.ts'
import { countPresent, objectOf, toReading, unexpected } from './reading/answer.ts'
import { toBodyEventsItem } from './reading/body-events.ts'
import { type Fields, toFieldsList } from './reading/fields.ts'
import { graphqlObject, graphqlRequest } from './reading/graphql.ts'
import { checkDay } from './reading/times.ts'
import { dailySummaryTable } from './tables/index.ts'

const name = 'daily_summary'
const field = 'userDailySummaryV2Scalar'

export const dailySummary = defineDataset({
  name,
  title: 'Daily summary',
  group: 'health',
  settlesAfterDays: 3,
  trailingDays: 28,
  tables: [dailySummaryTable],
  version: 1,
  source: 'DATA section 4, R; range form: RANGES section 2, S and P',
  forms: [
    {
      name: 'range',
      per: { kind: 'range', maxDays: 365 },
      request: (target) =>
        target.kind === 'range' ? graphqlRequest(field, { startDate: target.start, endDate: target.end }) : null,
      read: readRange,
    },
    {
      name: 'day',
      per: { kind: 'day', gate: null },
      request: (target, account) =>
        target.kind !== 'day'
          ? null
          : {
              method: 'GET',
              // Recorded working without a name as well, which a new account does not have yet.
              path: `/usersummary-service/usersummary/daily/${encodeURIComponent(account.displayName ?? '')}`,
              query: { calendarDate: target.day },
              expects: 'json',
            },
      read: (answer, target) => readDay(answer, target.kind === 'day' ? target.day : null),
    },
  ],
})

function readRange(answer: Answer): Reading {
  const notes = new Set<string>()
  const value = graphqlObject(answer, name, field, notes)
  if (!Array.isArray(value.raw('data')) && value.raw('data') !== null)
    throw unexpected(name, `no list in ${field}`, true)
  const events: ReadItem[] = []
  let silent = false
  const items = value.array('data').flatMap((json) =>
    toFieldsList([json], `${name}.data`, notes).flatMap((summary) => {
      const day = summary.day('calendarDate')
      if (day === null) summary.note('a day without calendarDate')
      if (day === null) return []
      const item = toItem(day, json, summary, rangeRow(day, summary))
      const battery = summary.object('bodyBattery')
      if (item.content !== null && battery.raw('activityEvents') === undefined) silent = true
      events.push(toBodyEventsItem(battery.list('activityEvents'), day))
      return [item]
    }),
  )
  // A day with data that does not speak of events says nothing about them, rather than that there were none.
  return { ...toReading(items, notes), ...(silent ? {} : { also: { body_battery_events: events } }) }
}

function readDay(answer: Answer, asked: LocalDate | null): Reading {
  const notes = new Set<string>()
  const summary = objectOf(answer, name, notes)
  if (summary === null) return toReading([], notes)
  checkDay(summary, name, asked)
  const day = asked ?? summary.day('calendarDate')
  if (day === null) return toReading([], notes)
  const reading = toReading([toItem(day, answer.json ?? null, summary, dayRow(day, summary))], notes)
  if (summary.raw('bodyBatteryActivityEventList') === undefined) return reading
  const events = toBodyEventsItem(summary.list('bodyBatteryActivityEventList'), day)
  return { ...reading, also: { body_battery_events: [events] } }
}

/** What a day can hold at all, in both forms: a day that has none of it is empty. */
const measures = [
  'steps',
  'distance_m',
  'kcal_total',
  'floors_up',
  'moderate_min',
  'vigorous_min',
  'hr_min',
  'hr_resting',
  'stress_avg',
  'bb_high',
  'resp_waking_avg',
  'spo2_avg',
]

/** Richness counts kinds of measures, not fields: the two forms differ in fields, and neither may lock the other out. */
function toItem(day: LocalDate, json: Json, summary: Fields, row: Row): ReadItem {
  const richness = countPresent(measures.map((column) => row[column]))
  if (summary.flag('includesWellnessData') === false || richness === 0)
    return { item: day, day, content: null, rows: {}, reason: 'no-wellness-data' }
  return { item: day, day, content: json, rows: { daily_summary: [row] }, richness }
}
