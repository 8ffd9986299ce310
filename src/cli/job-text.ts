import type { DatasetCounts, Instant, JobStatus } from '../domain/index.ts'
import type { Colors, Output } from './output.ts'
import { pairs, table } from './table.ts'
import { count, duration, localTime, plain, plural } from './text.ts'
import { clip } from './text-width.ts'

/** What is looked at of a SyncJob as the API gives it. */
export interface JobView {
  readonly job_id: string
  readonly status: JobStatus
  readonly progress: number
  readonly sync_type: string
  readonly start_time: string | null
  readonly end_time: string | null
  readonly created_at: string
  readonly total_items: number
  readonly processed_items: number
  readonly error_code: string | null
  readonly error_message: string | null
  readonly counts: Readonly<Record<string, DatasetCounts>>
  readonly requests: number
  readonly current: string | null
  readonly retry_at: string | null
}

/** All datasets of a run together. */
export function totals(job: Pick<JobView, 'counts'>): DatasetCounts {
  const sum = { fetched: 0, unchanged: 0, empty: 0, failed: 0 }
  for (const counts of Object.values(job.counts))
    for (const kind of ['fetched', 'unchanged', 'empty', 'failed'] as const) sum[kind] += counts[kind]
  return sum
}

/** The one sentence about a run that is over, or about how far it is. */
export function jobSentence(job: JobView): string {
  const { fetched, unchanged, empty } = totals(job)
  const requests = plural(job.requests, 'request')
  if (job.status === 'pending') return `Job ${job.job_id} waits for its turn.`
  if (job.status === 'running') return `Job ${job.job_id} is at ${job.progress} %.`
  if (job.status === 'cancelled') return `Job ${job.job_id} was cancelled after ${requests}; what was fetched stays.`
  if (job.status === 'failed') return `Job ${job.job_id} failed: ${plain(job.error_message)}`
  if (fetched === 0) return `Nothing new: ${requests}.`
  const others = [
    ...(unchanged > 0 ? [`${count(unchanged)} unchanged`] : []),
    ...(empty > 0 ? [`${count(empty)} empty at Garmin`] : []),
  ]
  const took = tookSeconds(job)
  const time = took === null ? '' : ` in ${duration(took)}`
  return `Synced: ${[`${count(fetched)} new`, ...others].join(', ')}; ${requests}${time}.`
}

export function tookSeconds(job: Pick<JobView, 'start_time' | 'end_time'>): number | null {
  if (job.start_time === null || job.end_time === null) return null
  return (Date.parse(job.end_time) - Date.parse(job.start_time)) / 1000
}

/** What is known of a run at a moment. */
export interface ProgressView {
  readonly job: JobView
  /** Requests a second and items a second of late; null until that is known. */
  readonly requestsPerSecond: number | null
  readonly itemsPerSecond: number | null
  readonly waiting: { readonly until: Instant; readonly reason: string } | null
}

/** While it is still being found out how much there is, progress stays below this (`run-report`), and no time is told. */
const knownFromProgress = 4

/** Seconds until every item that is known so far is done; null while that cannot be told. */
function secondsLeft({ job, itemsPerSecond }: ProgressView): number | null {
  const left = job.total_items - job.processed_items
  if (job.progress < knownFromProgress) return null
  return itemsPerSecond === null || itemsPerSecond <= 0 || left <= 0 ? null : left / itemsPerSecond
}

const waitWords: Readonly<Record<string, string>> = {
  pace: 'Keeping to the pace',
  'rate-limited': 'Garmin asked us to slow down',
  trouble: 'Garmin has trouble right now',
}

function waitText({ waiting }: ProgressView, now: Instant): string | null {
  if (waiting === null || waiting.until <= now) return null
  const words = waitWords[waiting.reason] ?? plain(waiting.reason)
  return `${words}: going on in ${duration((waiting.until - now) / 1000)} (${localTime(waiting.until)})`
}

function facts(view: ProgressView): string[] {
  const left = secondsLeft(view)
  return [
    plural(view.job.requests, 'request'),
    ...(view.requestsPerSecond === null ? [] : [`${view.requestsPerSecond.toFixed(1)}/s`]),
    ...(left === null ? [] : [`${duration(left)} left`]),
  ]
}

/** One line for logs: `42 %  1,234/2,900  sleep 2024-03-01  312 requests  2.0/s  4 min left`. */
export function progressLine(view: ProgressView, now: Instant): string {
  const { job } = view
  const done = job.total_items > 0 ? [`${count(job.processed_items)}/${count(job.total_items)}`] : []
  const doing = waitText(view, now) ?? (job.status === 'pending' ? 'waiting for its turn' : job.current)
  return [`${job.progress} %`, ...done, ...(doing ? [plain(doing)] : []), ...facts(view)].join('  ')
}

const barWidth = 24

/** The same as a block of lines for a terminal, each no wider than `width`. */
export function progressBlock(view: ProgressView, now: Instant, colors: Colors, width: number): readonly string[] {
  const { job } = view
  const cut = (text: string) => clip(text, width)
  const full = Math.round((barWidth * job.progress) / 100)
  const bar = colors.cyan('█'.repeat(full)) + colors.dim('░'.repeat(barWidth - full))
  const done = job.total_items > 0 ? `  ${count(job.processed_items)} of ${count(job.total_items)}` : ''
  const wait = waitText(view, now)
  return [
    `${bar} ${String(job.progress).padStart(3)} %${done}`,
    cut(plain(job.status === 'pending' ? 'waiting for its turn' : (job.current ?? 'looking what is new'))),
    colors.dim(cut(facts(view).join(' · '))),
    ...(wait === null ? [] : [colors.yellow(cut(wait))]),
  ]
}

/** Everything of a run as names and values, then its datasets. */
export function jobLines(job: JobView, output: Pick<Output, 'colors' | 'width'>): readonly string[] {
  const entries: readonly (readonly [string, string])[] = [
    ['job', job.job_id],
    ['type', job.sync_type],
    ['status', job.status],
    ['progress', `${job.progress} %, ${count(job.processed_items)} of ${count(job.total_items)}`],
    ...(job.current === null ? [] : [['doing', job.current] as const]),
    ['asked', localTime(job.created_at)],
    ['began', localTime(job.start_time)],
    ['ended', localTime(job.end_time)],
    ['requests', count(job.requests)],
    ...(job.error_message === null ? [] : [['error', job.error_message] as const]),
    ...(job.retry_at === null ? [] : [['possible again', localTime(job.retry_at)] as const]),
  ]
  const datasets = table(
    Object.entries(job.counts),
    [
      { title: 'DATASET', cell: ([dataset]) => dataset },
      { title: 'NEW', cell: ([, counts]) => count(counts.fetched), right: true },
      { title: 'UNCHANGED', cell: ([, counts]) => count(counts.unchanged), right: true },
      { title: 'EMPTY', cell: ([, counts]) => count(counts.empty), right: true },
      { title: 'FAILED', cell: ([, counts]) => count(counts.failed), right: true },
    ],
    output,
  )
  return [...pairs(entries, output.colors), ...(datasets.length === 0 ? [] : ['', ...datasets])]
}
