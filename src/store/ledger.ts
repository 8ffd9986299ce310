import { sql } from 'kysely'
import {
  type Coverage,
  daysBetween,
  type LedgerEntry,
  type LedgerMark,
  type LocalDate,
  wholeList,
  wholeListOf,
} from '../domain/index.ts'
import { toId } from './database.ts'
import type { Dialect } from './dialects/types.ts'
import { fromMarks } from './marks.ts'
import { placesOfDays } from './places-of-days.ts'
import { batches } from './sql.ts'
import type { LedgerStore } from './types.ts'

const marked = [
  'dataset',
  'item',
  'day',
  'state',
  'settled',
  'asked_at',
  'changed_at',
  'reason',
  'attempts',
  'marks',
] as const
const columns = [...marked, 'hash', 'richness'] as const

/** Of each there is one statement. */
const findAtOnce = [256, 16, 1] as const

/** What is known of every day and item. */
export function createLedger({ db, jsonArray }: Dialect): LedgerStore {
  const read = (userId: string) => db.selectFrom('ledger').select(columns).where('user_id', '=', toId(userId))
  type Read = Awaited<ReturnType<ReturnType<typeof read>['executeTakeFirstOrThrow']>>
  const toMark = <Row extends Pick<Read, 'settled' | 'marks'>>(row: Row) => ({
    ...row,
    settled: Boolean(row.settled),
    marks: fromMarks(row.marks),
  })
  const toEntry = (row: Read) => toMark(row) as unknown as LedgerEntry

  /** Counts by dataset, state and settled; days of one span, or everything. */
  const counts = (userId: string, datasets: readonly string[], span: { first: LocalDate; last: LocalDate } | null) => {
    let query = db
      .selectFrom('ledger')
      .select((eb) => [
        'dataset',
        'state',
        'settled',
        eb.fn.countAll<number>().as('items'),
        eb.fn.min('day').as('first_day'),
        eb.fn.max('day').as('last_day'),
      ])
      .where('user_id', '=', toId(userId))
      .where('dataset', 'in', datasets)
      .groupBy(['dataset', 'state', 'settled'])
    query =
      span === null
        ? query.where(sql<boolean>`not (day is null and (item = ${wholeList} or item like ${wholeListOf('%')}))`)
        : // Written so that the order of the index is kept: a search by day would have to be sorted afterwards.
          query.where(sql<boolean>`coalesce(day, '') between ${span.first} and ${span.last}`)
    return datasets.length === 0 ? Promise.resolve([]) : query.execute()
  }

  return {
    entries: async (userId, dataset) => {
      const query = dataset === undefined ? read(userId) : read(userId).where('dataset', '=', dataset)
      return (await query.orderBy('dataset').orderBy('item').execute()).map(toEntry)
    },
    marks: async (userId, dataset) => {
      const query = db.selectFrom('ledger').select(marked).where('user_id', '=', toId(userId))
      return (await query.where('dataset', '=', dataset).execute()).map((row) => toMark(row) as unknown as LedgerMark)
    },
    find: async (userId, dataset, items) => {
      const found: LedgerEntry[] = []
      for (const some of batches(items, findAtOnce))
        found.push(
          ...(await read(userId).where('dataset', '=', dataset).where('item', 'in', some).execute()).map(toEntry),
        )
      return found
    },
    newestDay: async (userId, dataset) => {
      // Items of such a dataset are its days, so the key's order is theirs, and the first row is near its end.
      const row = await db
        .selectFrom('ledger')
        .select('day')
        .where('user_id', '=', toId(userId))
        .where('dataset', '=', dataset)
        .where('state', '=', 'present')
        .where('day', 'is not', null)
        .orderBy('item', 'desc')
        .limit(1)
        .executeTakeFirst()
      return (row?.day ?? null) as LocalDate | null
    },
    day: async (userId, day, datasets) => {
      if (datasets.length === 0) return []
      // By the key: SQLite takes an account for a handful of rows and would read it from end to end to find a day.
      const query = read(userId).where('dataset', 'in', datasets).where('item', '=', day)
      return (await query.orderBy('dataset').execute()).map(toEntry)
    },
    failed: async (userId, datasets) => {
      if (datasets.length === 0) return 0
      const row = await db
        .selectFrom('ledger')
        .select((eb) => eb.fn.countAll<number>().as('items'))
        .where('user_id', '=', toId(userId))
        .where('dataset', 'in', datasets)
        .where('state', '=', 'failed')
        .executeTakeFirst()
      return Number(row?.items ?? 0)
    },
    dayStates: async (userId, datasets, from, to) => {
      if (datasets.length === 0) return new Map()
      // Years of days come as a text for each state instead of as rows, straight from an index.
      const rows = await db
        .selectFrom('ledger')
        .select(['dataset', 'state', 'settled', jsonArray(sql.ref('day')).as('days')])
        .where('user_id', '=', toId(userId))
        .where('dataset', 'in', datasets)
        .where('state', 'in', ['present', 'empty', 'failed'])
        .where('settled', 'in', [true, false])
        .where('day', '>=', from)
        .where('day', '<=', to)
        .groupBy(['dataset', 'state', 'settled'])
        .execute()
      const found = new Map<string, string[]>()
      const length = daysBetween(from, to) + 1
      for (const { dataset, state, settled, days } of rows) {
        const letters = found.get(dataset) ?? new Array<string>(length).fill(' ')
        found.set(dataset, letters)
        const letter = settled ? state.slice(0, 1) : state.slice(0, 1).toUpperCase()
        for (const place of placesOfDays(days, from)) letters[place] = letter
      }
      return new Map([...found].map(([dataset, letters]) => [dataset, letters.join('')]))
    },
    worstDays: async (userId, datasets, from, to) => {
      if (datasets.length === 0) return []
      const rows = await db
        .selectFrom('ledger')
        .select((eb) => [
          'day',
          eb.fn.countAll<number>().as('asked'),
          sql<number>`sum(case state when 'present' then 1 else 0 end)`.as('present'),
          sql<number>`sum(case state when 'failed' then 1 else 0 end)`.as('failed'),
          sql<number>`sum(case when settled then 0 else 1 end)`.as('provisional'),
        ])
        .where('user_id', '=', toId(userId))
        .where('day', '>=', from)
        .where('day', '<=', to)
        .where('dataset', 'in', datasets)
        .groupBy('day')
        .orderBy('day')
        .execute()
      return rows.map(({ day, asked, present, failed, provisional }) => ({
        day: day as LocalDate,
        asked: Number(asked),
        present: Number(present),
        failed: Number(failed),
        provisional: Number(provisional),
      }))
    },
    coverage: async (userId, { from, today, historyDatasets, dayDatasets, itemDatasets }) => {
      const first = from ?? (await firstPresent(db, userId, historyDatasets))
      const span = first !== null && first <= today ? { first, last: today } : null
      const days = span === null ? [] : await counts(userId, dayDatasets, span)
      const items = await counts(userId, itemDatasets, null)
      const spanDays = span === null ? 0 : daysBetween(span.first, span.last) + 1
      return [
        ...dayDatasets.map((dataset) => toCoverage(dataset, days, spanDays)),
        ...itemDatasets.map((dataset) => toCoverage(dataset, items, null)),
      ]
    },
  }
}

