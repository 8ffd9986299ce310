import type { DatasetDefinition, Form, LocalDate, Per, Target } from '../domain/index.ts'
import type { PlanInput } from './plan-types.ts'

/**
 * The first form that Garmin has not refused and that can be asked for this account (some want a display name, which a
 * new one does not have); null when there is none.
 */
export function formInForce(
  dataset: DatasetDefinition,
  { forms, account, today }: Pick<PlanInput, 'forms' | 'account' | 'today'>,
): Form | null {
  const refused = forms.get(dataset.name)?.refused ?? []
  const askable = (form: Form) => form.request(anyTarget(form.per, today), account) !== null
  return dataset.forms.find((form) => !refused.includes(form.name) && askable(form)) ?? null
}

/** False for a dataset that stands in for another one while that one is asked for otherwise. */
export function isWanted({ onlyWhile }: DatasetDefinition, input: PlanInput): boolean {
  if (onlyWhile === undefined) return true
  const main = input.catalogue.find(({ name }) => name === onlyWhile.dataset)
  const form = main === undefined ? null : formInForce(main, input)
  return form !== null && onlyWhile.askedBy.includes(form.name)
}

function anyTarget(per: Per, today: LocalDate): Target {
  switch (per.kind) {
    case 'account':
      return { kind: 'account', asOf: today, ...(per.parts?.[0] === undefined ? {} : { part: per.parts[0] }) }
    case 'range':
      return { kind: 'range', start: today, end: today }
    case 'day':
      return { kind: 'day', day: today }
    case 'page':
      return { kind: 'page', start: 0, limit: per.limit, asOf: today }
    case 'item':
      return { kind: 'item', id: '1', day: today, asOf: today }
  }
}
