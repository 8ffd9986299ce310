import type { ErrorCode } from './errors.ts'
import { fail } from './failure.ts'
import type { UserId } from './ids.ts'
import type { Instant } from './instant.ts'
import type { LocalDate } from './local-date.ts'

export const jobStatuses = ['pending', 'running', 'completed', 'failed', 'cancelled'] as const
export type JobStatus = (typeof jobStatuses)[number]

export const syncTypes = ['all', 'activities', 'health', 'workouts', 'profile', 'import'] as const
export type SyncType = (typeof syncTypes)[number]

/** What one dataset came to in a run; every count is of items (days, activities, …). */
export interface DatasetCounts {
  readonly fetched: number
  readonly unchanged: number
  readonly empty: number
  readonly failed: number
  /** How many there are in this run, as far as is known. Left out: as many as the others come to. */
  readonly total?: number
}

/** Garmin, or our own pace, wants nothing to be asked before. */
export interface JobWait {
  readonly until: Instant
  readonly reason: string
}

/** How a run goes at the moment; all null while that is not known, and when it has ended. */
export interface JobLive {
  /** Requests a second of late. */
  readonly rate_per_s: number | null
  /** Until everything is done that is known to be needed. */
  readonly seconds_left: number | null
  readonly waiting: JobWait | null
}

export const notLive: JobLive = { rate_per_s: null, seconds_left: null, waiting: null }

/** One run of a sync. Field names are those of the API, of `--json` and of the store. */
export interface SyncJob extends JobLive {
  readonly job_id: string
  /** What it is for, in words. */
  readonly title: string
  readonly trigger: 'person' | 'schedule'
  readonly user_id: UserId
  readonly status: JobStatus
  /** 0 to 100, never falls. */
  readonly progress: number
  readonly start_time: Instant | null
  readonly end_time: Instant | null
  readonly sync_type: SyncType
  readonly error_message: string | null
  readonly total_items: number
  readonly processed_items: number
  /** Who asked; null for the scheduler. */
  readonly session_id: string | null
  readonly error_code: ErrorCode | null
  readonly counts: Readonly<Record<string, DatasetCounts>>
  readonly requests: number
  readonly bytes: number
  readonly created_at: Instant
  /** What it is doing now, in words. */
  readonly current: string | null
  readonly retry_at: Instant | null
}

/** What was asked for; two equal scopes are one wish. */
export interface SyncScope {
  readonly sync_type: SyncType
  /** First day wanted; null = as far back as there is data (or as remembered). */
  readonly from: LocalDate | null
  readonly to: LocalDate | null
  readonly full: boolean
  /** Only these datasets, with what they hang on; sorted. Left out or empty = all of the type. */
  readonly datasets?: readonly string[]
  /** These days and items, besides `datasets`; sorted. */
  readonly items?: readonly ChosenItem[]
}

/** One day or item of a dataset, by its name in the ledger (`LedgerEntry.item`). */
export interface ChosenItem {
  readonly dataset: string
  readonly key: string
}

/** True for a wish for certain datasets or items: it asks for what of them is open, and looks nothing over. */
export function isChosen({ datasets = [], items = [] }: Pick<SyncScope, 'datasets' | 'items'>): boolean {
  return datasets.length > 0 || items.length > 0
}

export type JobEvent = 'take' | 'complete' | 'fail' | 'cancel'

/** The only transitions there are. The store enforces them again by a conditional update. */
export const jobTransitions: Record<JobEvent, { readonly from: readonly JobStatus[]; readonly to: JobStatus }> = {
  take: { from: ['pending'], to: 'running' },
  complete: { from: ['running'], to: 'completed' },
  fail: { from: ['running'], to: 'failed' },
  cancel: { from: ['pending', 'running'], to: 'cancelled' },
}

export function isFinished(status: JobStatus): boolean {
  return status === 'completed' || status === 'failed' || status === 'cancelled'
}

