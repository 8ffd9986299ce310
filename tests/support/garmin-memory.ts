import { type Clock, systemClock } from '../../src/domain/index.ts'
import type { SignInOptions, StoredChallenge } from '../../src/garmin/index.ts'

/** Stores of a sign-in that last as long as a test. */
export function signInMemory(
  clock: Clock = systemClock,
): Pick<SignInOptions, 'clock' | 'accountKeySecret' | 'challenges' | 'pauses'> {
  const challenges = new Map<string, StoredChallenge>()
  const pauses = new Map()
  return {
    clock,
    accountKeySecret: () => new Uint8Array(32),
    challenges: {
      save: async (challenge) => void challenges.set(challenge.challengeId, JSON.parse(JSON.stringify(challenge))),
      find: async (id) => challenges.get(id) ?? null,
      latest: async (now) => [...challenges.values()].reverse().find((one) => one.expiresAt > now) ?? null,
      delete: async (id) => void challenges.delete(id),
    },
    pauses: {
      get: async (key) => pauses.get(key) ?? null,
      set: async (key, pause) => void pauses.set(key, pause),
      clear: async (key) => void pauses.delete(key),
    },
  }
}
