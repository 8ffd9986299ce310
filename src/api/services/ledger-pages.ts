import type { CoverageDatasetJson, CoverageDaysJson, CoverageRunsJson, GapRunJson } from '../../contract/index.ts'
import {
  addDays,
  type Coverage,
  type DatasetDefinition,
  daysBetween,
  eachDay,
  fail,
  isLocalDate,
  type LedgerEntry,
  type LocalDate,
  maxDate,
  toRfc3339,
  type UserId,
} from '../../domain/index.ts'
import { reasonInWords } from '../../sync/index.ts'
import { createCoverage } from './coverage.ts'
import {
  type DayRun,
  type ItemMonth,
  lettersOf,
  missingItems,
  requestsFor,
  settlesOn,
  toMonths,
  toRuns,
} from './coverage-runs.ts'
import { secondsFor } from './sync-cost.ts'
import type { ApiServices } from './types.ts'

/** Garmin keeps samples within the day at hand for about six months (DATA section 5). */
const fineSampleDays = 183

type Needs = Pick<ApiServices, 'store' | 'catalogue' | 'asked' | 'today' | 'pace' | 'scheduler'>

interface Span {
  readonly from: LocalDate
  readonly to: LocalDate
}
interface Found {
  readonly dataset: DatasetDefinition
  readonly runs: readonly DayRun[]
  readonly months: readonly ItemMonth[]
}
/** The whole ledger as runs, as long as nothing is kept and no day turns. */
interface Known {
  readonly version: number
  readonly today: LocalDate
  readonly begins: LocalDate | null
  readonly coverage: readonly Coverage[]
  readonly found: readonly Found[]
  /** Items that were never asked for, by dataset. */
  readonly openItems: ReadonlyMap<
    string,
    readonly { item: string; day: LocalDate | null; state: 'failed' | 'missing' }[]
  >
}

