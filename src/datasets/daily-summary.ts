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
import { statsForm } from './reading/daily-stats.ts'
import { type Fields, toFieldsList } from './reading/fields.ts'
import { get, rangeForm } from './reading/forms.ts'
import { graphqlObject, graphqlRequest } from './reading/graphql.ts'
import { checkDay } from './reading/times.ts'
import { metricIds, readWellnessMetrics } from './reading/wellness-metrics.ts'
import { dailySummaryTable, hydrationTable, respirationDayTable } from './tables/index.ts'

const name = 'daily_summary'
const field = 'userDailySummaryV2Scalar'

export const dailySummary = defineDataset({
  name,
  title: 'Daily summary',
  group: 'health',
  settlesAfterDays: 3,
  trailingDays: 28,
  tables: [dailySummaryTable, hydrationTable, respirationDayTable],
  version: 1,
  source: 'DATA section 4, R; range form: RANGES section 2, S and P; metrics P, steps R',
  forms: [
    {
      name: 'range',
      per: { kind: 'range', maxDays: 365 },
      request: (target) =>
        target.kind === 'range' ? graphqlRequest(field, { startDate: target.start, endDate: target.end }) : null,
      read: readRange,
    },
    rangeForm({
      // A year in one request: totals and bounds without stress by level, body battery, breath and drinks.
      name: 'wellness-metrics',
      maxDays: 365,
      request: ({ start, end }, { displayName }) =>
        displayName === null
          ? null
          : get(`/userstats-service/wellness/daily/${encodeURIComponent(displayName)}`, {
              fromDate: start,
              untilDate: end,
              metricId: metricIds,
            }),
      read: (answer, notes) =>
        readWellnessMetrics(answer, name, notes).map(({ day, row, content }) => ({
          item: day,
          day,
          content,
          rows: { daily_summary: [row] },
          richness: richnessOf(row),
        })),
    }),
    statsForm({
      dataset: name,
      name: 'steps',
      path: '/usersummary-service/stats/steps/daily',
      table: 'daily_summary',
      toRow: (values) => ({
        steps: values.int('totalSteps'),
        distance_m: values.real('totalDistance'),
        step_goal: values.int('stepGoal'),
      }),
    }),
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

/** What every form knows. */
const common = [
  'steps',
  'distance_m',
  'kcal_total',
  'floors_up',
  'moderate_min',
  'vigorous_min',
  'hr_min',
  'hr_resting',
  'stress_avg',
]
/** What a day can hold at all: a day that has none of it is empty. */
const measures = [...common, 'bb_high', 'resp_waking_avg', 'spo2_avg']

/** Counts kinds of measures that every form knows, not fields: none of the forms may lock another out. */
function richnessOf(row: Row): number {
  return countPresent(common.map((column) => row[column]))
}

function toItem(day: LocalDate, json: Json, summary: Fields, row: Row): ReadItem {
  if (summary.flag('includesWellnessData') === false || countPresent(measures.map((column) => row[column])) === 0)
    return { item: day, day, content: null, rows: {}, reason: 'no-wellness-data' }
  const rows = { daily_summary: [row], hydration: drinks(day, summary), respiration_day: breaths(day, row) }
  return { item: day, day, content: json, rows, richness: richnessOf(row) }
}

/** Noted by hand: the goal alone, which every day has, says nothing. */
function drinks(date: LocalDate, summary: Fields): Row[] {
  const hydration = summary.object('hydration')
  const intake = hydration.real('consumedInFractionalMl') ?? hydration.real('consumedInMl')
  const goal = hydration.real('goalInFractionalMl') ?? hydration.real('goalInMl')
  return intake === null ? [] : [{ date, intake_ml: intake, goal_ml: goal }]
}

const breathColumns = ['resp_waking_avg', 'resp_min', 'resp_max', 'resp_latest'] as const

function breaths(date: LocalDate, row: Row): Row[] {
  const values = Object.fromEntries(breathColumns.map((column) => [column, row[column] ?? null]))
  return countPresent(Object.values(values)) === 0 ? [] : [{ date, ...values }]
}
