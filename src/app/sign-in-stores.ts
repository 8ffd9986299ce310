import type { Json } from '../domain/index.ts'
import type { ChallengeStore, LoginPause, LoginPauseStore, StoredChallenge } from '../garmin/index.ts'
import type { Store } from '../store/index.ts'

const kind = 'mfa-challenge'

/** Pending challenges, sealed in the store. */
export function challengesOf(store: Pick<Store, 'sealed'>): ChallengeStore {
  return {
    save: (challenge) =>
      store.sealed.put(kind, challenge.challengeId, challenge as unknown as Json, challenge.expiresAt),
    find: async (challengeId) => (await store.sealed.get(kind, challengeId)) as unknown as StoredChallenge | null,
    latest: async (now) =>
      ((await store.sealed.list(kind, now))[0]?.value ?? null) as unknown as StoredChallenge | null,
    delete: (challengeId) => store.sealed.delete(kind, challengeId),
  }
}

/** Pauses after a login 429, by account key, in the state that all processes share. */
export function pausesOf(store: Pick<Store, 'state'>): LoginPauseStore {
  const scope = 'login-pause'
  return {
    get: async (accountKey) => (await store.state.get(scope, accountKey)) as unknown as LoginPause | null,
    set: (accountKey, pause) => store.state.set(scope, accountKey, pause as unknown as Json),
    clear: (accountKey) => store.state.set(scope, accountKey, null),
  }
}
