import {
  type Coverage,
  type DatasetDefinition,
  eachDay,
  fail,
  isLocalDate,
  isWholeList,
  itemsToAsk,
  type LedgerEntry,
  type LocalDate,
  tellsHistory,
  type UserId,
  wholeList,
  wholeListOf,
} from '../../domain/index.ts'
import type { ApiServices } from './types.ts'

export interface Gap {
  readonly dataset: string
  readonly item: string
  readonly day: LocalDate | null
  readonly state: 'failed' | 'missing'
  readonly reason: string | null
}

type Needs = Pick<ApiServices, 'store' | 'catalogue' | 'asked' | 'today'>

/** What the ledger says of completeness. */
export function createCoverage({ store, catalogue: everything, asked, today }: Needs) {
  const catalogue = asked ?? everything
  const history = catalogue.filter(tellsHistory).map(({ name }) => name)

  /** @throws dataset.not-found */
  const chosen = (name: string | null): readonly DatasetDefinition[] => {
    // What stands in for another dataset is wanted only while that one cannot be had; it is told when it is named.
    const found = catalogue.filter((dataset) =>
      name === null ? dataset.onlyWhile === undefined : dataset.name === name,
    )
    if (found.length === 0) throw fail('dataset.not-found', { value: name })
    return found
  }
  const startOf = async (userId: UserId): Promise<LocalDate | null> => {
    const from = await store.state.get(userId, 'from')
    return isLocalDate(from) ? from : null
  }

  /** Items that there should be and that were never asked for: those of the list that the dataset follows, or it itself. */
  const missingItems = async (userId: UserId, { name, forms }: DatasetDefinition): Promise<Gap[]> => {
    const { per } = forms[0]
    const known = new Set((await store.ledger.entries(userId, name)).map((entry) => entry.item))
    if (per.kind !== 'item')
      return known.size > 0 ? [] : [missing(name, per.kind === 'account' ? 'account' : wholeList, null)]
    const wanted = await store.ledger.entries(userId, per.of)
    return wanted
      .filter((entry) => entry.state === 'present' && !isWholeList(entry))
      .flatMap((entry) => itemsToAsk(per, entry).map((item) => missing(name, item, entry.day)))
      .filter(({ item }) => !known.has(item))
  }

  /** @throws dataset.not-found */
  const list = async (userId: UserId, name: string | null = null): Promise<Coverage[]> => {
    const datasets = chosen(name)
    const items = datasets.filter((dataset) => !isByDay(dataset))
    const rows = await store.ledger.coverage(userId, {
      from: await startOf(userId),
      today: await today(userId),
      historyDatasets: history,
      dayDatasets: datasets.filter(isByDay).map((dataset) => dataset.name),
      itemDatasets: items.map((dataset) => dataset.name),
    })
    // The store counts what it has; what is missing of a list only the catalogue can tell.
    const missingOf = new Map<string, number>()
    for (const dataset of items) missingOf.set(dataset.name, (await missingItems(userId, dataset)).length)
    const unread = new Set<string>()
    for (const { name: dataset, forms } of items) {
      const { per } = forms[0]
      const parts = per.kind === 'account' ? (per.parts ?? [undefined]) : [undefined]
      const lists = await store.ledger.find(userId, dataset, parts.map(wholeListOf))
      if (lists.some(({ state }) => state === 'failed')) unread.add(dataset)
    }
    return rows.map((row) => ({
      ...row,
      // A list that could not be read is a failure of its own, whatever it holds.
      failed: row.failed + (unread.has(row.dataset) ? 1 : 0),
      missing: missingOf.get(row.dataset) ?? row.missing,
    }))
  }

  /** What failed, and what was never asked though it lies within what is covered. @throws dataset.not-found */
  const gaps = async (userId: UserId, name: string | null): Promise<Gap[]> => {
    const datasets = chosen(name)
    const all = await store.ledger.entries(userId)
    const span = {
      first: (await startOf(userId)) ?? firstPresent(all.filter((entry) => history.includes(entry.dataset))),
      last: await today(userId),
    }
    const found: Gap[] = []
    for (const dataset of datasets) {
      const entries = all.filter((entry) => entry.dataset === dataset.name)
      const unasked = isByDay(dataset) ? missingDays(dataset.name, entries, span) : await missingItems(userId, dataset)
      const failed = entries.filter((entry) => entry.state === 'failed').map(toGap)
      found.push(...[...failed, ...unasked].sort(newestFirst))
    }
    return found
  }

  return { list, gaps }
}

function isByDay(dataset: DatasetDefinition): boolean {
  const { kind } = dataset.forms[0].per
  return kind === 'range' || kind === 'day'
}

/** The history starts with the first day that holds anything, as for the counts of the store. */
function firstPresent(entries: readonly LedgerEntry[]): LocalDate | null {
  const days = entries.flatMap(({ state, day }) => (state === 'present' && day !== null ? [day] : []))
  return days.reduce<LocalDate | null>((first, day) => (first === null || day < first ? day : first), null)
}

function missingDays(
  dataset: string,
  entries: readonly LedgerEntry[],
  { first, last }: { first: LocalDate | null; last: LocalDate },
): Gap[] {
  if (first === null) return []
  const known = new Set(entries.map((entry) => entry.day))
  return [...eachDay(first, last)].filter((day) => !known.has(day)).map((day) => missing(dataset, day, day))
}

function missing(dataset: string, item: string, day: LocalDate | null): Gap {
  return { dataset, item, day, state: 'missing', reason: null }
}

function toGap({ dataset, item, day, reason }: LedgerEntry): Gap {
  return { dataset, item, day, state: 'failed', reason }
}

function newestFirst(a: Gap, b: Gap): number {
  return (b.day ?? '').localeCompare(a.day ?? '') || a.item.localeCompare(b.item)
}
