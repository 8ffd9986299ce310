import { type DatasetDefinition, type Form, type Target, wholeList } from '../domain/index.ts'
import type { KnownPage, PlanInput, PlannedRequest } from './plan-types.ts'

/** Nightly passes run a little earlier or later than 24 hours apart. */
const snapshotDayMs = 20 * 3_600_000
/** Rows re-read at the seam of two pages, so that a deletion between them loses nothing (DATA section 3). */
const pageOverlap = 5

/** A snapshot: asked for again in a deep pass, once it is as old as its dataset says. */
export function planAccount(dataset: DatasetDefinition, form: Form, input: PlanInput): PlannedRequest[] {
  const target: Target = { kind: 'account' }
  const last = input.ledger.get(dataset.name, wholeList)
  if (last === undefined) return [{ dataset, form, target, reason: 'missing' }]
  if (last.asked_at >= input.epoch) return []
  if (last.state === 'failed') return [{ dataset, form, target, reason: 'failed' }]
  const due = input.deep.has(dataset.group) && input.epoch - last.asked_at >= dataset.settlesAfterDays * snapshotDayMs
  return due ? [{ dataset, form, target, reason: 'snapshot' }] : []
}

/** The next page of a list that is to be read to its end. */
export function planPages(dataset: DatasetDefinition, form: Form, input: PlanInput): PlannedRequest[] {
  if (form.per.kind !== 'page') return []
  const list = input.ledger.get(dataset.name, wholeList)
  const due = list === undefined || list.state === 'failed' || input.deep.has(dataset.group)
  if (!due || (list !== undefined && list.state === 'failed' && list.asked_at >= input.epoch)) return []
  const limit = Math.min(form.per.limit, input.forms.get(dataset.name)?.cap ?? form.per.limit)
  const fresh = new Map(
    (input.pages.get(dataset.name) ?? [])
      .filter((page) => page.asked_at >= input.epoch)
      .map((page) => [page.start, page]),
  )
  const start = nextPageStart(fresh, limit)
  return start === null ? [] : [{ dataset, form, target: { kind: 'page', start, limit }, reason: 'list' }]
}

/** Where the next page starts; null when the pages read so far are the whole list. */
export function nextPageStart(pages: ReadonlyMap<number, KnownPage>, limit: number): number | null {
  let start = 0
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
