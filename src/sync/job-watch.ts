import type { Clock, JobEventData, JobFailure, JobWait, LocalDate, SyncJob } from '../domain/index.ts'
import type { Store, StoredJob } from '../store/index.ts'

/** Watchers see at most one step in this time, four a second; the end is told at once. */
const stepEveryMs = 300
/** Who shows the data reads it anew that often at most. */
const changeEveryMs = 2_000

/** Tells watchers what happens to a job: events in the store, for every process to read. */
export interface JobWatch {
  /** It has got on; seldom told. */
  progress(): void
  waiting(wait: JobWait): void
  failed(failure: JobFailure): void
  note(dataset: string, text: string): void
  kept(changed: { tables: readonly string[]; days: readonly LocalDate[] }): void
  /** Tells what was not told yet; done once it is written. */
  flush(): Promise<void>
  /** It was taken, or has ended. */
  state(job: StoredJob): Promise<void>
}

interface JobWatchOptions {
  readonly store: Pick<Store, 'jobs' | 'events'>
  readonly clock: Clock
  readonly onState?: (job: SyncJob) => void
  /** Told of each event of a job once it can be read. Default: nobody. */
  readonly onEvent?: (jobId: string) => void
}

/** @param now the job with the numbers of this moment; for a job that is not running, as it is stored */
export function createJobWatch(
  { store, clock, onState, onEvent }: JobWatchOptions,
  { job_id: jobId, user_id: userId }: Pick<StoredJob, 'job_id' | 'user_id'>,
  now: () => SyncJob,
): JobWatch {
  // Events are written one after the other, so that their ids keep the order in which things happened.
  let chain: Promise<unknown> = Promise.resolve()
  const write = (work: () => Promise<unknown>) => {
    chain = chain.then(work).catch(() => undefined /* the run itself meets the same trouble and reports it */)
    return chain
  }
  const tell = (data: JobEventData) =>
    write(async () => {
      await store.jobs.addEvent(jobId, clock(), data)
      await store.events.add(userId, clock(), { type: 'job', job_id: jobId, event: data.type })
      onEvent?.(jobId)
    })

  let moved = false
  let wait: JobWait | null = null
  let failures: JobFailure[] = []
  const notes: { dataset: string; text: string }[] = []
  /** The weightiest of what waits to be told; null when nothing does. */
  const next = (): JobEventData | null => {
    if (failures.length > 0) {
      const items = failures
      failures = []
      moved = false
      void write(() => store.jobs.addFailures(jobId, clock(), items))
      return { type: 'item-failed', job: now(), items }
    }
    const note = notes.shift()
    if (note !== undefined) return { type: 'note', ...note }
    if (wait !== null) {
      const { until, reason } = wait
      wait = null
      moved = false
      return { type: 'waiting', until, reason, job: now() }
    }
    if (!moved) return null
    moved = false
    return { type: 'progress', job: now() }
  }
  const steps = createSlot(stepEveryMs, () => {
    const event = next()
    if (event === null) return false
    void tell(event)
    return true
  })

  let tables = new Set<string>()
  let days: { from: LocalDate; to: LocalDate } | null = null
  const changes = createSlot(changeEveryMs, () => {
    if (tables.size === 0 && days === null) return false
    const data = { type: 'data-changed', tables: [...tables].sort(), days } as const
    tables = new Set()
    days = null
    void write(() => store.events.add(userId, clock(), data))
    return true
  })

  return {
    progress: () => {
      moved = true
      steps.offer()
    },
    waiting: (told) => {
      wait = told
      steps.offer()
    },
    failed: (failure) => {
      failures.push(failure)
      steps.offer()
    },
    note: (dataset, text) => {
      notes.push({ dataset, text })
      steps.offer()
    },
    kept: (changed) => {
      for (const table of changed.tables) tables.add(table)
      for (const day of changed.days)
        days = {
          from: days === null || day < days.from ? day : days.from,
          to: days === null || day > days.to ? day : days.to,
        }
      changes.offer()
    },
    flush: async () => {
      steps.drain()
      changes.drain()
      await chain
    },
    state: async (job) => {
      const shown = toSyncJob(job)
      onState?.(shown)
      void tell({ type: 'state', job: shown })
      if (job.end_time !== null) void tell({ type: 'done', job: shown })
      await chain
    },
  }
}

/** Calls `tell` at once when there was nothing for `everyMs`, else when that time is over. `tell` gives false for nothing. */
function createSlot(everyMs: number, tell: () => boolean) {
  let timer: NodeJS.Timeout | null = null
  const open = () => {
    timer = null
    offer()
  }
  const offer = () => {
    if (timer !== null || !tell()) return
    timer = setTimeout(open, everyMs)
    timer.unref()
  }
  return {
    offer,
    drain: () => {
      if (timer !== null) clearTimeout(timer)
      timer = null
      while (tell()) {
        // Until nothing is left.
      }
    },
  }
}

/** The job as it is shown: without what only the store needs. */
export function toSyncJob(job: StoredJob): SyncJob {
  const {
    scope: _scope,
    cancel_requested: _cancel,
    lease_until: _until,
    lease_host: _host,
    max_wait_ms: _wait,
    ...shown
  } = job
  return shown
}
