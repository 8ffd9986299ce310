import { setTimeout as sleep } from 'node:timers/promises'
import { fail, isFailure } from '../../domain/index.ts'
import type { Peer } from '../exposure.ts'
import { createAttemptLimit } from './attempt-limit.ts'
import type { ApiServices } from './types.ts'

const windowMs = 15 * 60_000
/** A household behind one address signs in a few clients at once; a guesser needs thousands of tries. */
const triesForAddress = 20
/** About five wrong passwords lock an account at Garmin (AUTH 10.1), so no visitor may use them up. */
const triesForAccount = 4
/** What Garmin takes to refuse a password, until one was refused here. */
const usualRefusalMs = 900

type Needs = Pick<ApiServices, 'clock' | 'exposure' | 'pause'>

/** Who may try to get in at all, before anything goes to Garmin. Not asked for the owner of the home, in process. */
export function createAdmission({ clock, exposure, pause = defaultPause }: Needs) {
  const addresses = createAttemptLimit({ clock, most: triesForAddress, windowMs })
  const accounts = createAttemptLimit({ clock, most: triesForAccount, windowMs })
  let refusalMs = usualRefusalMs

  const knock = ({ address, secure }: Peer): void => {
    if (!secure) throw fail('request.insecure')
    if (address !== null) addresses.take(address)
  }

  return {
    /** Counts a try of an address. @throws request.insecure, request.too-many */
    knock,
    /**
     * Runs a sign-in with a password. An e-mail that this server is not for is answered like a wrong password, and as
     * late as one, so that nobody learns whose data is here.
     * @throws request.insecure, request.too-many, auth.credentials-refused, and what `login` throws
     */
    password: async <T>(email: string, peer: Peer, signal: AbortSignal, login: () => Promise<T>): Promise<T> => {
      knock(peer)
      const key = email.trim().toLowerCase()
      accounts.take(key)
      if (exposure !== undefined && !exposure.allowed.allowsEmail(email)) {
        await pause(refusalMs, signal)
        throw fail('auth.credentials-refused')
      }
      const begun = clock()
      try {
        const result = await login()
        accounts.clear(key)
        return result
      } catch (thrown) {
        if (isFailure(thrown, 'auth.credentials-refused')) refusalMs = Math.max(0, clock() - begun)
        throw thrown
      }
    },
  }
}
export type Admission = ReturnType<typeof createAdmission>

async function defaultPause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal })
}
