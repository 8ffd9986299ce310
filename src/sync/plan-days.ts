import {
  type DatasetDefinition,
  daysBetween,
  eachDay,
  type Form,
  type LedgerEntry,
  type LedgerMark,
  type LocalDate,
} from '../domain/index.ts'
import { changedSince, derivedEmpty } from './plan-follow.ts'
import type { PlanInput, PlanPart, Reason } from './plan-types.ts'
import { lastDay, searchFloor } from './search.ts'
import { isLookedOver, reasonForDay, waitingDays } from './when-due.ts'

/** A per-day form without a gate stops early: a year of single requests for nothing is no economy. */
const emptyMonthDays = 30

/** Single days: those that the gate shows to hold data, or all where there is no gate. */
export function planDays(dataset: DatasetDefinition, form: Form, input: PlanInput): PlanPart {
  const part: PlanPart = { requests: [], derived: [] }
  if (form.per.kind !== 'day') return part
  const ask = (day: LocalDate, reason: Reason) =>
    part.requests.push({ dataset, form, target: { kind: 'day', day }, reason })
  if (form.per.gate !== null) {
    const { due, derived } = dueDaysOf(form.per.gate, dataset, input)
    // Who names the dataset wants its old days as well, whatever they cost.
    const named = input.chosen?.datasets.has(dataset.name) === true
    const { recentDays = Number.POSITIVE_INFINITY } = named ? {} : form.per
    for (const [day, reason] of due) if (daysBetween(day, input.today) < recentDays) ask(day, reason)
    part.derived.push(...derived)
    return part
  }
  const last = lastDay(input)
  const waits = waitingDays(dataset, input, last)
  for (const day of eachDay(searchFloor(input, emptyMonthDays), last)) {
    const reason = reasonForDay(dataset, input, day, input.ledger.get(dataset.name, day))
    if (reason !== null && !(reason === 'missing' && waits(day))) ask(day, reason)
  }
  return part
}

/** Days that `gate` shows to hold data and that are due; days that it shows to be empty are so without a question. */
export function dueDaysOf(
  gate: string,
  dataset: DatasetDefinition,
  input: PlanInput,
): { readonly due: ReadonlyMap<LocalDate, Reason>; readonly derived: readonly LedgerEntry[] } {
  const due = new Map<LocalDate, Reason>()
  const derived: LedgerEntry[] = []
  const last = lastDay(input)
  const waits = waitingDays(dataset, input, last)
  // What is looked over every seven days waits for them, whatever its gate says of the last night.
  const hasChanged = (shown: LedgerMark, entry: LedgerMark | undefined) =>
    changedSince(shown, entry, input) &&
    (!dataset.everyDays || entry === undefined || isLookedOver(dataset, input, entry.asked_at))
  for (const shown of input.ledger.of(gate)) {
    const day = shown.day
    if (day === null || day > last || (input.from !== null && day < input.from)) continue
    const entry = input.ledger.get(dataset.name, day)
    if (shown.state === 'empty') {
      if (entry === undefined && dataset.insteadOf === undefined)
        derived.push(derivedEmpty(dataset, shown, day, `none-in:${shown.dataset}`))
      continue
    }
    if (shown.state !== 'present') continue
    if (dataset.insteadOf !== undefined && input.ledger.get(dataset.insteadOf, day)?.state !== 'empty') continue
    const reason = reasonForDay(dataset, input, day, entry) ?? (hasChanged(shown, entry) ? 'changed' : null)
    if (reason !== null && !(reason === 'missing' && waits(day))) due.set(day, reason)
  }
  return { due, derived }
}
