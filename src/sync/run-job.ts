import {
  type AccountNames,
  type Clock,
  type Failure,
  fail,
  type Instant,
  isFailure,
  type JobOutcome,
  type JobWait,
  type LocalDate,
  notLive,
  type SyncJob,
  toFailure,
  type UserId,
} from '../domain/index.ts'
import type { ApiClient, ApiEvent } from '../garmin/index.ts'
import type { JobNumbers, Store, StoredJob } from '../store/index.ts'
import type { SyncEngine } from './engine.ts'
import { createJobWatch, type JobWatch, toSyncJob } from './job-watch.ts'
import { createRunReport } from './run-report.ts'

/** How often a running job says that it lives, and looks whether it shall stop. */
export const heartbeatMs = 30_000
/** A holder on another machine that has not been heard of for this long is taken for dead. */
export const leaseMs = 3 * heartbeatMs
const cancelLookMs = 400
const longWaitMs = 2_000

export interface RunJobOptions {
  readonly store: Store
  readonly engine: SyncEngine
  readonly clock: Clock
  readonly host: string
  /** A client for this account; closed at the end of the run. */
  readonly openApi: (
    userId: UserId,
    options: { maxWaitMs: number; requestsBefore: number; onEvent: (event: ApiEvent) => void },
  ) => Promise<ApiClient>
  readonly accountNames: (userId: UserId) => Promise<AccountNames>
  readonly today: (userId: UserId) => Promise<LocalDate>
  /**
   * Told of every answer of Garmin, repeats included; `status` null = none came, `dataset` null = none was being fetched.
   * Default: nobody.
   */
  readonly onAnswer?: (told: {
    readonly userId: UserId
    readonly jobId: string
    readonly dataset: string | null
    readonly status: number | null
    readonly ms: number
  }) => void
  /** A dataset's title, for the names of jobs. Default: its name. */
  readonly titleOf?: (dataset: string) => string
  /** Told when a job is taken, and when it has ended. Default: nobody. */
  readonly onState?: (job: SyncJob) => void
  /** Told of each event of a job once it can be read. Default: nobody. */
  readonly onEvent?: (jobId: string) => void
  /** False: this process only asks for jobs; another one runs them. Default true. */
  readonly runsJobs?: boolean
}

/**
 * Carries a running job to its end, holding its lease. `stop` ends it at the next item without ending the job: it stays
 * `running`, and whoever takes it over goes on where it stopped. The caller holds the account's lock.
 */
export async function runJob(options: RunJobOptions, job: StoredJob, stop: AbortSignal): Promise<void> {
  const { store, clock } = options
  const abort = new AbortController()
  let cancelled = false
  let traffic = () => ({ requests: 0, bytes: 0 })
  const onStop = () => abort.abort(fail('interrupted'))
  stop.addEventListener('abort', onStop, { once: true })
  const look = async () => {
    const { cancelRequested } = await store.jobs.heartbeat(job.job_id, {
      until: (clock() + leaseMs) as Instant,
      host: options.host,
    })
    if (!cancelRequested || cancelled) return
    cancelled = true
    abort.abort(fail('interrupted'))
  }
  const report = createRunReport({
    jobId: job.job_id,
    before: job,
    traffic: () => traffic(),
    onChange: () => watch.progress(),
    onNote: (dataset, text) => watch.note(dataset, text),
    onFailure: (failure) => watch.failed(failure),
    onKept: (changed) => watch.kept(changed),
    clock,
  })
  const watch: JobWatch = createJobWatch(options, job, () => {
    const { counts, live, ...numbers } = report.numbers().numbers
    return { ...toSyncJob(job), ...numbers, ...live, counts }
  })
  const waits = (wait: JobWait) => {
    report.waits(wait)
    watch.waiting(wait)
    // A long one is seen in the job itself as well: nothing else is written before it ends.
    if (wait.until - clock() >= longWaitMs)
      void store.jobs.numbers(job.job_id, report.numbers().numbers).catch(() => undefined /* told by the next write */)
  }
  let outcome: JobOutcome | null = null
  let api: ApiClient | null = null
  let timer: NodeJS.Timeout | undefined
  try {
    if (stop.aborted) return
    await look()
    timer = setInterval(
      () => void look().catch(() => undefined /* the next look or the next write will say what is wrong */),
      cancelLookMs,
    )
    timer.unref()
    const client = await options.openApi(job.user_id, {
      maxWaitMs: job.max_wait_ms,
      requestsBefore: job.requests,
      onEvent: (event) => {
        if (event.type === 'wait') waits({ until: event.until, reason: event.reason })
        if (event.type !== 'answer') return
        const { status, ms } = event
        options.onAnswer?.({ userId: job.user_id, jobId: job.job_id, dataset: report.dataset, status, ms })
      },
    })
    api = client
    traffic = () => ({ requests: client.requests, bytes: client.bytes })
    const account = await options.accountNames(job.user_id)
    const today = await options.today(job.user_id)
    outcome = await options.engine.run({
      userId: job.user_id,
      account,
      scope: job.scope,
      today,
      epoch: job.start_time ?? clock(),
      api: client,
      report,
      signal: abort.signal,
    })
  } catch (thrown) {
    const failure = toFailure(thrown)
    if (abort.signal.aborted && isFailure(failure, 'interrupted')) outcome = cancelled ? {} : null
    else
      outcome = {
        error_code: failure.code,
        error_message: failure.message + openWords(failure, report.numbers().numbers),
        retry_at: failure.retryAt,
      }
  } finally {
    clearInterval(timer)
    stop.removeEventListener('abort', onStop)
    await api?.close()
  }
  const { numbers } = report.numbers()
  await store.jobs.numbers(job.job_id, { ...numbers, current: null, live: notLive })
  await watch.flush()
  // Stopped, not ended: the job stays running and waits for the next process.
  if (outcome === null) return
  const ended = await store.jobs.apply(
    job.job_id,
    cancelled ? 'cancel' : outcome.error_code ? 'fail' : 'complete',
    clock(),
    outcome,
  )
  if (ended !== null) await watch.state(ended)
}

/** A run that has to stop before its end says how much it leaves. */
function openWords({ code }: Failure, { total_items, processed_items }: JobNumbers): string {
  const open = total_items - processed_items
  if (open <= 0 || (code !== 'garmin.rate-limited' && code !== 'sync.budget-spent')) return ''
  return ` Still open: ${open} of the ${total_items} requests that are known to be needed.`
}
