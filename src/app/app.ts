import { setMaxListeners } from 'node:events'
import { hostname } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { type ApiServices, createApi } from '../api/index.ts'
import { chooseDatasets, createCatalogue, tablesOf } from '../datasets/index.ts'
import { type Clock, type LocalDate, systemClock, type UserId } from '../domain/index.ts'
import { readFitActivity, readFitWellness } from '../fit/index.ts'
import { createSessionImport, createSignIn } from '../garmin/index.ts'
import { createSecretKey, openStore, type SecretKey, type Store } from '../store/index.ts'
import { createJobService, createScheduler, createSyncEngine, type JobService, type Scheduler } from '../sync/index.ts'
import { readConfigFile } from './config-file.ts'
import { createDecoding, type Decoding } from './decoding.ts'
import { type Check, examine } from './doctor.ts'
import { type DoctorGarminOptions, examineGarmin } from './doctor-garmin.ts'
import { checkListenHost, exposureOf } from './exposure.ts'
import { createFaultLog } from './fault-log.ts'
import { type Folders, findFolders } from './folders.ts'
import { createGarminAccess, rememberPlace } from './garmin-access.ts'
import { createHappenings, type Happenings } from './happenings.ts'
import { keepProfile } from './keep-profile.ts'
import { listen } from './listen.ts'
import { createMetrics, type Metrics } from './metrics.ts'
import { createServerLog } from './server-log.ts'
import { createServerSessions, type ServerSessions } from './server-sessions.ts'
import { type Environment, readSettings, showSettings } from './settings.ts'
import { challengesOf, pausesOf } from './sign-in-stores.ts'
import { todayOf } from './today.ts'
import { createUpkeep, type Upkeep, type UpkeepOptions } from './upkeep.ts'
import { createWebFolder } from './web-folder.ts'
import { startWebhooks, type Webhooks } from './webhooks.ts'

/** Nobody waits for a scheduled run, and the next one is never far. PRODUCT section 2: 15 min. */
const scheduledMaxWaitMs = 15 * 60_000

