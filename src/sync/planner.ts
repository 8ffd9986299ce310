import {
  type AccountNames,
  addDays,
  type DatasetDefinition,
  daysBetween,
  eachDay,
  type Form,
  type Instant,
  type LedgerEntry,
  type LocalDate,
  minDate,
  type Target,
  wholeList,
} from '../domain/index.ts'
import type { LedgerView } from './ledger-view.ts'
import { coverDays } from './windows.ts'

/** Why a request is planned. */
export type Reason = 'missing' | 'failed' | 'provisional' | 'trailing' | 'changed' | 'snapshot' | 'list' | 'probe'

export interface PlannedRequest {
  readonly dataset: DatasetDefinition
  readonly form: Form
  readonly target: Target
  readonly reason: Reason
}

/** What Garmin taught us about asking for a dataset: forms it refuses, and spans or pages it finds too large. */
export interface FormMemory {
  readonly refused: readonly string[]
  readonly cap: number | null
}

/** Pages of a list that were answered, by start. */
export interface KnownPage {
  readonly start: number
  readonly asked_at: Instant
  readonly rows: number
}

export interface PlanInput {
  /** Every dataset there is; those outside `groups` serve as gates only. */
  readonly catalogue: readonly DatasetDefinition[]
  readonly groups: ReadonlySet<string>
  /** Groups whose settled past is looked over again as well (trailing windows, provisional days, lists). */
  readonly deep: ReadonlySet<string>
  readonly account: AccountNames
  readonly today: LocalDate
  /** First and last day wanted; null = as far as there is data, and today. */
  readonly from: LocalDate | null
  readonly to: LocalDate | null
  /** Start of this run: what was asked since then is not asked again. */
  readonly epoch: Instant
  readonly ledger: LedgerView
  readonly forms: ReadonlyMap<string, FormMemory>
  readonly pages: ReadonlyMap<string, readonly KnownPage[]>
}

export interface Plan {
  /** In the order in which they should leave: what others depend on first, then newest first. */
  readonly requests: readonly PlannedRequest[]
  /** What follows from other answers without asking (a day that its gate shows to be empty). */
  readonly derived: readonly LedgerEntry[]
}

/** A whole empty year before the oldest data ends the search for more. */
const emptyYearDays = 365
/** A per-day form without a gate stops earlier: a year of single requests for nothing is no economy. */
const emptyMonthDays = 30
/** Nightly passes run a little earlier or later than 24 hours apart. */
const snapshotDayMs = 20 * 3_600_000
/** Rows re-read at the seam of two pages, so that a deletion between them loses nothing (DATA section 3). */
const pageOverlap = 5

/**
 * What to ask next, from the ledger and nothing else. Pure. Called again after each batch, since answers open up more:
 * ranges show the days, lists the items. Nothing asked since `epoch` is planned, so a run always comes to its end.
 */
export function plan(input: PlanInput): Plan {
  const requests: PlannedRequest[] = []
  const derived: LedgerEntry[] = []
  const wanted = input.catalogue.filter((dataset) => input.groups.has(dataset.group))
  for (const dataset of wanted) {
    const form = formInForce(dataset, input.forms.get(dataset.name))
    if (form === null) continue
    if (form.per.kind === 'account') requests.push(...planAccount(dataset, form, input))
    else if (form.per.kind === 'page') requests.push(...planPages(dataset, form, input))
    else if (form.per.kind === 'range') requests.push(...planRange(dataset, form, input))
  }
  // What others depend on comes first; only then are days and items known.
  if (requests.length > 0) return { requests, derived }
  for (const dataset of wanted) {
    const form = formInForce(dataset, input.forms.get(dataset.name))
    if (form === null) continue
    const part =
      form.per.kind === 'day'
        ? planDays(dataset, form, input)
        : form.per.kind === 'item'
          ? planItems(dataset, form, input)
          : null
    if (part === null) continue
    requests.push(...part.requests)
    derived.push(...part.derived)
  }
  requests.sort((a, b) => compareDays(dayOf(b.target), dayOf(a.target)))
  return { requests, derived }
}

/** The first form that Garmin has not refused; null when it refused all. */
export function formInForce(dataset: DatasetDefinition, memory: FormMemory | undefined): Form | null {
  return dataset.forms.find((form) => !memory?.refused.includes(form.name)) ?? null
}

