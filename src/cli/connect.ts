import type { App } from '../app/index.ts'
import { type Client, createClient } from '../contract/index.ts'
import { type Clock, fail } from '../domain/index.ts'
import { type Globals, originOf } from './globals.ts'
import { once } from './once.ts'
import { connectToServer } from './server-connection.ts'

export type { App }

export interface ConnectOptions {
  readonly globals: Globals
  readonly env: Readonly<Record<string, string | undefined>>
  readonly version: string
  readonly clock: Clock
  /** False: a job that is asked for stays pending, for another process to run. Default true. */
  readonly runsJobs?: boolean
  /** The person is invented: whoever opens the dashboard may look at them. Default false. */
  readonly demo?: boolean
  /** Takes what a server does as lines of JSON. Default: nobody. */
  readonly log?: { readonly write: (line: string) => void; readonly verbose: boolean }
}

/** Tokens of a session of ours, as the answer that issues them holds them. */
export interface SessionTokens {
  readonly user_id: string
  readonly access_token: string
  readonly refresh_token: string
}

/** The contract, ready to be spoken. */
export interface Connection {
  readonly client: Client
  /** The server that answers; null in process. */
  readonly server: string | null
  /** From now on this session asks. With a server it is kept for later commands, too. */
  signedIn(session: SessionTokens): Promise<void>
  signedOut(): Promise<void>
  /** Once is enough; more does no harm. */
  close(): Promise<void>
}

/** The API of `--server` or GARMINSYNC_SERVER, else of this machine's own home folder, in process. */
export async function connect(options: ConnectOptions): Promise<Connection> {
  const server = options.globals.server ?? serverOfEnvironment(options.env)
  if (server === null) return connectInProcess(await openApp(options), options)
  return connectToServer(server, await openApp(options), fetch, userOf(options))
}

/** The program on this machine. Nothing is opened in it before it is needed. */
export async function openApp(options: ConnectOptions): Promise<App> {
  const { createApp } = await import('../app/index.ts')
  const { globals, env, version, clock, runsJobs = true, demo = false, log } = options
  return createApp({
    env,
    home: globals.home ?? null,
    version,
    clock,
    runsJobs,
    demo,
    ...(log === undefined ? {} : { log }),
  })
}

/** The owner of the home folder is trusted: a session is opened at the first request that needs one. */
function connectInProcess(app: App, { globals, env }: ConnectOptions): Connection {
  const user = userOf({ globals, env })
  let token: Promise<string> | null = null
  const openToken = () => {
    token ??= app.openSession(user)
    return token
  }
  const baseUrl = 'http://localhost'
  const withSession = createClient({ baseUrl, fetch: app.fetch, token: openToken })
  const without = createClient({ baseUrl, fetch: app.fetch })
  return {
    client: {
      ...withSession,
      authLogin: without.authLogin,
      authMfa: without.authMfa,
      authAccounts: without.authAccounts,
      authSwitch: without.authSwitch,
      authPairRedeem: without.authPairRedeem,
      authImport: without.authImport,
      authResend: without.authResend,
      authBrowser: without.authBrowser,
      authTicket: without.authTicket,
    },
    server: null,
    async signedIn(session) {
      token = Promise.resolve(session.access_token)
    },
    async signedOut() {
      token = null
    },
    close: once(() => app.close()),
  }
}

/** The account that is named; null = the current one. */
function userOf({ globals, env }: Pick<ConnectOptions, 'globals' | 'env'>): string | null {
  return globals.user ?? (env.GARMINSYNC_USER?.trim() || null)
}

/** @throws settings.invalid */
function serverOfEnvironment(env: ConnectOptions['env']): string | null {
  const value = env.GARMINSYNC_SERVER?.trim()
  if (!value) return null
  const origin = originOf(value)
  if (origin !== null) return origin
  throw fail('settings.invalid', { name: 'GARMINSYNC_SERVER', detail: 'write it as http://127.0.0.1:8787.' })
}
