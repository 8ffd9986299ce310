import type {
  AccountNames,
  Answer,
  Form,
  GarminRequest,
  Json,
  LocalDate,
  ReadItem,
  Reading,
  Series,
  Target,
} from '../../domain/index.ts'
import { archivedReason, isObject } from '../../domain/index.ts'
import { jsonOf, listOf, objectOf, toReading, unexpected } from './answer.ts'
import { Fields, toFieldsList } from './fields.ts'
import { checkDay } from './times.ts'

interface Asked {
  readonly dataset: string
  /** Default `day`. */
  readonly name?: string
  /** The dataset that shows on which days there is something to ask for. */
  readonly gate: string
  path(day: LocalDate, account: AccountNames): string
  query?(day: LocalDate): NonNullable<GarminRequest['query']>
}

/** What a day's answer holds; without a single value in `series` the day is empty. */
export interface DayOfSamples {
  readonly rows: ReadItem['rows']
  readonly series: readonly Series[]
  /** Totals without samples: Garmin has put the day into its archive (DATA section 5). */
  readonly hasTotals: boolean
}

/** One request a day for an object with samples in positional arrays (DATA section 5). */
export function sampleForm(
  asked: Asked & {
    /** Keys of which such an answer has at least one, be it null. */
    readonly keys: readonly string[]
    read(body: Fields, day: LocalDate): DayOfSamples
  },
): Form {
  return dayForm(asked, (answer, day) => {
    const notes = new Set<string>()
    const body = objectOf(answer, asked.dataset, notes)
    if (body === null) return toReading([], notes)
    if (['calendarDate', ...asked.keys].every((key) => body.raw(key) === undefined))
      throw unexpected(asked.dataset, `no ${asked.keys[0]}`)
    checkDay(body, asked.dataset, day)
    const date = day ?? body.day('calendarDate')
    if (date === null) return toReading([], notes)
    return toReading([toItem(date, asked.read(body, date), answer.json ?? null)], notes)
  })
}

/** The item of a day with samples, or why there are none. */
export function toItem(day: LocalDate, { rows, series, hasTotals }: DayOfSamples, content: Json): ReadItem {
  const richness = series.reduce((sum, { values }) => sum + values.filter((value) => value !== null).length, 0)
  if (richness === 0)
    return { item: day, day, content: null, rows: {}, reason: hasTotals ? archivedReason : 'no-samples' }
  return { item: day, day, content, rows, series: series.filter(({ times }) => times.length > 0), richness }
}

/** One request a day for a list of what happened on it; an empty list is a day without. */
export function dayListForm(
  asked: Asked & { read(rows: readonly Fields[], day: LocalDate): Pick<ReadItem, 'rows' | 'series' | 'richness'> },
): Form {
  return dayForm(asked, (answer, day) => {
    const notes = new Set<string>()
    // The literal null is no data (DATA section 1).
    const list = jsonOf(answer, asked.dataset) === null ? [] : listOf(answer, asked.dataset)
    if (day === null) return toReading([], notes)
    for (const row of list) if (isObject(row)) checkDay(new Fields(row, asked.dataset, notes), asked.dataset, day)
    const found = asked.read(toFieldsList(list, asked.dataset, notes), day)
    const empty = Object.values(found.rows).every((rows) => rows.length === 0)
    const item: ReadItem = { item: day, day, content: answer.json ?? null, ...found }
    return toReading([empty ? { ...item, content: null, rows: {}, series: [], reason: 'none' } : item], notes)
  })
}

function dayForm(asked: Asked, read: (answer: Answer, day: LocalDate | null) => Reading): Form {
  return {
    name: asked.name ?? 'day',
    per: { kind: 'day', gate: asked.gate },
    request: (target, account) =>
      target.kind !== 'day'
        ? null
        : {
            method: 'GET',
            path: asked.path(target.day, account),
            ...(asked.query === undefined ? {} : { query: asked.query(target.day) }),
            expects: 'json',
          },
    read: (answer: Answer, target: Target) => read(answer, target.kind === 'day' ? target.day : null),
  }
}
