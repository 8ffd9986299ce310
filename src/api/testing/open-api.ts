import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Client, createClient } from '../../contract/index.ts'
import { createCatalogue, tablesOf } from '../../datasets/index.ts'
import { defaultSchedule, fail, type Instant, type LocalDate, toInstant, type UserId } from '../../domain/index.ts'
import { createSecretKey, openStore, type Store } from '../../store/index.ts'
import { createScheduler } from '../../sync/index.ts'
import { type Api, createApi } from '../api.ts'
import type { ApiServices, CallContext } from '../services/types.ts'
import { checkAnswer } from './check-answer.ts'
import { createFakeGarmin, type FakeGarmin } from './fake-garmin.ts'

export const baseUrl = 'http://127.0.0.1:8787'

/** The API over a real store in a folder of its own, a Garmin that answers as told, and a clock that a test moves. */
export interface OpenApi {
  readonly api: Api
  readonly store: Store
  readonly services: ApiServices
  readonly garmin: FakeGarmin
  readonly clock: { now: number }
  readonly faults: unknown[]
  /** In process, as the owner of the home. */
  readonly owner: Client
  /** Over a socket, with a token or without. */
  remote(token?: string | null): Client
  /** One bare request. */
  ask(path: string, init?: RequestInit, context?: CallContext): Promise<Response>
  close(): Promise<void>
}

export const day = (text: string) => text as LocalDate

export async function openApi(change: Partial<ApiServices> = {}): Promise<OpenApi> {
  const home = await mkdtemp(join(tmpdir(), 'garminsync-api-'))
  const clock = { now: Date.parse('2026-01-31T08:00:00Z') }
  const now = (): Instant => toInstant(clock.now)
  const catalogue = createCatalogue({
    readFitActivity: async () => {
      throw fail('internal', { detail: 'no file is read here' })
    },
    readFitWellness: async () => {
      throw fail('internal', { detail: 'no file is read here' })
    },
  })
  const secretKey = createSecretKey({ value: null, file: null, command: null, defaultFile: join(home, 'secret.key') })
  const store = await openStore({
    location: { kind: 'sqlite', path: join(home, 'garminsync.db') },
    folders: { originals: join(home, 'originals'), locks: join(home, 'locks') },
    secretKey,
    tables: tablesOf(catalogue),
    clock: now,
  })
  const garmin = createFakeGarmin(now)
  const faults: unknown[] = []
  const jobs = jobsOf(store, now)
  const services: ApiServices = {
    store,
    catalogue,
    jobs,
    scheduler: createScheduler({
      store,
      jobs: { ...jobs, resume: () => undefined },
      clock: now,
      defaults: { ...defaultSchedule, zone: 'UTC' },
      maxWaitMs: 0,
      wait: async () => undefined,
      onTrouble: (_, error) => void faults.push(error),
    }),
    signIn: garmin.signIn,
    sessionImport: garmin.sessionImport,
    tokenSource: garmin.tokenSource,
    openApi: garmin.openApi,
    keepProfile: async (userId) => {
      garmin.calls.push(`keep ${userId}`)
    },
    loginPausedUntil: async () => null,
    clock: now,
    keys: { jwt: () => secretKey.derive('jwt') },
    version: '0.0.0-test',
    today: async () => day('2026-01-31'),
    onFault: ({ error }) => void faults.push(error),
    ...change,
  }
  const api = createApi(services)
  /** Every answer that a test sees is held against the contract. */
  const checked = async (request: Request, context: CallContext = {}) =>
    checkAnswer(request, await api.fetch(request, context))
  return {
    api,
    store,
    services,
    garmin,
    clock,
    faults,
    owner: createClient({ baseUrl, fetch: (request) => checked(request, { trusted: true }) }),
    remote: (token = null) => createClient({ baseUrl, fetch: (request) => checked(request), token: () => token }),
    ask: (path, init, context = {}) => api.fetch(new Request(new URL(path, baseUrl), init), context),
    close: async () => {
      await store.close()
      await rm(home, { recursive: true, force: true })
    },
  }
}

/** Jobs that are kept but that nobody runs: a test moves them on. */
function jobsOf(store: Store, clock: () => Instant): ApiServices['jobs'] {
  return {
    start: async (userId, scope, sessionId, maxWaitMs) => {
      const { job, created } = await store.jobs.add({ userId, scope, sessionId, maxWaitMs, now: clock() })
      return { job, attached: !created }
    },
    plan: async () => ({
      requests: [],
      derived: [],
      opensMore: false,
      foreseen: { requests: 0, items: 0, datasets: [], bounded: true },
    }),
    cancel: async (userId, jobId) => {
      const job = await store.jobs.find(jobId)
      if (job?.user_id !== userId) throw fail('job.not-found', { value: jobId })
      return (await store.jobs.apply(jobId, 'cancel', clock())) ?? job
    },
    watch: async function* (jobId, afterId) {
      yield* await store.jobs.events(jobId, afterId, 1000)
    },
  }
}

/** Signs an account in over a socket; gives a client with its session. */
export async function signIn(opened: OpenApi, email = 'a@example.org'): Promise<{ client: Client; userId: UserId }> {
  const answer = await opened.remote().authLogin({ body: { email, password: 'correct horse' } })
  if (answer.status !== 200) throw new Error('a code is wanted')
  return { client: opened.remote(answer.body.access_token), userId: answer.body.user_id as UserId }
}

/** The failure that some work ends with. */
export async function failureOf(work: Promise<unknown>) {
  try {
    await work
  } catch (failure) {
    return failure as import('../../domain/index.ts').Failure
  }
  throw new Error('it did not fail')
}
