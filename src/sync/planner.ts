import type { DatasetDefinition, Form, LedgerEntry, LocalDate, Target } from '../domain/index.ts'
import { planDays } from './plan-days.ts'
import { planItems } from './plan-items.ts'
import { planAccount, planPages } from './plan-lists.ts'
import { planRange } from './plan-ranges.ts'
import type { FormMemory, Plan, PlanInput, PlannedRequest, PlanPart } from './plan-types.ts'

/**
 * What to ask next, from the ledger and nothing else. Pure. Called again after each batch, since answers open up more:
 * ranges show the days, lists the items. Nothing asked since `epoch` is planned, so a run always comes to its end.
 */
export function plan(input: PlanInput): Plan {
  const derived: LedgerEntry[] = []
  const wanted = input.catalogue
    .filter((dataset) => input.groups.has(dataset.group))
    .flatMap((dataset) => {
      const form = formInForce(dataset, input.forms.get(dataset.name))
      return form === null ? [] : [{ dataset, form, stage: stageOf(dataset, form) }]
    })
  // What others depend on comes first; only then is known what there is to ask of them.
  for (const stage of stages) {
    const requests: PlannedRequest[] = []
    for (const { dataset, form } of wanted.filter((one) => one.stage === stage)) {
      const part = planPart(dataset, form, input)
      requests.push(...part.requests)
      derived.push(...part.derived)
    }
    if (requests.length === 0) continue
    if (stage !== 'first') requests.sort((a, b) => compareDays(dayOf(b.target), dayOf(a.target)))
    return { requests, derived }
  }
  return { requests: [], derived }
}

/** Lists, snapshots and the ranges that show which days there are; what hangs on them; single days and items. */
const stages = ['first', 'shown', 'single'] as const

function stageOf(dataset: DatasetDefinition, { per }: Form): (typeof stages)[number] {
  if (per.kind === 'day' || per.kind === 'item') return 'single'
  return dataset.filledBy !== undefined || (per.kind === 'range' && per.gate !== undefined) ? 'shown' : 'first'
}

function planPart(dataset: DatasetDefinition, form: Form, input: PlanInput): PlanPart {
  switch (form.per.kind) {
    case 'account':
      return { requests: planAccount(dataset, form, input), derived: [] }
    case 'page':
      return { requests: planPages(dataset, form, input), derived: [] }
    case 'range':
      return planRange(dataset, form, input)
    case 'day':
      return planDays(dataset, form, input)
    case 'item':
      return planItems(dataset, form, input)
  }
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
