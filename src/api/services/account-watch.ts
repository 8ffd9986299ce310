import { setTimeout as sleep } from 'node:timers/promises'
import type { AccountEventJson } from '../../contract/index.ts'
import { isFailure, isFinished, toRfc3339, type UserId } from '../../domain/index.ts'
import { toJobJson } from '../wire.ts'
import type { ApiServices } from './types.ts'

/** How often the store is looked at for an account, however many look at it: while it runs, and while nothing happens. */
const busyLookMs = 300
const idleLookMs = 1_000
/** Sign-in, schedule and sessions change seldom, and nobody tells of it. */
const statusEveryLooks = 4
const atOnce = 500

interface Reader {
  readonly userId: UserId
  readonly sessionId: string
  /** Id of the last event that it has seen; null = it has seen none and wants only what comes. */
  readonly after: number | null
  readonly signal: AbortSignal
}
interface Told {
  readonly id: number
  readonly data: AccountEventJson
}
type Needs = Pick<ApiServices, 'store' | 'clock' | 'scheduler'>

/** One account that is looked at. */
interface Watched {
  readonly listeners: Set<(events: readonly Told[], ended: ReadonlySet<string>) => void>
  /** Id of the newest event that was seen. */
  last: number
  /** What was told last of how things are. */
  standing: readonly AccountEventJson[]
  failure: unknown
  running: boolean
}

/** Events of accounts from the store, where every process puts them. One look serves all who listen to an account. */
export function createAccountWatch(services: Needs) {
  const { store } = services
  const accounts = new Map<UserId, Promise<Watched>>()

  const open = async (userId: UserId): Promise<Watched> => {
    const watched: Watched = {
      listeners: new Set(),
      last: (await store.events.ends(userId))?.newest ?? 0,
      standing: await standingOf(services, userId),
      failure: null,
      running: false,
    }
    return watched
  }

  /** Looks again and again, as long as somebody listens. */
  const run = async (userId: UserId, watched: Watched): Promise<void> => {
    for (let look = 1; watched.listeners.size > 0; look++) {
      const found = await store.events.after(userId, watched.last, atOnce)
      const events = await eventsOf(services, userId, found)
      watched.last = found.at(-1)?.id ?? watched.last
      const turned = found.some(({ data }) => data.type === 'job' && data.event !== 'progress')
      let ended: ReadonlySet<string> = new Set()
      if (turned || look % statusEveryLooks === 0) {
        const standing = await standingOf(services, userId)
        const news = standing.filter((one, at) => gistOf(one) !== gistOf(watched.standing[at]))
        watched.standing = standing
        events.push(...news.map((data) => ({ id: watched.last, data })))
        const sessions = await store.sessions.list(userId)
        ended = new Set(sessions.flatMap(({ session_id, ended_at }) => (ended_at === null ? [] : [session_id])))
      }
      if (events.length > 0 || ended.size > 0) for (const listen of watched.listeners) listen(events, ended)
      const busy = watched.standing.some((one) => one.type === 'status' && one.running_job !== null)
      await sleep(busy ? busyLookMs : idleLookMs, undefined, { ref: false })
    }
    // Without a pause after the last look at the listeners: whoever comes from now on begins anew.
    watched.running = false
    accounts.delete(userId)
  }

  const join = async (userId: UserId): Promise<Watched> => {
    const known = accounts.get(userId)
    if (known !== undefined) return known
    const opening = open(userId)
    accounts.set(userId, opening)
    opening.catch(() => accounts.delete(userId))
    return opening
  }

  return async function* watch({ userId, sessionId, after, signal }: Reader): AsyncGenerator<Told> {
    const watched = await join(userId)
    const waiting: Told[] = []
    let over = false
    let wake = () => {}
    const listen = (events: readonly Told[], ended: ReadonlySet<string>) => {
      waiting.push(...events)
      over ||= ended.has(sessionId)
      wake()
    }
    const onAbort = () => wake()
    signal.addEventListener('abort', onAbort)
    watched.listeners.add(listen)
    const upTo = watched.last
    if (!watched.running) {
      watched.running = true
      run(userId, watched).catch((thrown) => {
        accounts.delete(userId)
        watched.failure = thrown
        for (const listener of watched.listeners) listener([], new Set())
      })
    }
    try {
      yield* missed(services, userId, after, upTo)
      for (const data of watched.standing) yield { id: upTo, data }
      while (!signal.aborted) {
        const next = waiting.shift()
        if (next !== undefined) {
          yield next
          continue
        }
        if (over) {
          yield { id: watched.last, data: { type: 'session-ended', session_id: sessionId } }
          return
        }
        if (watched.failure !== null) throw watched.failure
        await new Promise<void>((resolve) => {
          wake = resolve
          if (waiting.length > 0 || over || signal.aborted) resolve()
        })
      }
    } finally {
      signal.removeEventListener('abort', onAbort)
      watched.listeners.delete(listen)
    }
  }
}

