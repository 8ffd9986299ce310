import type { DatasetDefinition, Form, LedgerEntry, LocalDate, Target } from '../domain/index.ts'
import { planDays, planRange } from './plan-days.ts'
import { planItems } from './plan-items.ts'
import { planAccount, planPages } from './plan-lists.ts'
import type { FormMemory, Plan, PlanInput, PlannedRequest } from './plan-types.ts'

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
function formInForce(dataset: DatasetDefinition, memory: FormMemory | undefined): Form | null {
  return dataset.forms.find((form) => !memory?.refused.includes(form.name)) ?? null
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
