import {
  addDays,
  type DatasetDefinition,
  type Form,
  type LedgerEntry,
  type LocalDate,
  type Target,
  tellsHistory,
} from '../domain/index.ts'
import { formInForce, isWanted } from './form-in-force.ts'
import { planChosenItems } from './plan-chosen.ts'
import { planDays } from './plan-days.ts'
import { planItems } from './plan-items.ts'
import { planAccount, planPages } from './plan-lists.ts'
import { planRange } from './plan-ranges.ts'
import type { Plan, PlanInput, PlannedRequest, PlanPart } from './plan-types.ts'
import { probedGroups, uploadDataset } from './probe.ts'

/**
 * What to ask next, from the ledger and nothing else. Pure. Called again after each batch, since answers open up more:
 * ranges show the days, lists the items. Nothing asked since `epoch` is planned, so a run always comes to its end.
 */
export function plan(input: PlanInput): Plan {
  const derived: LedgerEntry[] = []
  const parts = new Map<Source, PlannedRequest[]>()
  const collect = (source: Source) => {
    const known = parts.get(source)
    if (known !== undefined) return known
    const requests: PlannedRequest[] = []
    for (const { dataset, form } of wanted.filter((one) => one.source === source)) {
      const deep = isProbe(dataset, input.deep) ? new Set([...input.deep, dataset.group]) : input.deep
      const named = planChosenItems(dataset, form, input)
      const part = isPicked(dataset, input)
        ? planPart(dataset, form, { ...input, deep })
        : { requests: [], derived: [] }
      requests.push(...named, ...part.requests)
      derived.push(...part.derived)
    }
    parts.set(source, requests)
    return requests
  }
  const wanted = input.catalogue
    .filter((dataset) =>
      input.chosen === null
        ? input.groups.has(dataset.group) || isProbe(dataset, input.groups)
        : isPicked(dataset, input) || input.chosen.items.has(dataset.name),
    )
    .filter((dataset) => isWanted(dataset, input))
    .flatMap((dataset) => {
      const form = formInForce(dataset, input)
      return form === null ? [] : [{ dataset, form, source: sourceOf(dataset, form) }]
    })
  const recentFrom = addDays(input.today, -recentDays)
  for (const { source, recent, sorted } of stages) {
    const requests = collect(source).filter(({ target }) => !recent || (dayOf(target) ?? '') > recentFrom)
    if (requests.length === 0) continue
    return {
      requests: sorted ? requests.toSorted((a, b) => compareDays(dayOf(b.target), dayOf(a.target))) : requests,
      derived,
      opensMore: source !== 'singles' || recent,
    }
  }
  return { requests: [], derived, opensMore: false }
}

/** True for what is planned as a whole, and not only by items that were named. */
function isPicked({ name }: DatasetDefinition, { chosen }: PlanInput): boolean {
  return chosen === null || chosen.datasets.has(name) || chosen.roots.has(name)
}

/** What a later probe compares with is read in each pass over what it tells of. */
function isProbe({ name }: DatasetDefinition, groups: ReadonlySet<string>): boolean {
  return name === uploadDataset && probedGroups.some((group) => groups.has(group))
}

/** Days of which everything is fetched before the rest of the history: an interrupted first run is of use already. */
const recentDays = 30

/** `history`: ranges and lists that show which days and items there are; `shown`: ranges that hang on others. */
type Source = 'history' | 'shown' | 'snapshots' | 'singles'

/** In this order; what comes first decides what is known of the next. */
const stages: readonly { readonly source: Source; readonly recent: boolean; readonly sorted: boolean }[] = [
  { source: 'history', recent: false, sorted: false },
  { source: 'shown', recent: false, sorted: true },
  { source: 'singles', recent: true, sorted: true },
  { source: 'snapshots', recent: false, sorted: false },
  { source: 'singles', recent: false, sorted: true },
]

function sourceOf(dataset: DatasetDefinition, { per }: Form): Source {
  if (per.kind === 'day' || per.kind === 'item') return 'singles'
  if (dataset.filledBy !== undefined) return 'shown'
  if (per.kind === 'range') return per.gate === undefined && per.reach === undefined ? 'history' : 'shown'
  // Where the watch stood at the beginning is what a later run compares with.
  return tellsHistory(dataset) || dataset.name === uploadDataset ? 'history' : 'snapshots'
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
