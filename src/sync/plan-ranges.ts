import { addDays, type DatasetDefinition, eachDay, type Form, type LocalDate, type PerRange } from '../domain/index.ts'
import { dueDaysOf } from './plan-days.ts'
import type { PlanInput, PlanPart, Reason } from './plan-types.ts'
import { lastDay, searchFloor } from './search.ts'
import { reasonForDay, waitingDays } from './when-due.ts'
import { coverDays, coverMonths, type Window } from './windows.ts'

/** A whole empty year before the oldest data ends the search for more. */
const emptyYearDays = 365
/**
 * A first window reaches no further back than this beyond what is searched, however long it might be: a century of days
 * that nobody lived would be a row of the ledger each. Where a life turns out to be older, the search goes on.
 */
const farthestReachDays = 4000

/** Windows over every day that is due, as few as can be. */
export function planRange(dataset: DatasetDefinition, form: Form, input: PlanInput): PlanPart {
  const part: PlanPart = { requests: [], derived: [] }
  const { per } = form
  if (per.kind !== 'range') return part
  const { due, reachBack } =
    per.gate === undefined ? dueDays(dataset, per, input) : gatedDays(dataset, per, input, part)
  const cap = input.forms.get(dataset.name)?.cap ?? null
  const maxDays = cap === null ? per.maxDays : Math.min(cap, per.maxDays)
  const windows =
    per.align === 'month' ? coverMonths(due.keys()) : coverDays(due.keys(), maxDays, reachFloor(input), reachBack)
  for (const window of windows)
    part.requests.push({
      dataset,
      form,
      target: { kind: 'range', ...window },
      reason: reasonOf(window, due),
    })
  return part
}

function reachFloor(input: PlanInput): LocalDate {
  return input.from ?? addDays(searchFloor(input, emptyYearDays), -farthestReachDays)
}

interface DueDays {
  readonly due: Map<LocalDate, Reason>
  /** A first search is under way: a window that is not full may reach back further, which costs nothing. */
  readonly reachBack: boolean
}

function dueDays(dataset: DatasetDefinition, per: PerRange, input: PlanInput): DueDays {
  const due = new Map<LocalDate, Reason>()
  const floor = searchFloor(input, per.reach === 'history' ? 0 : emptyYearDays)
  const last = lastDay(input, per.aheadDays)
  const waits = waitingDays(dataset, input, last)
  for (const day of eachDay(floor, last)) {
    const reason = reasonForDay(dataset, input, day, input.ledger.get(dataset.name, day))
    if (reason !== null && !(reason === 'missing' && waits(day))) due.set(day, reason)
  }
  return { due, reachBack: input.from === null && due.get(floor) === 'missing' }
}

/** Days that the gate shows, and those to come, of which it knows nothing yet. */
function gatedDays(dataset: DatasetDefinition, per: PerRange, input: PlanInput, part: PlanPart): DueDays {
  const { due, derived } = dueDaysOf(per.gate ?? '', dataset, input)
  part.derived.push(...derived)
  const ahead = per.aheadDays ? dueDays(dataset, per, { ...input, from: addDays(input.today, 1) }).due : []
  return { due: new Map([...due, ...ahead]), reachBack: false }
}

/** The weightiest word for a window: what was never asked, then what is asked again. */
function reasonOf({ start, end }: Window, due: ReadonlyMap<LocalDate, Reason>): Reason {
  let found: Reason | null = null
  for (const day of eachDay(start, end)) {
    const reason = due.get(day) ?? null
    if (reason === 'missing') return reason
    found ??= reason
  }
  return found ?? 'missing'
}
