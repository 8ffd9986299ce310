import { type Clock, fail, type GarminTokens, Secret, toInstant, type UserId } from '../../domain/index.ts'
import type { ProvenProfile, SignedIn, SignIn, SignInChallenge } from '../../garmin/index.ts'
import type { ApiServices } from '../services/types.ts'

/** What the API sees of Garmin, with answers that a test sets. */
export interface FakeGarmin extends Pick<ApiServices, 'signIn' | 'sessionImport' | 'tokenSource' | 'openApi'> {
  /** What the next sign-in or code comes to; a thrown Failure for a refusal. */
  next: () => SignedIn | SignInChallenge
  /** What the profile request answers. */
  profile: () => ProvenProfile
  /** Every call, for tests that count. */
  readonly calls: string[]
  refreshFailure: Error | null
}

export const secretTexts = { access: 'garmin-access-secret', refresh: 'garmin-refresh-secret' }

export function tokensAt(now: number, over: Partial<GarminTokens> = {}): GarminTokens {
  return {
    accessToken: new Secret(secretTexts.access),
    refreshToken: new Secret(secretTexts.refresh),
    clientId: 'CLIENT',
    region: 'com',
    scope: 'CONNECT_READ',
    receivedAt: toInstant(now),
    expiresAt: toInstant(now + 86_399_000),
    lifeSeconds: 86_399,
    refreshExpiresAt: null,
    mfaVerified: false,
    ...over,
  }
}

export function profileOf(userId: string, name = `name-${userId}`): ProvenProfile {
  const json = { profileId: Number(userId), displayName: name, fullName: 'A Person', garminGUID: `guid-${userId}` }
  return {
    userId: userId as UserId,
    displayName: name,
    fullName: 'A Person',
    garminGuid: `guid-${userId}`,
    text: JSON.stringify(json),
    json,
  }
}

export function signedInAs(userId: string | null, now: number, over: Partial<SignedIn> = {}): SignedIn {
  return {
    kind: 'signed-in',
    accountKey: 'ab'.repeat(32),
    tokens: tokensAt(now),
    profile: userId === null ? null : profileOf(userId),
    ...over,
  }
}

export function createFakeGarmin(clock: Clock): FakeGarmin {
  const calls: string[] = []
  const garmin: FakeGarmin = {
    next: () => signedInAs('1001', clock()),
    profile: () => profileOf('1001'),
    calls,
    refreshFailure: null,
    signIn: {
      start: async ({ email, region }) => {
        calls.push(`start ${email} ${region}`)
        return garmin.next()
      },
      answer: async ({ challengeId }) => {
        calls.push(`answer ${challengeId}`)
        const result = garmin.next()
        if (result.kind === 'challenge') throw fail('auth.no-challenge')
        return result
      },
      challenge: async (challengeId) => {
        const result = garmin.next()
        if (result.kind !== 'challenge' || result.challengeId !== challengeId) throw fail('auth.no-challenge')
        return result
      },
      resend: async ({ challengeId }) => {
        calls.push(`resend ${challengeId}`)
        const result = garmin.next()
        if (result.kind !== 'challenge') throw fail('auth.code-once')
        return result
      },
      link: (region) => ({ url: `https://sso.garmin.${region}/sso/signin`, region, lastPage: 'https://last/' }),
      ticket: async ({ region }) => {
        calls.push(`ticket ${region}`)
        const result = garmin.next()
        if (result.kind === 'challenge') throw fail('auth.ticket-refused')
        return result
      },
      pausedUntil: async () => null,
    } satisfies SignIn,
    sessionImport: {
      take: async ({ region }) => {
        calls.push(`take ${region}`)
        const result = garmin.next()
        if (result.kind === 'challenge') throw fail('auth.session-over')
        return result
      },
    },
    tokenSource: (userId) => ({
      refresh: async (options) => {
        calls.push(`refresh ${userId} ${options?.unlessWithinMs}`)
        if (garmin.refreshFailure !== null) throw garmin.refreshFailure
        return tokensAt(clock())
      },
    }),
    openApi: async (userId) => ({
      send: async ({ path }) => {
        calls.push(`get ${userId} ${path}`)
        const { text, json } = garmin.profile()
        return { status: 200, text, json, contentType: 'application/json', bytesReceived: 1, receivedAt: clock() }
      },
      close: async () => undefined,
    }),
  }
  return garmin
}