/** What a transition may bring along. */
export interface JobOutcome {
  readonly error_code?: ErrorCode | null
  readonly error_message?: string | null
  readonly retry_at?: Instant | null
}

/**
 * The job after an event, or null when the table does not allow it. `complete` sets `processed_items = total_items`
 * and `progress = 100`; every end sets `end_time`.
 */
export function transition(job: SyncJob, event: JobEvent, now: Instant, outcome: JobOutcome = {}): SyncJob | null {
  const rule = jobTransitions[event]
  if (!rule.from.includes(job.status)) return null
  const next: SyncJob = { ...job, ...outcome, status: rule.to }
  if (event === 'take') return { ...next, start_time: now }
  const ended: SyncJob = { ...next, ...notLive, end_time: now, current: null }
  return event === 'complete'
    ? { ...ended, processed_items: job.total_items, progress: 100, error_code: null, error_message: null }
    : ended
}

/** Progress after some work: grows with what is done, never falls, and is 100 only when completed. */
export function progressAfter(previous: number, processed: number, total: number): number {
  const share = total > 0 ? Math.floor((100 * processed) / total) : 0
  return Math.max(previous, Math.min(99, share))
}

/**
 * True when a run for `running` brings everything that `wanted` asks for. A wish that names items is covered only by a run
 * for these: a whole run may have tried them already, and tries nothing twice.
 */
export function covers(running: SyncScope, wanted: SyncScope): boolean {
  const { datasets = [], items = [] } = wanted
  const itemNames = new Set((running.items ?? []).map(nameOfItem))
  if (!items.every((item) => itemNames.has(nameOfItem(item)))) return false
  if (isChosen(running)) {
    if (!isChosen(wanted) || !datasets.every((name) => running.datasets?.includes(name))) return false
    // Items have no span.
    if (datasets.length === 0) return !wanted.full || running.full
  }
  if (running.sync_type !== 'all' && running.sync_type !== wanted.sync_type) return false
  if (wanted.sync_type === 'import' || running.sync_type === 'import') return false
  if (wanted.full && !running.full) return false
  if (wanted.from !== null && (running.from === null || running.from > wanted.from)) return false
  // A run without an end goes to today; one with an end covers only wishes that end no later.
  if (running.to !== null && (wanted.to === null || wanted.to > running.to)) return false
  return true
}

function nameOfItem({ dataset, key }: ChosenItem): string {
  return `${dataset} ${key}`
}

/** @throws usage.range when the range ends before it starts. */
export function checkScope(scope: SyncScope): SyncScope {
  if (scope.from !== null && scope.to !== null && scope.to < scope.from)
    throw fail('usage.range', { from: scope.from, to: scope.to })
  return scope
}

/** What could not be fetched in a run, and why. */
export interface JobFailure {
  readonly dataset: string
  /** Day or item; for a span of days that failed together its first. */
  readonly key: string
  readonly day: LocalDate | null
  readonly code: string
  /** The failure's own sentence; null where the code says all. */
  readonly detail: string | null
}

/**
 * What a watcher of a job is told; ids grow by one within a job. `done` is the last, after the `state` of the end. Failures
 * that happen at about the same time are one event.
 */
export type JobEventData =
  | { readonly type: 'state' | 'progress' | 'done'; readonly job: SyncJob }
  | { readonly type: 'item-failed'; readonly job: SyncJob; readonly items: readonly JobFailure[] }
  | { readonly type: 'waiting'; readonly until: Instant; readonly reason: string; readonly job?: SyncJob }
  | { readonly type: 'note'; readonly dataset: string; readonly text: string }

/** What whoever looks at an account is told; ids grow by one within an account. */
export type AccountEventData =
  | { readonly type: 'job'; readonly job_id: string; readonly event: JobEventData['type'] }
  /** Rows of these tables, on days of this span; null = any. */
  | {
      readonly type: 'data-changed'
      readonly tables: readonly string[] | null
      readonly days: { readonly from: LocalDate; readonly to: LocalDate } | null
    }
