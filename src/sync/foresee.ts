import { type LedgerEntry, ledgerEntry, wholeList, wholeListOf } from '../domain/index.ts'
import type { PlanInput, PlannedRequest } from './plan-types.ts'
import { plan } from './planner.ts'
import { expected } from './read-answer.ts'

/** About what a run will come to. */
export interface Foreseen {
  readonly requests: number
  /** Days, items, snapshots and pages. */
  readonly items: number
  /** In the order in which they are first asked for. */
  readonly datasets: readonly { readonly dataset: string; readonly requests: number; readonly items: number }[]
  /** False where what comes back may lead further back than is known: then it is the least there will be. */
  readonly bounded: boolean
}

/** More rounds than there are stages and gates that follow one another; what is left then is not foreseen. */
const mostRounds = 12

/**
 * Goes through the plans that would follow one another if Garmin had something for every day that is asked for and the
 * lists had not grown. Puts what it supposes into the ledger view of `input`, which is of no use afterwards.
 */
export function foresee(input: PlanInput, first: readonly PlannedRequest[]): Foreseen {
  const found = new Map<string, { requests: number; items: number }>()
  const pages = new Map(input.pages)
  const oldest = input.from ?? input.ledger.oldestPresent(input.catalogue.map(({ name }) => name))
  const take = ({ dataset, target }: PlannedRequest) => {
    const before = found.get(dataset.name) ?? { requests: 0, items: 0 }
    const entries = supposed(dataset.name, { dataset, target }, input, oldest)
    found.set(dataset.name, { requests: before.requests + 1, items: before.items + entries.length })
    input.ledger.put(entries)
    if (target.kind === 'page')
      pages.set(dataset.name, [
        ...(pages.get(dataset.name) ?? []),
        { start: target.start, asked_at: input.epoch, rows: 0 },
      ])
  }
  for (const probe of first) take(probe)
  for (let round = 0; round < mostRounds; round++) {
    const { requests, derived } = plan({ ...input, pages })
    if (requests.length === 0) break
    input.ledger.put(derived)
    for (const planned of requests) take(planned)
  }
  const datasets = [...found].map(([dataset, counts]) => ({ dataset, ...counts }))
  const sum = (of: 'requests' | 'items') => datasets.reduce((total, one) => total + one[of], 0)
  return { requests: sum('requests'), items: sum('items'), datasets, bounded: input.from !== null || oldest !== null }
}

function supposed(
  dataset: string,
  { target }: Pick<PlannedRequest, 'dataset' | 'target'>,
  { epoch, ledger }: PlanInput,
  oldest: string | null,
): LedgerEntry[] {
  const about = { dataset, settled: true, asked_at: epoch } as const
  if (target.kind === 'account' || target.kind === 'page') {
    const item = target.kind === 'account' ? wholeListOf(target.part) : wholeList
    return [ledgerEntry({ ...about, item, day: null, state: 'present', changed_at: epoch })]
  }
  return [...expected(target)].map(([item, day]) => {
    // Before what is known nothing is supposed, or the search would go back for ever.
    const state = day !== null && (oldest === null || day < oldest) ? 'empty' : 'present'
    // What is the same as before leads to no questions about what follows it.
    const changed_at = ledger.get(dataset, item)?.changed_at ?? epoch
    return ledgerEntry({ ...about, item, day, state, changed_at })
  })
}
