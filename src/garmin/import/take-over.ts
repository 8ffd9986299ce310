import {
  type Clock,
  type Failure,
  fail,
  type GarminTokens,
  type Instant,
  isFailure,
  needsRefresh,
  type Region,
  type Secret,
  toInstant,
  toRfc3339,
} from '../../domain/index.ts'
import { accountKey } from '../account-key.ts'
import { createHttp, type HttpOptions } from '../http/http.ts'
import { prove } from '../login/prove.ts'
import type { OAuthConsumer } from '../tokens/legacy.ts'
import { createRenewal } from '../tokens/renewal.ts'
import type { SignedIn } from '../types.ts'
import { readSession } from './read-session.ts'

export interface SessionImportOptions {
  readonly origin: string | null
  readonly userAgent: string
  readonly headers?: HttpOptions['headers']
  readonly timeouts?: HttpOptions['timeouts']
  readonly clientIds?: readonly string[] | null
  readonly consumer?: OAuthConsumer | null
  readonly clock: Clock
  readonly accountKeySecret: () => Uint8Array | Promise<Uint8Array>
}

/** Takes a session over that another tool, or ours on another machine, obtained. */
export interface SessionImport {
  /**
   * Read, renewed only when its bearer is no longer good, and proven by the profile like any sign-in.
   * @throws what `readSession` throws (nothing was sent then); auth.session-over, auth.consumer-needed,
   * auth.consumer-refused, auth.token-refused, auth.client-refused, auth.wrong-region, garmin.*, interrupted
   */
  take(input: {
    content: Secret
    passphrase: Secret | null
    region: Region | null
    signal?: AbortSignal | undefined
  }): Promise<SignedIn>
}

export function createSessionImport(options: SessionImportOptions): SessionImport {
  const { origin, userAgent, headers, timeouts, clientIds, consumer, clock } = options
  return {
    async take({ signal, ...input }) {
      const { tokens: found, garminGuid } = await readSession({ ...input, now: clock() })
      const http = createHttp({ origin, userAgent, headers, timeouts })
      try {
        const renewal = createRenewal({ http, clock, clientIds, consumer })
        let renewed = false
        const renew = (tokens: GarminTokens) => {
          renewed = true
          return renewal.refresh(tokens).catch((failure: unknown) => {
            throw isFailure(failure, 'garmin.rate-limited') ? limited(failure, clock()) : failure
          })
        }
        const proofOf = (tokens: GarminTokens) => prove({ http, di: { refresh: renew } }, tokens, signal)
        const first = needsRefresh(found, clock()) ? await renew(found) : found
        const proof = await proofOf(first).catch(async (failure: unknown) => {
          // A bearer that looked good and is refused (signed out elsewhere, a clock that is wrong): renewed once.
          if (renewed || !isFailure(failure, 'auth.token-refused')) throw failure
          return proofOf(await renew(found))
        })
        // Nobody typed an e-mail; what names the session best stands for it until the profile is known.
        const name = garminGuid ?? found.legacy?.oauthToken.open() ?? found.refreshToken.open()
        const key = accountKey(`import ${name}`, found.region, await options.accountKeySecret())
        return { kind: 'signed-in', accountKey: key, ...proof }
      } finally {
        await http.close()
      }
    },
  }
}

/** With the time that Garmin named, where it did. */
function limited(failure: Failure, now: Instant): Failure {
  const { retryAfterMs } = failure.data
  if (typeof retryAfterMs !== 'number') return failure
  const retryAt = toInstant(now + retryAfterMs)
  return fail('garmin.rate-limited', { retryAt, until: ` until ${toRfc3339(retryAt)}`, cause: failure })
}
