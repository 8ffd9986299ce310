import type { Clock, GarminTokens, Instant } from '../../domain/index.ts'
import { Secret } from '../../domain/index.ts'
import type { ChallengeStore, LoginPause, LoginPauseStore, StoredChallenge, TokenStore, WithLock } from '../types.ts'

/** Challenges as text, so that what cannot be stored is noticed. */
export function memoryChallenges(): ChallengeStore & { readonly text: Map<string, string> } {
  const text = new Map<string, string>()
  const read = (value: string | undefined) => (value === undefined ? null : (JSON.parse(value) as StoredChallenge))
  return {
    text,
    save: async (challenge) => {
      text.delete(challenge.challengeId)
      text.set(challenge.challengeId, JSON.stringify(challenge))
    },
    find: async (id) => read(text.get(id)),
    latest: async (now) =>
      [...text.values()]
        .map(read)
        .reverse()
        .find((one) => one !== null && one.expiresAt > now) ?? null,
    delete: async (id) => void text.delete(id),
  }
}

export function memoryPauses(): LoginPauseStore & { readonly map: Map<string, LoginPause> } {
  const map = new Map<string, LoginPause>()
  return {
    map,
    get: async (key) => map.get(key) ?? null,
    set: async (key, pause) => void map.set(key, pause),
    clear: async (key) => void map.delete(key),
  }
}

/** One account's sealed pair, as several processes would share it. */
export function memoryTokens(tokens: GarminTokens | null): TokenStore & {
  held: { tokens: GarminTokens; version: number; over: boolean } | null
  pauseHeld: { until: Instant; lastMs: number } | null
} {
  const store = {
    held: tokens === null ? null : { tokens, version: 1, over: false },
    pauseHeld: null as { until: Instant; lastMs: number } | null,
    load: async () => store.held,
    replace: async (next: GarminTokens, version: number) => {
      if (store.held?.version !== version) return false
      store.held = { tokens: next, version: version + 1, over: false }
      return true
    },
    markOver: async (version: number) => {
      if (store.held?.version === version) store.held = { ...store.held, over: true }
    },
    pause: async () => store.pauseHeld,
    setPause: async (pause: { until: Instant; lastMs: number } | null) => {
      store.pauseHeld = pause
    },
  }
  return store
}

/** A lock by name, first come first served, shared by all who hold this function. */
export function memoryLock(): WithLock {
  const queues = new Map<string, Promise<unknown>>()
  return (name, work) => {
    const mine = (queues.get(name) ?? Promise.resolve()).then(work, work)
    queues.set(
      name,
      mine.catch(() => undefined),
    )
    return mine
  }
}

/** A clock that moves only when told, and a sleep that moves it. */
export function testClock(start = Date.UTC(2026, 0, 31, 8)): {
  clock: Clock
  sleep: (ms: number, signal: AbortSignal) => Promise<void>
  slept: number[]
  advance: (ms: number) => void
} {
  let now = start
  const slept: number[] = []
  return {
    clock: () => now as Instant,
    slept,
    advance: (ms) => {
      now += ms
    },
    sleep: async (ms) => {
      slept.push(ms)
      now += ms
    },
  }
}

export function testTokens(over: Partial<GarminTokens> = {}): GarminTokens {
  const at = Date.UTC(2026, 0, 31, 8) as Instant
  return {
    accessToken: new Secret('access-1'),
    refreshToken: new Secret('refresh-1'),
    clientId: 'GARMIN_CONNECT_MOBILE_ANDROID_DI_2025Q2',
    region: 'com',
    scope: null,
    receivedAt: at,
    expiresAt: (at + 86_400_000) as Instant,
    lifeSeconds: 86_400,
    refreshExpiresAt: null,
    mfaVerified: true,
    ...over,
  }
}

/** A JWT of the form that Garmin issues, signed by nobody. */
export function testJwt(claims: object, header: object = { alg: 'RS256', kid: 'di-oauth-signer-test' }): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${part(header)}.${part(claims)}.c2lnbmF0dXJl`
}
