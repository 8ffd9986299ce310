import { isWholeList } from '../domain/index.ts'
import type { Prepared } from './keep-answer.ts'
import { pageOverlap } from './plan-lists.ts'
import type { PlannedRequest } from './plan-types.ts'
import type { RunInput, RunState } from './run-state.ts'

/** No list of a person is longer: half a million activities. */
const mostPages = 500

/** A list that goes on and on is not asked for any further. */
export function isTooLong(input: RunInput, { pages }: RunState, { dataset, target }: PlannedRequest): boolean {
  if (target.kind !== 'page') return false
  return (pages.get(dataset.name) ?? []).filter((page) => page.asked_at >= input.epoch).length >= mostPages
}

/** A further page whose every item was on a page before it: the list begins again, and would for ever. */
export function repeatsItself(
  input: RunInput,
  { ledger }: RunState,
  { dataset, form, target }: PlannedRequest,
  { keep, pageRows }: Prepared,
): boolean {
  const { per } = form
  if (target.kind !== 'page' || per.kind !== 'page' || target.start === (per.firstStart ?? 0)) return false
  if ((pageRows ?? 0) <= pageOverlap) return false
  return keep.entries
    .filter((entry) => entry.dataset === dataset.name && !isWholeList(entry))
    .every(({ item }) => (ledger.get(dataset.name, item)?.asked_at ?? 0) >= input.epoch)
}
