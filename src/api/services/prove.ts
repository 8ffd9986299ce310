import { fail, isFailure, type UserId } from '../../domain/index.ts'
import { type ProvenProfile, profilePath, readProfile } from '../../garmin/index.ts'
import type { Accounts } from './accounts.ts'
import type { SignInService } from './sign-in.ts'
import type { ApiServices } from './types.ts'

/** Somebody waits for this one request. */
const maxWaitMs = 60_000

type Needs = Pick<ApiServices, 'store' | 'openApi'>

/**
 * Before an account's first use of Garmin after a sign-in that was "not yet proven": the profile, which says whose it
 * is. Costs nothing otherwise. Gives the account's number, which is another when one only stood in for it.
 * @throws auth.token-refused when Garmin's API itself refuses the new pair (it is dropped then); garmin.*
 */
export function createProof(services: Needs, accounts: Accounts, signIn: SignInService) {
  const { store } = services
  const ask = async (userId: UserId, signal: AbortSignal): Promise<ProvenProfile> => {
    const api = await services.openApi(userId, { maxWaitMs, onEvent: () => undefined /* nobody watches it */ })
    try {
      const { text } = await api.send({ method: 'GET', path: profilePath, expects: 'json' }, signal)
      const profile = readProfile(text ?? '')
      if (profile === null) throw fail('garmin.unexpected-answer', { dataset: 'profile', detail: 'no profileId' })
      return profile
    } finally {
      await api.close()
    }
  }
  return async (userId: UserId, signal: AbortSignal): Promise<UserId> => {
    if (await accounts.isProven(userId)) return userId
    try {
      const profile = await ask(userId, signal)
      const stored = await store.tokens.load(userId)
      // Another process was faster.
      if (stored === null) return accounts.resolve(userId)
      return await signIn.prove(userId, stored.tokens, profile)
    } catch (failure) {
      if (!isFailure(failure, 'garmin.not-permitted') && !isFailure(failure, 'auth.session-over')) throw failure
      await store.tokens.delete(userId)
      throw fail('auth.token-refused', { cause: failure })
    }
  }
}
