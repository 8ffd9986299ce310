import type { DatasetDefinition, Form, Json, LocalDate, Row } from '../../domain/index.ts'
import { dayOf, dayParts, listIn, toDayItems } from './day-items.ts'
import type { Fields } from './fields.ts'
import { get, rangeForm } from './forms.ts'

/** What ranges of daily statistics have in common: they stand in for the summary, in whose table they write. */
export const dailyStats = {
  group: 'health',
  settlesAfterDays: 3,
  trailingDays: 28,
  version: 1,
} as const satisfies Partial<DatasetDefinition>

/** While the summary is asked for by a REST range that knows neither of these values. */
export const besideMetrics = { dataset: 'daily_summary', askedBy: ['wellness-metrics', 'steps'] } as const
/** While it brings steps and nothing else. */
export const besideSteps = { dataset: 'daily_summary', askedBy: ['steps'] } as const

export interface StatsFormOptions {
  readonly dataset: string
  /** Default `range`. */
  readonly name?: string
  readonly path: string
  /** 28 days answer, 29 are refused (RANGES section 1, recorded), unless told otherwise. */
  readonly maxDays?: number
  readonly gate?: string
  readonly query?: Readonly<Record<string, string>>
  readonly table: string
  /** Columns of a day; a day of which all are null holds nothing. */
  readonly toRow: (values: Fields) => Row
}

/** Rows of days, with their values on the row itself or under `values` (stats-daily.json); days without data are left out. */
export function statsForm({
  dataset,
  name = 'range',
  path,
  maxDays = 28,
  gate,
  query,
  table,
  toRow,
}: StatsFormOptions): Form {
  return rangeForm({
    name,
    maxDays,
    ...(gate === undefined ? {} : { gate }),
    request: ({ start, end }) => get(`${path}/${start}/${end}`, query),
    read: (answer, notes) => {
      const toPart = (row: Fields, content: Json) => {
        const day: LocalDate | null = dayOf(row, 'calendarDate')
        if (day === null) return null
        const values = toRow(row.raw('values') === undefined ? row : row.object('values'))
        const holds = Object.values(values).some((value) => value !== null)
        return { day, content, rows: { [table]: holds ? [{ date: day, ...values }] : [] } }
      }
      return toDayItems(dayParts(listIn(answer, dataset, ['values', 'stats']), dataset, notes, toPart))
    },
  })
}
