import { createAccounts } from './accounts.ts'
import { createAdmission } from './admission.ts'
import { createGarminToken } from './garmin-token.ts'
import { createInstalledAccounts } from './installed-accounts.ts'
import { createPairing } from './pairing.ts'
import { createProof } from './prove.ts'
import { createSessionPlaces } from './session-places.ts'
import { createSessions } from './sessions.ts'
import { createSignInService } from './sign-in.ts'
import type { ApiServices } from './types.ts'

/** Everything about who may do what. */
export function createAuth(services: ApiServices) {
  const accounts = createAccounts(services.store)
  const sessions = createSessions(services, accounts)
  const signIn = createSignInService(services, accounts, sessions)
  const token = createGarminToken(services)
  return {
    accounts,
    admission: createAdmission(services),
    installed: createInstalledAccounts(services, accounts),
    pairing: createPairing(services, accounts, sessions, token),
    places: createSessionPlaces(services),
    sessions,
    signIn,
    token,
    prove: createProof(services, accounts, signIn),
    /** The owner's own session of the account named, or of the only one. */
    local: async (user: string | null) => sessions.local(await accounts.choose(user)),
    /**
     * An access token of the owner's own session.
     * @throws auth.sign-in-needed (no account here), account.ambiguous, account.not-found
     */
    openLocal: async (user: string | null): Promise<string> =>
      sessions.tokenOf(await sessions.local(await accounts.choose(user))),
  }
}
export type Auth = ReturnType<typeof createAuth>