function planAccount(dataset: DatasetDefinition, form: Form, input: PlanInput): PlannedRequest[] {
  const target: Target = { kind: 'account' }
  const oldest = [...input.ledger.of(dataset.name)].reduce<LedgerEntry | null>(
    (a, b) => (a === null || b.asked_at < a.asked_at ? b : a),
    null,
  )
  if (oldest === null) return [{ dataset, form, target, reason: 'missing' }]
  const newest = [...input.ledger.of(dataset.name)].reduce((a, b) => Math.max(a, b.asked_at), 0)
  if (newest >= input.epoch) return []
  if (oldest.state === 'failed') return [{ dataset, form, target, reason: 'failed' }]
  const due = input.deep.has(dataset.group) && input.epoch - newest >= dataset.settlesAfterDays * snapshotDayMs
  return due ? [{ dataset, form, target, reason: 'snapshot' }] : []
}

function planPages(dataset: DatasetDefinition, form: Form, input: PlanInput): PlannedRequest[] {
  if (form.per.kind !== 'page') return []
  const list = input.ledger.get(dataset.name, wholeList)
  const due = list === undefined || list.state === 'failed' || input.deep.has(dataset.group)
  if (!due || (list !== undefined && list.state === 'failed' && list.asked_at >= input.epoch)) return []
  const limit = Math.min(form.per.limit, input.forms.get(dataset.name)?.cap ?? form.per.limit)
  const fresh = new Map(
    (input.pages.get(dataset.name) ?? [])
      .filter((page) => page.asked_at >= input.epoch)
      .map((page) => [page.start, page]),
  )
  const start = nextPageStart(fresh, limit)
  return start === null ? [] : [{ dataset, form, target: { kind: 'page', start, limit }, reason: 'list' }]
}

/** Where the next page starts; null when the pages read so far are the whole list. */
export function nextPageStart(pages: ReadonlyMap<number, KnownPage>, limit: number): number | null {
  let start = 0
  for (;;) {
    const page = pages.get(start)
    if (page === undefined) return start
    if (page.rows === 0) return null
    // A round number of rows may be a cap that Garmin put on our limit, so the end is asked for.
    const capped = page.rows < limit && page.rows % 20 === 0
    if (page.rows < limit && !capped) return null
    start += Math.max(1, page.rows - pageOverlap)
    if (capped && pages.get(start)?.rows === pageOverlap) return null
  }
}

/** The first day that a search goes back to; moves further back while older data turns up. */
export function searchFloor(
  input: Pick<PlanInput, 'from' | 'today' | 'ledger' | 'catalogue'>,
  emptyDays: number,
): LocalDate {
  if (input.from !== null) return input.from
  const dated = input.catalogue.filter((dataset) =>
    dataset.forms.some(
      (form) =>
        (form.per.kind !== 'account' && form.per.kind !== 'item' && form.per.kind !== 'day') ||
        (form.per.kind === 'day' && form.per.gate === null),
    ),
  )
  const oldest = input.ledger.oldestPresent(dated.map((dataset) => dataset.name))
  return addDays(oldest ?? addDays(input.today, 1), -emptyDays)
}

function lastDay(input: PlanInput): LocalDate {
  return input.to === null ? input.today : minDate(input.to, input.today)
}

function planRange(dataset: DatasetDefinition, form: Form, input: PlanInput): PlannedRequest[] {
  if (form.per.kind !== 'range') return []
  const cap = input.forms.get(dataset.name)?.cap ?? null
  const maxDays = cap === null ? form.per.maxDays : Math.min(cap, form.per.maxDays)
  const floor = searchFloor(input, emptyYearDays)
  const due: LocalDate[] = []
  let first: Reason | null = null
  let unasked = false
  for (const day of eachDay(floor, lastDay(input))) {
    const reason = reasonForDay(dataset, input, day, input.ledger.get(dataset.name, day))
    if (reason === null) continue
    due.push(day)
    first ??= reason
    unasked ||= reason === 'missing' && day === floor
  }
  // Reaching back further than asked costs nothing, but only where a first search is under way.
  const windows = coverDays(due, maxDays, input.from, unasked && input.from === null)
  return windows.map(({ start, end }) => ({
    dataset,
    form,
    target: { kind: 'range', start, end },
    reason: first ?? 'missing',
  }))
}