/** The ledger as pages show it. */
export function createLedgerPages(services: Needs) {
  const { store, catalogue, asked = catalogue, today: todayOf, pace, scheduler } = services
  const coverage = createCoverage(services)
  const cache = new Map<UserId, { key: string; known: Promise<Known> }>()

  const load = async (userId: UserId, version: number, today: LocalDate): Promise<Known> => {
    const datasets = asked.filter(({ onlyWhile }) => onlyWhile === undefined)
    const rows = await coverage.list(userId)
    const byDay = datasets.filter((one) => perOf(one) === 'day')
    const begins = beginOf(rows, await store.state.get(userId, 'from'))
    const span = begins === null ? null : { from: begins, to: today }
    const days =
      span === null
        ? new Map<string, string>()
        : await store.ledger.dayStates(
            userId,
            byDay.map(({ name }) => name),
            span.from,
            span.to,
          )
    const allDays = span === null ? [] : [...eachDay(span.from, span.to)]
    const lists = new Map<string, readonly LedgerEntry[]>()
    const listOf = async (name: string) => {
      const entries = lists.get(name) ?? (await store.ledger.entries(userId, name))
      lists.set(name, entries)
      return entries
    }
    const found: Found[] = []
    const openItems = new Map<string, { item: string; day: LocalDate | null; state: 'failed' | 'missing' }[]>()
    for (const dataset of datasets) {
      const { name, insteadOf } = dataset
      if (perOf(dataset) === 'day') {
        const letters = lettersOf(days.get(name), allDays)
        const unsettled = [...letters].flatMap(([day, letter]) => (letter === letter.toLowerCase() ? [] : [day]))
        const details = new Map((await store.ledger.find(userId, name, unsettled)).map((entry) => [entry.item, entry]))
        const main = insteadOf === undefined ? null : lettersOf(days.get(insteadOf), allDays)
        found.push({ dataset, runs: toRuns(allDays, letters, details, main), months: [] })
        continue
      }
      const own = await listOf(name)
      const { per } = dataset.forms[0]
      const shown = per.kind === 'item' ? await listOf(per.of) : null
      found.push({ dataset, runs: [], months: perOf(dataset) === 'item' ? toMonths(dataset, own, shown) : [] })
      const known = new Set(own.map(({ item }) => item))
      const failed = own.filter(({ state }) => state === 'failed')
      const missing =
        per.kind === 'item'
          ? missingItems(dataset, shown ?? []).filter(({ item, day }) => !known.has(item) && !isBefore(day, begins))
          : own.length === 0 && version > 0
            ? [{ item: 'list', day: null }]
            : []
      openItems.set(name, [
        ...failed.map(({ item, day }) => ({ item, day, state: 'failed' as const })),
        ...missing.map((one) => ({ ...one, state: 'missing' as const })),
      ])
    }
    return { version, today, begins, coverage: rows, found, openItems }
  }

  const know = async (userId: UserId): Promise<Known> => {
    const [version, today] = [await store.dataVersion(userId), await todayOf(userId)]
    const key = `${version} ${today}`
    const cached = cache.get(userId)
    if (cached?.key === key) return cached.known
    const known = load(userId, version, today)
    cache.set(userId, { key, known })
    // What failed is not remembered.
    known.catch(() => cache.delete(userId))
    return known
  }
  const retryAtOf = async (userId: UserId) => toRfc3339((await scheduler.view(userId)).next?.at ?? null)

  const toJson = (
    known: Known,
    { dataset, runs, months }: Found,
    span: Span | null,
    retryAt: string | null,
  ): CoverageDatasetJson => {
    const row = known.coverage.find((one) => one.dataset === dataset.name)
    const { dataset: _, ...counts } = row ?? {
      ...{ dataset: '', first_day: null, last_day: null },
      ...{ present: 0, empty: 0, provisional: 0, failed: 0, missing: 0 },
    }
    const missing = perOf(dataset) === 'day' ? daysIn(runs.filter(({ state }) => state === 'missing')) : counts.missing
    return {
      dataset: dataset.name,
      title: dataset.title,
      group: dataset.group,
      per: perOf(dataset),
      counts: { ...counts, missing },
      runs:
        span === null
          ? []
          : runs
              .flatMap((run) => clip(run, span))
              .map((run) => ({
                from: run.from,
                to: run.to,
                state: run.state,
                settled: run.settled,
                settles_on: settlesOn(run, dataset),
                asked_at: toRfc3339(run.askedAt),
                code: run.code,
                reason: run.code === null ? null : reasonInWords(run.code),
                attempts: run.attempts,
                retry_at: run.state === 'failed' ? retryAt : null,
              })),
      months:
        span === null
          ? [...months]
          : months.filter(({ month }) => month >= span.from.slice(0, 7) && month <= span.to.slice(0, 7)),
    }
  }
  const spanOf = ({ begins, today }: Known, days: { from: LocalDate | null; to: LocalDate | null }): Span | null => {
    if (begins === null) return null
    const from = days.from === null ? begins : maxDate(days.from, begins)
    const to = days.to === null || days.to > today ? today : days.to
    return from > to ? null : { from, to }
  }

  return {
    runs: async (userId: UserId, days: { from: LocalDate | null; to: LocalDate | null }): Promise<CoverageRunsJson> => {
      const known = await know(userId)
      const [span, retryAt] = [spanOf(known, days), await retryAtOf(userId)]
      return {
        from: known.begins,
        to: known.today,
        datasets: known.found.map((found) => toJson(known, found, span, retryAt)),
      }
    },
    /** @throws dataset.not-found */
    one: async (userId: UserId, name: string, days: { from: LocalDate | null; to: LocalDate | null }) => {
      const known = await know(userId)
      const found = known.found.find(({ dataset }) => dataset.name === name)
      if (found === undefined) throw fail('dataset.not-found', { value: name })
      const json = toJson(known, found, spanOf(known, days), await retryAtOf(userId))
      return { from: known.begins, to: known.today, ...json }
    },
    days: async (userId: UserId, days: { from: LocalDate | null; to: LocalDate | null }): Promise<CoverageDaysJson> => {
      const known = await know(userId)
      const span = spanOf(known, days)
      const columns: CoverageDaysJson['columns'] = {
        state: [],
        present: [],
        provisional: [],
        empty: [],
        failed: [],
        missing: [],
      }
      if (span === null) return { from: null, every: 'day', columns }
      const length = daysBetween(span.from, span.to) + 1
      for (const name of ['present', 'provisional', 'empty', 'failed', 'missing'] as const)
        columns[name] = new Array(length).fill(0)
      for (const { runs } of known.found)
        for (const run of runs.flatMap((run) => clip(run, span))) {
          const first = daysBetween(span.from, run.from)
          const last = daysBetween(span.from, run.to)
          const open = !run.settled && (run.state === 'present' || run.state === 'empty')
          for (let at = first; at <= last; at++) {
            columns[run.state][at] = (columns[run.state][at] ?? 0) + 1
            if (open) columns.provisional[at] = (columns.provisional[at] ?? 0) + 1
          }
        }
      columns.state = Array.from({ length }, (_, at) => worst.find((state) => (columns[state][at] ?? 0) > 0) ?? 'empty')
      return { from: span.from, every: 'day', columns }
    },
    gaps: async (userId: UserId): Promise<GapRunJson[]> => gapsOf(await know(userId), pace),
  }
}