/** What of a standing is news: the steps of a run are told as they come. */
function gistOf(standing: AccountEventJson | undefined): string {
  if (standing?.type !== 'status') return JSON.stringify(standing ?? null)
  const { running_job, data_version: _, ...rest } = standing
  return JSON.stringify({ ...rest, running: running_job && [running_job.job_id, running_job.status] })
}

/** What a reader that comes back has missed. What is not known any more may have been anything. */
async function* missed(services: Needs, userId: UserId, after: number | null, upTo: number): AsyncGenerator<Told> {
  if (after === null || after === upTo) return
  const ends = await services.store.events.ends(userId)
  if (ends === null || after > upTo || after < ends.oldest - 1) {
    yield { id: upTo, data: { type: 'data-changed', tables: null, days: null } }
    return
  }
  let at = after
  while (at < upTo) {
    const found = (await services.store.events.after(userId, at, atOnce)).filter(({ id }) => id <= upTo)
    if (found.length === 0) return
    yield* await eventsOf(services, userId, found)
    at = found.at(-1)?.id ?? upTo
  }
}

/** Of several steps of one job only the last is told, as the job is now. */
async function eventsOf(
  { store }: Needs,
  userId: UserId,
  found: Awaited<ReturnType<ApiServices['store']['events']['after']>>,
): Promise<Told[]> {
  const lastOf = new Map(found.flatMap(({ id, data }) => (data.type === 'job' ? [[data.job_id, id] as const] : [])))
  const told: Told[] = []
  for (const { id, data } of found) {
    if (data.type === 'data-changed') {
      told.push({ id, data: { ...data, tables: data.tables === null ? null : [...data.tables] } })
      continue
    }
    if (lastOf.get(data.job_id) !== id) continue
    const job = await store.jobs.find(data.job_id)
    if (job !== null && job.user_id === userId) told.push({ id, data: { type: 'job', job: toJobJson(job) } })
  }
  return told
}

/** How things are: told at the beginning, and when it became different. Always the same kinds in the same order. */
async function standingOf({ store, clock, scheduler }: Needs, userId: UserId): Promise<AccountEventJson[]> {
  const pair = await store.tokens.load(userId).catch((thrown) => {
    // A pair that cannot be opened is as good as none.
    if (isFailure(thrown, 'store.secret-key')) return null
    throw thrown
  })
  const { jobs } = await store.jobs.list(userId, { limit: 20 })
  const open = (await store.jobs.running(userId)) ?? (await store.jobs.nextPending(userId))
  const last = jobs.find(({ status }) => isFinished(status)) ?? null
  const refusal = pair === null ? 'auth.sign-in-needed' : pair.over ? 'auth.session-over' : null
  const waits = last?.retry_at != null && last.retry_at > clock() ? last : null
  return [
    {
      type: 'status',
      signed_in: refusal === null,
      running_job: open === null ? null : toJobJson(open),
      last_job: last === null ? null : toJobJson(last),
      next_run: toRfc3339((await scheduler.view(userId)).next?.at ?? null),
      data_version: await store.dataVersion(userId),
    },
    {
      type: 'needs',
      needs: [
        ...(refusal === null ? [] : [{ code: refusal, until: null } as const]),
        ...(waits === null
          ? []
          : [{ code: waits.error_code ?? 'garmin.rate-limited', until: toRfc3339(waits.retry_at) } as const]),
      ],
    },
  ]
}