export interface AppOptions {
  readonly env: Environment
  /** `--home`; null takes GARMINSYNC_HOME or the XDG folders. */
  readonly home: string | null
  readonly version: string
  readonly clock?: Clock
  /** False: jobs that are asked for stay pending, for another process to run. Default true. */
  readonly runsJobs?: boolean
  /** The person is invented: whoever reaches the server may look at them. Default false. */
  readonly demo?: boolean
  /** Takes what `serve` does as lines of JSON. Default: nobody. */
  readonly log?: { readonly write: (line: string) => void; readonly verbose: boolean }
  /** How the scheduler waits; default: the system's timer. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>
}

/** A running GarminSync: the contract's request handler, and what only the machine's owner may do. */
export interface App {
  /** The HTTP contract without a socket; the caller is trusted as the owner of the home folder. */
  fetch(request: Request): Promise<Response>
  /** An access token of the owner's own session. @throws auth.sign-in-needed, account.ambiguous, account.not-found */
  openSession(userId: string | null): Promise<string>
  /** The same handler on a loopback socket; takes over jobs that a dead process left. */
  serve(options: { host: string; port: number }): Promise<{ url: string; close(): Promise<void> }>
  /** `garmin`: today's answers are compared with what the readers expect as well, one small request for each dataset. */
  doctor(options?: { garmin?: AbortSignal }): Promise<Check[]>
  settings(): ReturnType<typeof showSettings>
  readonly configPath: string
  readonly serverSessions: ServerSessions
  /** Rebuilding and verifying what is kept on this machine. */
  readonly upkeep: Upkeep
  /** Runs a job to its end, or waits for whoever runs it. */
  runJob(jobId: string): Promise<void>
  close(): Promise<void>
}

interface Opened {
  readonly store: Store
  readonly api: ReturnType<typeof createApi>
  readonly jobs: JobService
  readonly upkeep: UpkeepOptions
  readonly garmin: DoctorGarminOptions
  readonly scheduler: Scheduler
  readonly decoding: Decoding
  readonly happenings: Happenings
  /** Begins to tell other programs; null where none wants to be told. */
  readonly startWebhooks: () => Webhooks | null
  /** Ends the streams of a server that is about to end. */
  readonly stopping: AbortController
  /** Set while this process is a server. */
  readonly counting: { metrics: Metrics | null }
}

/** Configuration in, running app out. Nothing is opened before it is needed; what is opened here is closed in reverse. */
export async function createApp(options: AppOptions): Promise<App> {
  const { env, home, version } = options
  const clock = options.clock ?? systemClock
  const folders = findFolders(env, home)
  let opening: Promise<Opened> | null = null
  const open = () => {
    opening ??= openParts(options, folders, clock)
    return opening
  }
  return {
    fetch: async (request) => (await open()).api.fetch(request, { trusted: true }),
    openSession: async (userId) => (await open()).api.auth.openLocal(userId as UserId | null),
    serve: async ({ host, port }) => {
      checkListenHost(host, exposureOf(readSettings(env)))
      const { api, jobs, store, scheduler, happenings, counting, stopping, decoding, ...parts } = await open()
      // People and programs wait for answers here.
      decoding.useThreads()
      const metrics = await createMetrics({ store, clock })
      counting.metrics = metrics
      const quiet = [happenings.listen(metrics.note)]
      if (options.log !== undefined) {
        const { note, flush } = createServerLog({ ...options.log, clock })
        quiet.push(happenings.listen(note), flush)
      }
      for (const account of await store.accounts.list()) jobs.resume(account.user_id)
      const server = await listen({
        host,
        port,
        handle: (request, address) => api.fetch(request, { trusted: false, address }),
      })
      const schedule = scheduler.start()
      const webhooks = parts.startWebhooks()
      if (webhooks !== null)
        quiet.push(
          happenings.listen((happening) => {
            if (happening.event === 'job') webhooks.wake(happening.job.user_id)
          }),
        )
      happenings.tell({ event: 'server.started', url: server.url, version })
      return {
        url: server.url,
        close: async () => {
          happenings.tell({ event: 'server.stopping' })
          stopping.abort()
          await Promise.all([schedule.stop(), server.close(), webhooks?.stop()])
          for (const stop of quiet) stop()
        },
      }
    },
    doctor: async ({ garmin } = {}) => {
      const checks = await examine({
        env,
        folders,
        version,
        secretKey: () => secretKeyOf(env, folders),
        open: async () => (await open()).store,
      })
      if (garmin === undefined || checks.some(({ name, state }) => name === 'store' && state === 'problem'))
        return checks
      return [...checks, ...(await examineGarmin((await open()).garmin, garmin))]
    },
    settings: () => showSettings(env),
    configPath: folders.configFile,
    serverSessions: createServerSessions(async () => (await open()).store, clock),
    upkeep: createUpkeep(async () => {
      const { upkeep, decoding } = await open()
      decoding.useThreads()
      return upkeep
    }),
    runJob: async (jobId) => {
      await (await open()).jobs.finish(jobId)
    },
    close: async () => {
      const opened = await opening?.catch(() => null)
      if (!opened) return
      await opened.jobs.close()
      await opened.decoding.close()
      await opened.store.close()
    },
  }
}

/** What these checks say names files, where keys come from, or accounts. */
const namesThings = new Set(['settings', 'config.toml', 'folder', 'secret key', 'store', 'sign-in'])

async function systemWait(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal, ref: false }).catch(() => undefined /* ended early: the caller looks why */)
}

function secretKeyOf(env: Environment, folders: Folders): SecretKey {
  const { secretKey, secretKeyFile, secretKeyCommand } = readSettings(env)
  return createSecretKey({
    value: secretKey,
    file: secretKeyFile,
    command: secretKeyCommand,
    defaultFile: folders.secretKeyFile,
  })
}

