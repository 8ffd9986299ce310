import {
  type DatasetDefinition,
  type Form,
  isLocalDate,
  itemsToAsk,
  type LedgerMark,
  type LocalDate,
  type SyncScope,
  type Target,
} from '../domain/index.ts'
import type { Chosen, PlanInput, PlannedRequest, Reason } from './plan-types.ts'
import { coverDays, coverMonths } from './windows.ts'

/** A wish for certain datasets and items, with what the datasets hang on; null for a wish for everything. */
export function chosenOf(
  catalogue: readonly DatasetDefinition[],
  { datasets = [], items = [] }: Pick<SyncScope, 'datasets' | 'items'>,
): Chosen | null {
  if (datasets.length === 0 && items.length === 0) return null
  const byName = new Map(catalogue.map((dataset) => [dataset.name, dataset]))
  const roots = new Set<string>()
  const follow = (name: string) => {
    for (const root of hangsOn(byName.get(name))) {
      if (roots.has(root)) continue
      roots.add(root)
      follow(root)
    }
  }
  for (const name of datasets) follow(name)
  const named = new Map<string, Set<string>>()
  for (const { dataset, key } of items) {
    const kind = byName.get(dataset)?.forms[0].per.kind
    // What is part of a list or a snapshot comes with the whole of it.
    if (kind === 'account' || kind === 'page') roots.add(dataset)
    else named.set(dataset, (named.get(dataset) ?? new Set()).add(key))
  }
  return { datasets: new Set(datasets), roots, items: named }
}

/** Datasets that decide which days and items of this one there are to ask for. */
function hangsOn(dataset: DatasetDefinition | undefined): string[] {
  if (dataset === undefined) return []
  const ofForms = dataset.forms.flatMap(({ per }) => {
    if (per.kind === 'item') return [per.of]
    return per.kind === 'day' || per.kind === 'range' ? [per.gate] : []
  })
  return [...ofForms, dataset.insteadOf, dataset.filledBy].filter((name) => typeof name === 'string')
}

/**
 * Requests for the days and items that were named, whatever shows them: also those that wait or that a gate says nothing
 * of. What is there and settled is left alone, unless its whole dataset is looked over.
 */
export function planChosenItems(dataset: DatasetDefinition, form: Form, input: PlanInput): PlannedRequest[] {
  const keys = input.chosen?.items.get(dataset.name)
  if (keys === undefined) return []
  const due = [...keys].flatMap((key) => {
    const reason = reasonForNamed(dataset, input, input.ledger.get(dataset.name, key))
    return reason === null ? [] : [[key, reason] as const]
  })
  const reasons = new Map<string, Reason>(due)
  return targetsOf(form, [...reasons.keys()], input).map(({ target, key }) => ({
    dataset,
    form,
    target,
    reason: reasons.get(key) ?? 'missing',
  }))
}

function reasonForNamed(dataset: DatasetDefinition, input: PlanInput, entry: LedgerMark | undefined): Reason | null {
  if (entry === undefined) return 'missing'
  if (entry.asked_at >= input.epoch) return null
  if (entry.state === 'failed' || entry.attempts > 0) return 'failed'
  if (!entry.settled) return 'provisional'
  return input.deep.has(dataset.group) ? 'trailing' : null
}

/** `key`: the first of those that the request is for. */
function targetsOf({ per }: Form, keys: readonly string[], input: PlanInput): { target: Target; key: string }[] {
  const asOf = 'asOf' in per && per.asOf !== undefined ? { asOf: input.today } : {}
  const days = keys.filter(isLocalDate)
  switch (per.kind) {
    case 'day':
      return days.map((day) => ({ target: { kind: 'day', day }, key: day }))
    case 'range': {
      const windows = per.align === 'month' ? coverMonths(days) : coverDays(days, per.maxDays)
      return windows.map(({ start, end }) => {
        const key = days.find((day) => day >= start && day <= end) ?? start
        return { target: { kind: 'range', start, end }, key }
      })
    }
    case 'item':
      return keys.map((key) => ({ target: { kind: 'item', id: key, day: dayOfItem(per, key, input), ...asOf }, key }))
    // Lists and snapshots are planned as a whole.
    default:
      return []
  }
}

/** As what the item follows dates it; null where nothing does. */
function dayOfItem(per: Extract<Form['per'], { kind: 'item' }>, key: string, { ledger }: PlanInput): LocalDate | null {
  const shown = ledger.get(per.of, key)
  if (shown !== undefined || per.each === undefined) return shown?.day ?? null
  for (const entry of ledger.of(per.of)) if (itemsToAsk(per, entry).includes(key)) return entry.day
  return null
}
