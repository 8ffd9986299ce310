import { type DatasetDefinition, type Form, isWholeList, itemsToAsk } from '../domain/index.ts'
import { changedSince, derivedEmpty } from './plan-follow.ts'
import type { PlanInput, PlanPart } from './plan-types.ts'
import { reasonForItem } from './when-due.ts'

/** One request for each item of the list that the dataset follows. */
export function planItems(dataset: DatasetDefinition, form: Form, input: PlanInput): PlanPart {
  const part: PlanPart = { requests: [], derived: [] }
  if (form.per.kind !== 'item') return part
  const { of, except, whenChanged } = form.per
  const asOf = form.per.asOf === undefined ? {} : { asOf: input.today }
  for (const shown of input.ledger.of(of)) {
    if (shown.state !== 'present' || isWholeList(shown)) continue
    if (
      shown.day !== null &&
      ((input.from !== null && shown.day < input.from) || (input.to !== null && shown.day > input.to))
    )
      continue
    const byArchive = dataset.insteadOf !== undefined && shown.day !== null
    if (byArchive && input.ledger.get(dataset.insteadOf, shown.day)?.state !== 'empty') continue
    for (const id of itemsToAsk(form.per, shown)) {
      const entry = input.ledger.get(dataset.name, id)
      if (except !== undefined && shown.marks.includes(except)) {
        if (entry === undefined) part.derived.push(derivedEmpty(dataset, shown, id, except))
        continue
      }
      const again = whenChanged === true && changedSince(shown, entry, input)
      const reason = reasonForItem(dataset, input, entry) ?? (again ? 'changed' : null)
      if (reason !== null)
        part.requests.push({ dataset, form, target: { kind: 'item', id, day: shown.day, ...asOf }, reason })
    }
  }
  return part
}
