import { setTimeout as sleep } from 'node:timers/promises'
import {
  checkScope,
  covers,
  fail,
  isFinished,
  type JobEventData,
  jobTitle,
  type SyncJob,
  type SyncScope,
  type UserId,
} from '../domain/index.ts'
import type { HeldLock, StoredJob } from '../store/index.ts'
import { type Bell, createBell } from './bell.ts'
import type { SyncEngine } from './engine.ts'
import { createJobWatch, toSyncJob } from './job-watch.ts'
import { type RunJobOptions, runJob } from './run-job.ts'

/** How often a process that waits for its turn looks whether the other one has ended. */
const turnEveryMs = 300
const watchEveryMs = 200
/** All who watch a job from the same event on share one look for this long, so that many readers cost hardly more than one. */
const lookShareMs = 100

/** Jobs of all accounts, run one at a time for each account by whichever process gets there first. */
export interface JobService {
  /** Starts a run, attaches to one that covers it, or queues behind another. */
  start(
    userId: UserId,
    scope: SyncScope,
    sessionId: string | null,
    maxWaitMs: number,
  ): Promise<{ job: SyncJob; attached: boolean }>
  plan(userId: UserId, scope: SyncScope): ReturnType<SyncEngine['plan']>
  /** @throws job.not-found, job.not-running */
  cancel(userId: UserId, jobId: string): Promise<SyncJob>
  /** Events after an id, until the job has ended. */
  watch(jobId: string, afterId: number, signal: AbortSignal): AsyncIterable<{ id: number; data: JobEventData }>
  /** Takes over what a dead process left, and runs what waits. */
  resume(userId: UserId): void
  /** Waits until a job has ended, running it here when nobody else does. */
  finish(jobId: string): Promise<SyncJob>
  /** Stops at the next item; jobs stay as they are for the next process. */
  close(): Promise<void>
}

export function createJobService(given: RunJobOptions): JobService {
  const { store, clock, engine } = given
  const stopping = new AbortController()
  const bell = createBell()
  const look = createLook(store)
  const onEvent = (jobId: string) => {
    look.forget(jobId)
    bell.ring(jobId)
  }
  const options = { ...given, onEvent }
  const draining = new Map<UserId, Promise<void>>()
  /** Accounts for which something was added while their jobs were being run; whoever runs them looks once more. */
  const looksAgain = new Set<UserId>()
  /** Why this process could not go on with an account's jobs (a full disk, say); whoever watches is told. */
  const trouble = new Map<UserId, unknown>()

  /** Runs this account's jobs until none is left, taking turns with other processes by the account's lock. */
  const drain = async (userId: UserId): Promise<void> => {
    while (!stopping.signal.aborted) {
      looksAgain.delete(userId)
      const waiting = (await store.jobs.running(userId)) ?? (await store.jobs.nextPending(userId))
      if (waiting === null) {
        if (looksAgain.has(userId)) continue
        // Here and not later: whoever asks from now on must not take this round for one that will see their job.
        draining.delete(userId)
        return
      }
      const lock: HeldLock | null = await store.locks.tryLock(`sync-${userId}`)
      if (lock === null) {
        await sleep(turnEveryMs, undefined, { signal: stopping.signal }).catch(() => undefined)
        continue
      }
      try {
        const job = await claim(userId)
        if (job !== null) await runJob(options, job, stopping.signal)
        else await sleep(turnEveryMs, undefined, { signal: stopping.signal }).catch(() => undefined)
      } finally {
        await lock.release()
      }
    }
  }

  /** The job to run now: one whose holder has died, else the oldest that waits. Null while another machine holds one. */
  const claim = async (userId: UserId): Promise<StoredJob | null> => {
    const running = await store.jobs.running(userId)
    if (running !== null) {
      // The lock is ours, so on this machine its holder is dead; elsewhere the lease has to run out first.
      const elsewhere =
        running.lease_host !== null && running.lease_host !== options.host && (running.lease_until ?? 0) > clock()
      return elsewhere ? null : running
    }
    const next = await store.jobs.nextPending(userId)
    const taken = next === null ? null : await store.jobs.apply(next.job_id, 'take', clock())
    if (taken !== null) await createJobWatch(options, taken, () => toSyncJob(taken)).state(taken)
    return taken
  }

  const kick = (userId: UserId): Promise<void> => {
    if (options.runsJobs === false) return Promise.resolve()
    let work = draining.get(userId)
    if (work !== undefined) {
      looksAgain.add(userId)
      return work
    }
    trouble.delete(userId)
    work = drain(userId)
    draining.set(userId, work)
    work.catch((thrown) => {
      draining.delete(userId)
      trouble.set(userId, thrown)
    })
    return work
  }

  const own = async (userId: UserId, jobId: string): Promise<StoredJob> => {
    const job = await store.jobs.find(jobId)
    if (job === null || job.user_id !== userId) throw fail('job.not-found', { value: jobId })
    return job
  }

  return {
    start: async (userId, scope, sessionId, maxWaitMs) => {
      checkScope(scope)
      const running = await store.jobs.running(userId)
      if (running !== null && !running.cancel_requested && covers(running.scope, scope)) {
        kick(userId)
        return { job: toSyncJob(running), attached: true }
      }
      const first = (await store.jobs.list(userId, { limit: 1 })).jobs.length === 0
      const title = jobTitle(scope, {
        first,
        scheduled: sessionId === null,
        titleOf: options.titleOf ?? ((name) => name),
      })
      const { job, created } = await store.jobs.add({ userId, scope, sessionId, maxWaitMs, title, now: clock() })
      if (created) await store.events.add(userId, clock(), { type: 'job', job_id: job.job_id, event: 'state' })
      kick(userId)
      return { job: toSyncJob(job), attached: !created }
    },
    plan: async (userId, scope) => {
      checkScope(scope)
      return engine.plan({
        userId,
        scope,
        account: await options.accountNames(userId),
        today: await options.today(userId),
        epoch: clock(),
      })
    },
    cancel: async (userId, jobId) => {
      const job = await own(userId, jobId)
      if (isFinished(job.status)) throw fail('job.not-running', { value: jobId, status: job.status })
      if (job.status === 'pending') {
        const ended = await store.jobs.apply(jobId, 'cancel', clock())
        if (ended !== null) {
          await createJobWatch(options, ended, () => toSyncJob(ended)).state(ended)
          return toSyncJob(ended)
        }
      }
      const asked = await store.jobs.requestCancel(jobId)
      // A job whose holder is dead has nobody who would see the wish.
      kick(userId)
      return toSyncJob(asked ?? job)
    },
    watch: (jobId, afterId, signal) => watchJob(look.at, bell, jobId, afterId, signal, trouble),
    resume: (userId) => void kick(userId),
    finish: async (jobId) => {
      for (;;) {
        const job = await store.jobs.find(jobId)
        if (job === null) throw fail('job.not-found', { value: jobId })
        if (isFinished(job.status)) return toSyncJob(job)
        if (stopping.signal.aborted) throw fail('interrupted')
        await kick(job.user_id)
      }
    },
    close: async () => {
      stopping.abort(fail('interrupted'))
      await Promise.allSettled(draining.values())
    },
  }
}