function reasonForDay(
  dataset: DatasetDefinition,
  input: PlanInput,
  day: LocalDate,
  entry: LedgerEntry | undefined,
): Reason | null {
  if (entry === undefined) return 'missing'
  if (entry.asked_at >= input.epoch) return null
  if (entry.state === 'failed' || entry.attempts > 0) return 'failed'
  if (!input.deep.has(dataset.group)) return null
  if (daysBetween(day, input.today) < (dataset.trailingDays ?? 0)) return 'trailing'
  return entry.settled ? null : 'provisional'
}

interface Part {
  readonly requests: PlannedRequest[]
  readonly derived: LedgerEntry[]
}

function planDays(dataset: DatasetDefinition, form: Form, input: PlanInput): Part {
  const part: Part = { requests: [], derived: [] }
  if (form.per.kind !== 'day') return part
  const ask = (day: LocalDate, reason: Reason) =>
    part.requests.push({ dataset, form, target: { kind: 'day', day }, reason })
  const last = lastDay(input)
  if (form.per.gate === null) {
    for (const day of eachDay(searchFloor(input, emptyMonthDays), last)) {
      const reason = reasonForDay(dataset, input, day, input.ledger.get(dataset.name, day))
      if (reason !== null) ask(day, reason)
    }
    return part
  }
  for (const shown of input.ledger.of(form.per.gate)) {
    const day = shown.day
    if (day === null || day > last || (input.from !== null && day < input.from)) continue
    const entry = input.ledger.get(dataset.name, day)
    if (shown.state === 'empty') {
      if (entry === undefined && dataset.insteadOf === undefined)
        part.derived.push(derivedEmpty(dataset, shown, day, `none-in:${shown.dataset}`))
      continue
    }
    if (shown.state !== 'present') continue
    if (dataset.insteadOf !== undefined && input.ledger.get(dataset.insteadOf, day)?.state !== 'empty') continue
    const reason = reasonForDay(dataset, input, day, entry) ?? (changedSince(shown, entry, input) ? 'changed' : null)
    if (reason !== null) ask(day, reason)
  }
  return part
}

function planItems(dataset: DatasetDefinition, form: Form, input: PlanInput): Part {
  const part: Part = { requests: [], derived: [] }
  if (form.per.kind !== 'item') return part
  for (const shown of input.ledger.of(form.per.of)) {
    if (shown.state !== 'present' || shown.item === wholeList) continue
    if (
      shown.day !== null &&
      ((input.from !== null && shown.day < input.from) || (input.to !== null && shown.day > input.to))
    )
      continue
    const entry = input.ledger.get(dataset.name, shown.item)
    if (shown.reason === 'manual') {
      if (entry === undefined) part.derived.push(derivedEmpty(dataset, shown, shown.item, 'manual'))
      continue
    }
    const again = form.per.whenChanged === true && changedSince(shown, entry, input)
    const reason = reasonForItem(dataset, input, entry) ?? (again ? 'changed' : null)
    if (reason !== null)
      part.requests.push({ dataset, form, target: { kind: 'item', id: shown.item, day: shown.day }, reason })
  }
  return part
}

/** An item is asked for once, as soon as it is there: a file may follow its activity a little later. */
function reasonForItem(dataset: DatasetDefinition, input: PlanInput, entry: LedgerEntry | undefined): Reason | null {
  if (entry === undefined) return 'missing'
  if (entry.asked_at >= input.epoch) return null
  if (entry.state === 'failed' || entry.attempts > 0) return 'failed'
  return entry.state === 'empty' && !entry.settled && input.deep.has(dataset.group) ? 'provisional' : null
}

/** True when what shows an item became different after the item itself was asked for. */
function changedSince(shown: LedgerEntry, entry: LedgerEntry | undefined, input: PlanInput): boolean {
  return entry !== undefined && entry.asked_at < input.epoch && shown.changed_at > entry.asked_at
}

function derivedEmpty(dataset: DatasetDefinition, shown: LedgerEntry, item: string, reason: string): LedgerEntry {
  const { day, settled, asked_at } = shown
  return {
    dataset: dataset.name,
    item,
    day,
    state: 'empty',
    settled,
    asked_at,
    changed_at: asked_at,
    hash: null,
    richness: 0,
    reason,
    attempts: 0,
  }
}

function dayOf(target: Target): LocalDate | null {
  if (target.kind === 'day') return target.day
  if (target.kind === 'item') return target.day
  if (target.kind === 'range') return target.end
  return null
}

/** Undated items come last. */
function compareDays(a: LocalDate | null, b: LocalDate | null): number {
  if (a === b) return 0
  if (a === null) return -1
  if (b === null) return 1
  return a < b ? -1 : 1
}