/** The most troubling first (DESIGN section 5). */
const worst = ['failed', 'missing', 'provisional', 'present', 'empty'] as const

/** The same days of several datasets are one gap. */
function gapsOf(known: Known, pace: ApiServices['pace']): GapRunJson[] {
  interface Gap {
    from: LocalDate | null
    to: LocalDate | null
    state: 'failed' | 'missing'
    datasets: string[]
    items: number
    requests: number
  }
  const gaps = new Map<string, Gap>()
  const add = (dataset: DatasetDefinition, about: Pick<Gap, 'from' | 'to' | 'state'>, items: number) => {
    const key = `${about.state} ${about.from} ${about.to}`
    const gap = gaps.get(key) ?? { ...about, datasets: [], items: 0, requests: 0 }
    gaps.set(key, gap)
    gap.datasets.push(dataset.name)
    gap.items += items
    gap.requests += requestsFor(dataset, items)
  }
  for (const { dataset, runs } of known.found) {
    for (const { state, from, to } of runs)
      if (state === 'failed' || state === 'missing') add(dataset, { from, to, state }, daysBetween(from, to) + 1)
    for (const state of ['failed', 'missing'] as const) {
      const open = (known.openItems.get(dataset.name) ?? []).filter((one) => one.state === state)
      const days = open.flatMap(({ day }) => (day === null ? [] : [day])).sort()
      if (open.length > 0) add(dataset, { from: days[0] ?? null, to: days.at(-1) ?? null, state }, open.length)
    }
  }
  return [...gaps.values()]
    .sort((a, b) => (b.to ?? '').localeCompare(a.to ?? '') || (b.from ?? '').localeCompare(a.from ?? ''))
    .map((gap) => ({
      ...gap,
      days: gap.from === null || gap.to === null ? 0 : daysBetween(gap.from, gap.to) + 1,
      seconds: secondsFor(gap.requests, pace),
      fine_samples: fineSamples(gap, known.today),
    }))
}

function fineSamples({ from, to }: { from: LocalDate | null; to: LocalDate | null }, today: LocalDate) {
  if (from === null || to === null) return 'unknown'
  const kept = addDays(today, -fineSampleDays)
  return from >= kept ? 'yes' : to < kept ? 'thinned' : 'unknown'
}

function perOf({ forms }: DatasetDefinition): 'day' | 'item' | 'account' {
  const { kind } = forms[0].per
  if (kind === 'range' || kind === 'day') return 'day'
  return kind === 'account' ? 'account' : 'item'
}

/** The history begins where a person said, else with the first day of which there is a word. */
function beginOf(rows: readonly Coverage[], remembered: unknown): LocalDate | null {
  if (isLocalDate(remembered)) return remembered
  const days = rows.flatMap(({ first_day }) => (first_day === null ? [] : [first_day])).sort()
  return days[0] ?? null
}

function clip(run: DayRun, { from, to }: Span): DayRun[] {
  if (run.to < from || run.from > to) return []
  return [{ ...run, from: maxDate(run.from, from), to: run.to > to ? to : run.to }]
}

function isBefore(day: LocalDate | null, begins: LocalDate | null): boolean {
  return day !== null && begins !== null && day < begins
}

function daysIn(runs: readonly DayRun[]): number {
  return runs.reduce((sum, { from, to }) => sum + daysBetween(from, to) + 1, 0)
}
