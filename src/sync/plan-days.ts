import {
  addDays,
  type DatasetDefinition,
  daysBetween,
  eachDay,
  type Form,
  type LedgerEntry,
  type LocalDate,
  minDate,
} from '../domain/index.ts'
import { changedSince, derivedEmpty } from './plan-follow.ts'
import type { PlanInput, PlannedRequest, PlanPart, Reason } from './plan-types.ts'
import { coverDays } from './windows.ts'

/** A whole empty year before the oldest data ends the search for more. */
const emptyYearDays = 365
/** A per-day form without a gate stops earlier: a year of single requests for nothing is no economy. */
const emptyMonthDays = 30

/** Windows over every day that is due, as few as can be. */
export function planRange(dataset: DatasetDefinition, form: Form, input: PlanInput): PlannedRequest[] {
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

/** Single days: those that the gate shows to hold data, or all where there is no gate. */
export function planDays(dataset: DatasetDefinition, form: Form, input: PlanInput): PlanPart {
  const part: PlanPart = { requests: [], derived: [] }
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

/** The first day that a search goes back to; moves further back while older data turns up. */
function searchFloor(input: Pick<PlanInput, 'from' | 'today' | 'ledger' | 'catalogue'>, emptyDays: number): LocalDate {
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
