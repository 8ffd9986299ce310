import { createHash } from 'node:crypto'
import {
  type Clock,
  fail,
  type Instant,
  isFailure,
  isFinished,
  isObject,
  type Json,
  type NextRun,
  type Schedule,
  type ScheduleWait,
  scheduleProblem,
  toInstant,
  type UserId,
} from '../../domain/index.ts'
import type { HeldLock, Store } from '../../store/index.ts'
import type { JobService } from '../job-service.ts'
import { nextRun } from './next-run.ts'

export interface SchedulerOptions {
  readonly store: Pick<Store, 'accounts' | 'state' | 'jobs' | 'tokens' | 'locks'>
  readonly jobs: Pick<JobService, 'start' | 'resume'>
  readonly clock: Clock
  /** What holds where an account has no wish of its own. */
  readonly defaults: Schedule
  /** How long a scheduled run may wait for Garmin in one go. */
  readonly maxWaitMs: number
  /** Waits; ends early when the signal is aborted. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>
  /** Told of what went wrong for one account; the others go on. */
  readonly onTrouble: (userId: UserId, thrown: unknown) => void
}

/** An account's schedule and what comes of it. */
export interface ScheduleView {
  readonly schedule: Schedule
  /** Null while nothing is scheduled: switched off, no server that runs it, or waiting for a sign-in. */
  readonly next: NextRun | null
  readonly waitsFor: ScheduleWait
}

/** Keeps every account current for as long as a server runs. Of several servers on one store one does it. */
export interface Scheduler {
  view(userId: UserId): Promise<ScheduleView>
  /** @throws request.invalid naming the field */
  change(userId: UserId, wishes: Partial<Schedule>): Promise<ScheduleView>
  /** Begins; gives how to end it. */
  start(): { stop(): Promise<void> }
}

/** Changes of settings and accounts are seen this soon. */
const lookEveryMs = 15_000
/** A server that has not been seen for this long runs nothing any more. */
const aliveMs = 4 * lookEveryMs

const installation = 'installation'
const aliveKey = 'scheduler_until'
const wishesKey = 'schedule'
const nightlyKey = 'nightly_at'

export function createScheduler(options: SchedulerOptions): Scheduler {
  const { store, jobs, clock, defaults } = options

  const scheduleOf = async (userId: UserId): Promise<Schedule> => {
    const wishes = await store.state.get(userId, wishesKey)
    return isObject(wishes) ? { ...defaults, ...(wishes as Partial<Schedule>) } : defaults
  }

  /** The run that is due, whether or not a server is there to start it. */
  const dueOf = async (userId: UserId, since: Instant) => {
    const schedule = await scheduleOf(userId)
    // A pair that cannot be opened is as good as none: whoever needs it is told why.
    const pair = await store.tokens.load(userId).catch((thrown) => {
      if (isFailure(thrown, 'store.secret-key')) return null
      throw thrown
    })
    if (pair === null || pair.over) return { schedule, next: null, waitsFor: 'sign-in' as const }
    const newest = (await store.jobs.list(userId, { limit: 1 })).jobs[0]
    const nightly = await store.state.get(userId, nightlyKey)
    const retryAt = newest !== undefined && isFinished(newest.status) ? newest.retry_at : null
    const notBefore = retryAt !== null && retryAt > clock() ? retryAt : null
    const history = {
      lastRun: newest?.created_at ?? null,
      lastNightly: typeof nightly === 'number' ? toInstant(nightly) : since,
      notBefore,
    }
    const next = nextRun(schedule, history, spreadOf(userId))
    return { schedule, next, waitsFor: next !== null && notBefore !== null ? ('garmin' as const) : null }
  }

  const view = async (userId: UserId): Promise<ScheduleView> => {
    const account = await store.accounts.find(userId)
    const due = await dueOf(userId, account?.created_at ?? clock())
    const until = await store.state.get(installation, aliveKey)
    const alive = typeof until === 'number' && until > clock()
    return alive ? due : { ...due, next: null }
  }

  /** Starts what is due for one account. */
  const look = async (userId: UserId, since: Instant): Promise<void> => {
    // What a dead process left is gone on with first; it may be all that is due.
    jobs.resume(userId)
    const { next } = await dueOf(userId, since)
    if (next === null || next.at > clock()) return
    if ((await store.jobs.running(userId)) !== null || (await store.jobs.nextPending(userId)) !== null) return
    const full = next.kind === 'nightly'
    await jobs.start(userId, { sync_type: 'all', from: null, to: null, full }, null, options.maxWaitMs)
    if (full) await store.state.set(userId, nightlyKey, clock())
  }

  const run = async (signal: AbortSignal): Promise<void> => {
    let lock: HeldLock | null = null
    try {
      while (!signal.aborted) {
        try {
          lock ??= await store.locks.tryLock('scheduler')
          if (lock !== null) await lookAtAll(signal)
        } catch (thrown) {
          // The store is busy or its disk full: the next round may find it better.
          options.onTrouble('0' as UserId, thrown)
        }
        await options.wait(lookEveryMs, signal)
      }
    } finally {
      if (lock !== null) {
        await store.state.set(installation, aliveKey, null)
        await lock.release()
      }
    }
  }

  const lookAtAll = async (signal: AbortSignal): Promise<void> => {
    await store.state.set(installation, aliveKey, clock() + aliveMs)
    for (const { user_id, created_at } of await store.accounts.list()) {
      if (signal.aborted) return
      await look(user_id, created_at).catch((thrown) => options.onTrouble(user_id, thrown))
    }
  }

  return {
    view,
    change: async (userId, wishes) => {
      const next = { ...(await scheduleOf(userId)), ...wishes }
      const problem = scheduleProblem(next)
      if (problem !== null) throw fail('request.invalid', { detail: `${problem}.`, field: problem.split(':')[0] })
      await store.state.set(userId, wishesKey, next as unknown as Json)
      return view(userId)
    },
    start: () => {
      const stopping = new AbortController()
      const running = run(stopping.signal)
      return {
        stop: async () => {
          stopping.abort()
          await running
        },
      }
    },
  }
}

/** A fraction that is an account's own: always the same, and spread evenly over many. */
function spreadOf(userId: UserId): number {
  return createHash('sha256').update(userId).digest().readUInt32BE(0) / 2 ** 32
}
