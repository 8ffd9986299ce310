import { type AccountNames, type Clock, fail, type Instant, type Json, type UserId } from '../domain/index.ts'
import {
  type ApiClient,
  type ApiEvent,
  createApiClient,
  createBreaker,
  createTokenSource,
  type PaceState,
  type TokenSource,
  type TokenStore,
  type WithLock,
} from '../garmin/index.ts'
import type { Store } from '../store/index.ts'
import { createBudget } from './budget.ts'
import type { ConfigFile } from './config-file.ts'
import type { Settings } from './settings.ts'

/** Longest time that a process waits for another one's refresh: two network time limits and a little. */
const lockWaitMs = 90_000

export interface OpenApiOptions {
  readonly maxWaitMs: number
  readonly onEvent: (event: ApiEvent) => void
  /** Requests that the same run has sent already; default 0. */
  readonly requestsBefore?: number
}

export interface GarminAccess {
  readonly withLock: WithLock
  tokenSource(userId: UserId): Promise<TokenSource>
  openApi(userId: UserId, options: OpenApiOptions): Promise<ApiClient>
  accountNames(userId: UserId): Promise<AccountNames>
}

export interface GarminAccessOptions {
  readonly store: Store
  readonly settings: Settings
  readonly config: ConfigFile
  readonly clock: Clock
  readonly userAgent: string
}

/** Brings Garmin's client and the store together: tokens from the sealed pair, pace from the account's state. */
export function createGarminAccess(options: GarminAccessOptions): GarminAccess {
  const { store, settings, config, clock, userAgent } = options
  const breaker = createBreaker({ clock })
  const sources = new Map<UserId, TokenSource>()
  const withLock: WithLock = async (name, work, signal) => {
    const held = await store.locks.lock(name, { timeoutMs: lockWaitMs, ...(signal === undefined ? {} : { signal }) })
    try {
      return await work()
    } finally {
      await held.release()
    }
  }
  const regionOf = async (userId: UserId) => (await store.accounts.find(userId))?.region ?? 'com'
  const tokenSource = async (userId: UserId): Promise<TokenSource> => {
    const known = sources.get(userId)
    if (known !== undefined) return known
    await checkPlace(store, settings, userId)
    const location = { region: await regionOf(userId), origin: settings.garminOrigin }
    const source = createTokenSource({
      location,
      store: tokenStoreOf(store, userId),
      withLock,
      lockName: `token-${userId}`,
      clock,
      userAgent,
      headers: config.headers,
      clientIds: config.clientIds,
      consumer: settings.oauthConsumer ?? config.oauthConsumer,
    })
    sources.set(userId, source)
    return source
  }
  return {
    withLock,
    tokenSource,
    openApi: async (userId, { maxWaitMs, onEvent, requestsBefore = 0 }) => {
      const paceState = (await store.state.get(userId, 'pace')) as unknown as PaceState | null
      const budget = createBudget({
        limits: settings.budget,
        kept: await store.state.get(userId, spentKey),
        before: requestsBefore,
        clock,
      })
      await store.tokens.touch(userId, clock())
      const client = createApiClient({
        location: { region: await regionOf(userId), origin: settings.garminOrigin },
        tokens: await tokenSource(userId),
        clock,
        userAgent,
        pace: settings.pace,
        paceState,
        maxWaitMs,
        breaker,
        permit: budget.check,
        onEvent: (event) => {
          // A pause that Garmin asked for holds for whoever comes next, even if this process dies meanwhile.
          if (event.type === 'wait' && event.reason === 'rate-limited') void remember()
          onEvent(event)
        },
        headers: config.headers,
      })
      const standing = () => ({
        pace: client.pace() as unknown as Json,
        [spentKey]: budget.standing(client.requests),
      })
      const remember = async () => {
        for (const [key, value] of Object.entries(standing()))
          await store.state.set(userId, key, value).catch(() => undefined /* the next write says what is wrong */)
      }
      return {
        standing,
        send: client.send,
        get requests() {
          return client.requests
        },
        get bytes() {
          return client.bytes
        },
        pace: client.pace,
        waitMs: () => client.waitMs?.() ?? 0,
        close: async () => {
          // The pace goes on where it was, so that many short runs are no way round it.
          await remember()
          await client.close()
        },
      }
    },
    accountNames: async (userId) => {
      const account = await store.accounts.find(userId)
      return { displayName: account?.display_name || null, profileId: userId }
    },
  }
}

const spentKey = 'spent'
const placeKey = 'signed-in-at'
const placeOf = (settings: Settings) => (settings.garminOrigin === null ? 'garmin' : 'loopback')

/** Remembers whether an account was signed in at Garmin or at a stand-in on this machine. */
export function rememberPlace(store: Store, settings: Settings, userId: UserId): Promise<void> {
  return store.state.set(userId, placeKey, placeOf(settings))
}

/** A simulator's token must never reach Garmin, nor Garmin's a simulator. @throws auth.other-garmin */
async function checkPlace(store: Store, settings: Settings, userId: UserId): Promise<void> {
  const place = await store.state.get(userId, placeKey)
  if (place === null || place === placeOf(settings)) return
  const [where, fix] =
    place === 'garmin'
      ? ['Garmin', 'Unset GARMINSYNC_GARMIN_ORIGIN, or use another --home for trying things out.']
      : [
          'a simulator',
          'Set GARMINSYNC_GARMIN_ORIGIN to go on with it, or sign in with `garminsync auth login` in another --home.',
        ]
  throw fail('auth.other-garmin', { where, fix })
}

function tokenStoreOf(store: Store, userId: UserId): TokenStore {
  const key = 'refresh-pause'
  return {
    load: async () => {
      const found = await store.tokens.load(userId)
      return found === null ? null : { tokens: found.tokens, version: found.version, over: found.over }
    },
    replace: (tokens, version) => store.tokens.replace(userId, tokens, version),
    markOver: (version) => store.tokens.markOver(userId, version),
    pause: async () => (await store.state.get(userId, key)) as { until: Instant; lastMs: number } | null,
    setPause: (pause) => store.state.set(userId, key, pause as unknown as Json),
  }
}