async function openParts(options: AppOptions, folders: Folders, clock: Clock): Promise<Opened> {
  const settings = readSettings(options.env)
  const config = await readConfigFile(folders.configFile)
  const everything = createCatalogue({ readFitActivity, readFitWellness })
  // What was switched off again can still be read.
  const tables = tablesOf(everything)
  const catalogue = chooseDatasets(everything, {
    datasets: settings.datasets ?? config.datasets,
    samples: settings.samples ?? config.samples ?? 'zip',
  })
  const secretKey = secretKeyOf(options.env, folders)
  const store = await openStore({
    location:
      settings.databaseUrl === null
        ? { kind: 'sqlite', path: folders.database }
        : { kind: 'postgres', url: settings.databaseUrl },
    folders,
    secretKey,
    tables,
    clock,
    provider: settings.sqlite,
  })
  try {
    const userAgent = `GarminSync/${options.version}`
    const access = createGarminAccess({ store, settings, config, clock, userAgent })
    const today = (userId: UserId): Promise<LocalDate> => todayOf(store, tables, userId, clock())
    const decoding = createDecoding(everything)
    const engine = createSyncEngine({
      store,
      catalogue,
      everything,
      decode: decoding.decode,
      clock,
      // Without pacing (a loopback origin) nothing is waited for.
      reloadWaitMs: settings.pace === null ? 0 : 10_000,
    })
    const pauses = pausesOf(store)
    const logFault = createFaultLog(folders.log)
    const happenings = createHappenings()
    const counting: Opened['counting'] = { metrics: null }
    const stopping = new AbortController()
    // Every open stream listens.
    setMaxListeners(0, stopping.signal)
    const onFault = (fault: { requestId: string; error: unknown }) => {
      const kind = fault.error instanceof Error ? fault.error.name : typeof fault.error
      happenings.tell({ event: 'fault', requestId: fault.requestId, kind })
      void logFault(fault)
    }
    const jobs = createJobService({
      store,
      engine,
      clock,
      host: hostname(),
      openApi: access.openApi,
      accountNames: access.accountNames,
      today,
      titleOf: (name) => everything.find((dataset) => dataset.name === name)?.title ?? name,
      onAnswer: (answer) => happenings.tell({ event: 'garmin', ...answer }),
      onState: (job) => happenings.tell({ event: 'job', job }),
      runsJobs: options.runsJobs ?? true,
    })
    const scheduler = createScheduler({
      store,
      jobs,
      clock,
      defaults: config.schedule,
      maxWaitMs: scheduledMaxWaitMs,
      wait: options.wait ?? systemWait,
      onTrouble: (userId, error) => onFault({ requestId: `schedule ${userId}`, error }),
    })
    const exposure = exposureOf(settings)
    const services: ApiServices = {
      store,
      catalogue: everything,
      asked: catalogue,
      ...(exposure === undefined ? {} : { exposure }),
      jobs,
      pace: settings.pace,
      scheduler,
      clock,
      version: options.version,
      demo: settings.garminOrigin !== null,
      today,
      onFault,
      stopping: stopping.signal,
      web: createWebFolder(),
      demoUser: async () => (options.demo === true ? ((await store.accounts.list())[0]?.user_id ?? null) : null),
      doctor: async () =>
        (
          await examine({
            env: options.env,
            folders,
            version: options.version,
            secretKey: () => secretKey,
            open: async () => store,
          })
        ).map((check) => ({ ...check, isPrivate: namesThings.has(check.name) })),
      sources: {
        datasets: settings.datasets !== null ? 'env' : config.datasets.length > 0 ? 'config' : 'default',
        pace: {
          text: settings.pace === null ? null : `${settings.pace.burst},${settings.pace.perSecond}`,
          source: options.env.GARMINSYNC_PACE ? 'env' : 'default',
        },
      },
      onAnswered: (answered) => happenings.tell({ event: 'request', ...answered }),
      metrics: async () => (await counting.metrics?.page()) ?? null,
      tokenSource: access.tokenSource,
      keepProfile: (userId, profile) => keepProfile({ store, catalogue, clock, today }, userId, profile),
      beforeTokens: (userId) => rememberPlace(store, settings, userId),
      keys: { jwt: () => secretKey.derive('jwt') },
      openApi: access.openApi,
      loginPausedUntil: async (accountKey) => {
        const until = (await pauses.get(accountKey))?.until ?? null
        return until !== null && until > clock() ? until : null
      },
      sessionImport: createSessionImport({
        origin: settings.garminOrigin,
        userAgent,
        headers: config.headers,
        clientIds: config.clientIds,
        consumer: settings.oauthConsumer ?? config.oauthConsumer,
        clock,
        accountKeySecret: () => secretKey.derive('account-key'),
      }),
      signIn: createSignIn({
        origin: settings.garminOrigin,
        userAgent,
        headers: config.headers,
        withLock: access.withLock,
        clientIds: config.clientIds,
        clock,
        accountKeySecret: () => secretKey.derive('account-key'),
        challenges: challengesOf(store),
        pauses,
      }),
    }
    return {
      store,
      jobs,
      scheduler,
      decoding,
      happenings,
      startWebhooks: () => {
        const activity = tables.find(({ name }) => name === 'activity')
        if (config.webhooks.length === 0 || activity === undefined) return null
        return startWebhooks({
          store,
          hooks: config.webhooks,
          activity,
          clock,
          userAgent,
          send: fetch,
          wait: options.wait ?? systemWait,
          onTrouble: (error) => onFault({ requestId: 'webhooks', error }),
        })
      },
      counting,
      stopping,
      api: createApi(services),
      upkeep: { store, catalogue, everything, clock, decode: decoding.decode },
      garmin: { store, catalogue, openApi: access.openApi, accountNames: access.accountNames, today },
    }
  } catch (thrown) {
    await store.close()
    throw thrown
  }
}
