import { type DatasetDefinition, type Form, type LedgerEntry, wholeList } from '../domain/index.ts'
import { changedSince, derivedEmpty } from './plan-follow.ts'
import type { PlanInput, PlanPart, Reason } from './plan-types.ts'

/** One request for each item of the list that the dataset follows. */
export function planItems(dataset: DatasetDefinition, form: Form, input: PlanInput): PlanPart {
  const part: PlanPart = { requests: [], derived: [] }
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