/** A job and its events after one. The job is read first: when it has ended, all its events are there. */
function createLook({ jobs }: Pick<RunJobOptions['store'], 'jobs'>) {
  const read = async (jobId: string, after: number) => {
    const job = await jobs.find(jobId)
    return { job, events: await jobs.events(jobId, after, 200) }
  }
  const looks = new Map<string, ReturnType<typeof read>>()
  return {
    at: (jobId: string, after: number): ReturnType<typeof read> => {
      const key = `${jobId} ${after}`
      const known = looks.get(key)
      if (known !== undefined) return known
      const looking = read(jobId, after)
      looks.set(key, looking)
      setTimeout(() => looks.delete(key), lookShareMs).unref()
      return looking
    },
    /** What was seen of a job is out of date. */
    forget: (jobId: string): void => {
      for (const key of looks.keys()) if (key.startsWith(`${jobId} `)) looks.delete(key)
    },
  }
}

/** Events as they come, from whichever process writes them; ends with the job. */
async function* watchJob(
  look: ReturnType<typeof createLook>['at'],
  bell: Bell,
  jobId: string,
  afterId: number,
  signal: AbortSignal,
  trouble: ReadonlyMap<UserId, unknown>,
): AsyncGenerator<{ id: number; data: JobEventData }> {
  let after = afterId
  let complete = false
  let looksAfterEnd = 0
  const news = bell.listen(jobId)
  try {
    while (!signal.aborted) {
      const { job, events } = await look(jobId, after)
      if (job === null) throw fail('job.not-found', { value: jobId })
      for (const { id, data } of events) {
        after = id
        complete = data.type === 'done'
        yield { id, data }
      }
      if (complete) return
      if (events.length > 0) continue
      // Its last words are written a moment after it has ended; jobs of before there were such have none.
      if (isFinished(job.status) && looksAfterEnd++ > 1) return
      if (trouble.has(job.user_id)) throw trouble.get(job.user_id)
      await news.wait(watchEveryMs, signal)
    }
  } finally {
    news.stop()
  }
}
