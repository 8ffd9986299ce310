import type { SyncJobJson } from '../../../src/contract/index.ts'

/** One dataset of a run: how much there is, and what it came to. */
export interface DatasetLine {
  readonly dataset: string
  readonly title: string
  readonly done: number
  readonly total: number
  readonly fetched: number
  readonly unchanged: number
  readonly empty: number
  readonly failed: number
}

/** In the order in which the run tells of them. `titleOf` a dataset. */
export function datasetLines(job: SyncJobJson, titleOf: (dataset: string) => string): DatasetLine[] {
  return Object.entries(job.counts).map(([dataset, { total, ...counts }]) => {
    const done = counts.fetched + counts.unchanged + counts.empty + counts.failed
    return { dataset, title: titleOf(dataset), done, total: Math.max(total, done), ...counts }
  })
}

/** All datasets of a run together. */
export function sums(job: SyncJobJson): { readonly fetched: number; readonly failed: number } {
  const all = Object.values(job.counts)
  const sum = (of: 'fetched' | 'failed') => all.reduce((total, counts) => total + counts[of], 0)
  return { fetched: sum('fetched'), failed: sum('failed') }
}

export function isOver({ status }: Pick<SyncJobJson, 'status'>): boolean {
  return status === 'completed' || status === 'failed' || status === 'cancelled'
}

/**
 * Of two words about one job the one that is further: the stream and an answer overtake each other, and a figure that falls
 * would be taken for a step back.
 */
export function furtherOf(a: SyncJobJson | null, b: SyncJobJson | null): SyncJobJson | null {
  if (a === null || b === null || a.job_id !== b.job_id) return b ?? a
  if (isOver(a) !== isOver(b)) return isOver(a) ? a : b
  if (a.status !== b.status) return a.status === 'running' ? a : b
  return a.requests > b.requests || a.processed_items > b.processed_items ? a : b
}

/** How long it took, in seconds; null while it runs, or when it never began. */
export function tookSeconds({ start_time, end_time }: SyncJobJson): number | null {
  if (start_time === null || end_time === null) return null
  return (Date.parse(end_time) - Date.parse(start_time)) / 1000
}

export type Kind = 'all' | 'activities' | 'health' | 'workouts' | 'gap'

/** What the history's filters let through; null = any. */
export function isShown(job: SyncJobJson, status: string | null, kind: Kind | null): boolean {
  if (status !== null && job.status !== status) return false
  if (kind === null || kind === 'all') return true
  const isGap = !/^(First sync|Everything|Activities only|Health only|Workouts only|Profile only|Import)/.test(
    job.title,
  )
  return kind === 'gap' ? isGap : !isGap && job.sync_type === kind
}
