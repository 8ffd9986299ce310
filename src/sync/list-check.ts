import { type DatasetDefinition, type Instant, isWholeList, listedCount } from '../domain/index.ts'
import type { LedgerView } from './ledger-view.ts'

/**
 * What to tell when a list that was read to its end in this pass has not as many items as Garmin says that there are; null
 * when the two agree, or when they were not asked for in the same pass.
 */
export function listDifference(
  { name, countedBy }: DatasetDefinition,
  ledger: LedgerView,
  epoch: Instant,
): { readonly listed: number; readonly counted: number; readonly text: string } | null {
  const count = countedBy === undefined ? undefined : ledger.get(countedBy, 'account')
  if (count === undefined || count.state !== 'present' || count.asked_at < epoch) return null
  const counted = listedCount(count)
  if (counted === null) return null
  const listed = [...ledger.of(name)].filter((entry) => entry.state === 'present' && !isWholeList(entry)).length
  if (listed === counted) return null
  return { listed, counted, text: `the list holds ${listed}, Garmin counts ${counted}` }
}