async function firstPresent(db: Dialect['db'], userId: string, datasets: readonly string[]): Promise<LocalDate | null> {
  if (datasets.length === 0) return null
  const row = await db
    .selectFrom('ledger')
    .select((eb) => eb.fn.min('day').as('day'))
    .where('user_id', '=', toId(userId))
    .where('dataset', 'in', datasets)
    .where('state', '=', 'present')
    .executeTakeFirst()
  return (row?.day ?? null) as LocalDate | null
}

interface Count {
  readonly dataset: string
  readonly state: string
  readonly settled: unknown
  readonly items: number
  readonly first_day: string | null
  readonly last_day: string | null
}

/** `spanDays` null: items, of which none is missing, because nobody knows of it. */
function toCoverage(dataset: string, counts: readonly Count[], spanDays: number | null): Coverage {
  const own = counts.filter((count) => count.dataset === dataset)
  const sum = (some: readonly Count[]) => some.reduce((total, { items }) => total + items, 0)
  const days = (some: readonly (string | null)[]) => some.filter((day) => day !== null).sort() as LocalDate[]
  return {
    dataset,
    first_day: days(own.map((count) => count.first_day))[0] ?? null,
    last_day: days(own.map((count) => count.last_day)).at(-1) ?? null,
    present: sum(own.filter(({ state }) => state === 'present')),
    empty: sum(own.filter(({ state }) => state === 'empty')),
    provisional: sum(own.filter(({ settled }) => !settled)),
    failed: sum(own.filter(({ state }) => state === 'failed')),
    missing: spanDays === null ? 0 : Math.max(0, spanDays - sum(own)),
  }
}
