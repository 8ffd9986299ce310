import {
  type DatasetDefinition,
  type Form,
  type Instant,
  type LedgerMark,
  type Target,
  wholeList,
  wholeListOf,
} from '../domain/index.ts'
import type { KnownPage, PlanInput, PlannedRequest, Reason } from './plan-types.ts'
import { isLookedOver } from './when-due.ts'

/** Rows re-read at the seam of two pages, so that a deletion between them loses nothing (DATA section 3). */
export const pageOverlap = 5
/** The pages of one reading of a list came within this time. */
const readWithinMs = 20 * 3_600_000

/** A snapshot, part by part: asked for again in a deep pass, once it is as old as its dataset says. */
export function planAccount(dataset: DatasetDefinition, form: Form, input: PlanInput): PlannedRequest[] {
  if (form.per.kind !== 'account') return []
  const asOf = form.per.asOf === undefined ? {} : { asOf: input.today }
  const targets = form.per.parts?.map((part) => ({ kind: 'account', part, ...asOf }) as const) ?? [
    { kind: 'account', ...asOf } as const,
  ]
  return targets.flatMap((target: AccountTarget) => {
    const reason = reasonForSnapshot(dataset, input, input.ledger.get(dataset.name, wholeListOf(target.part)))
    return reason === null ? [] : [{ dataset, form, target, reason }]
  })
}

type AccountTarget = Extract<Target, { kind: 'account' }>

function reasonForSnapshot(dataset: DatasetDefinition, input: PlanInput, last: LedgerMark | undefined): Reason | null {
  if (last === undefined) return 'missing'
  if (last.asked_at >= input.epoch) return null
  if (last.state === 'failed') return 'failed'
  return isLookedOver(dataset, input, last.asked_at) ? 'snapshot' : null
}

/** The next page of a list that is to be read to its end. */
export function planPages(dataset: DatasetDefinition, form: Form, input: PlanInput): PlannedRequest[] {
  if (form.per.kind !== 'page') return []
  const { firstStart = 0, limit: most } = form.per
  const limit = Math.min(most, input.forms.get(dataset.name)?.cap ?? most)
  const pagesSince = (since: Instant) =>
    new Map(
      (input.pages.get(dataset.name) ?? []).filter((page) => page.asked_at >= since).map((page) => [page.start, page]),
    )
  const list = input.ledger.get(dataset.name, wholeList)
  if (list?.state === 'failed' && list.asked_at >= input.epoch) return []
  if (list?.state === 'present' && !input.deep.has(dataset.group)) return []
  // Young enough for this dataset, and read to its end when it was.
  const read = list !== undefined && list.state === 'present' && list.asked_at < input.epoch
  if (read && !isLookedOver(dataset, input, list.asked_at)) {
    const since = (list.asked_at - readWithinMs) as Instant
    if (nextPageStart(pagesSince(since), limit, firstStart) === null) return []
  }
  const start = nextPageStart(pagesSince(input.epoch), limit, firstStart)
  const asOf = form.per.asOf === undefined ? {} : { asOf: input.today }
  return start === null ? [] : [{ dataset, form, target: { kind: 'page', start, limit, ...asOf }, reason: 'list' }]
}

/** Where the next page starts; null when the pages read so far are the whole list. */
export function nextPageStart(
  pages: ReadonlyMap<number, KnownPage>,
  limit: number,
  firstStart: 0 | 1 = 0,
): number | null {
  let start: number = firstStart
  for (;;) {
    const page = pages.get(start)
    if (page === undefined) return start
    if (page.rows === 0) return null
    // A round number of rows may be a cap that Garmin put on our limit, so the end is asked for.
    const capped = page.rows < limit && page.rows % 20 === 0
    if (page.rows < limit && !capped) return null
    start += Math.max(1, page.rows - pageOverlap)
    if (capped && pages.get(start)?.rows === pageOverlap) return null
  }
}
