import { randomUUID } from 'node:crypto'
import { type Clock, fail, type GarminTokens, type LegacyGrant, Secret } from '../../domain/index.ts'
import { garminUrl } from '../hosts.ts'
import { isEdgeAnswer } from '../http/edge.ts'
import { type Http, headerOf, textOf } from '../http/http.ts'
import { parseRetryAfter } from '../http/retry-after.ts'
import { oauth1Header } from './oauth1.ts'
import { readTokenAnswer } from './token-answer.ts'

/** The application that an OAuth1 session belongs to. The person configures it; none is shipped (AUTH 6.1). */
export interface OAuthConsumer {
  readonly key: string
  readonly secret: Secret
}

export interface LegacyOptions {
  readonly http: Http
  readonly clock: Clock
  readonly consumer?: OAuthConsumer | null | undefined
  readonly newNonce?: () => string
}

/** Step 2 of AUTH 6.1; there is no refresh grant in this flow, so the same step renews. */
const exchangePath = '/oauth-service/oauth/exchange/user/2.0'

/** Bearers for an OAuth1 session. */
export interface Legacy {
  /**
   * A new bearer; the OAuth1 token stays as it is, so that trouble may be repeated.
   * @throws auth.consumer-needed (nothing was sent), auth.consumer-refused, auth.session-over (401 and 403 of the
   * service itself), garmin.rate-limited (`retryAfterMs` in its data), garmin.edge-blocked, garmin.server-error,
   * garmin.unreachable
   */
  exchange(tokens: GarminTokens & { readonly legacy: LegacyGrant }): Promise<GarminTokens>
}

export function createLegacy({ http, clock, consumer = null, newNonce = randomUUID }: LegacyOptions): Legacy {
  async function ask({ region, legacy }: { region: GarminTokens['region']; legacy: LegacyGrant }, withMfa: boolean) {
    if (consumer === null) throw fail('auth.consumer-needed')
    const mfaToken = withMfa ? legacy.mfaToken?.open() : undefined
    const parameters: Record<string, string> = mfaToken === undefined ? {} : { mfa_token: mfaToken }
    const answer = await http.send({
      service: 'connectapi',
      region,
      method: 'POST',
      path: exchangePath,
      headers: {
        accept: 'application/json',
        authorization: oauth1Header({
          method: 'POST',
          url: garminUrl('connectapi', region, exchangePath),
          parameters,
          consumer: { key: consumer.key, secret: consumer.secret.open() },
          token: { value: legacy.oauthToken.open(), secret: legacy.oauthTokenSecret.open() },
          nonce: newNonce(),
          timestampSeconds: Math.floor(clock() / 1000),
        }),
        // Without it: 500 (AUTH 6.1).
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams(parameters).toString(),
      bound: { bytes: 256 * 1024, whenOver: 'fail' },
    })
    return { answer, text: textOf(answer), receivedAt: clock() }
  }

  return {
    async exchange(tokens) {
      let reply = await ask(tokens, true)
      // The one client that takes the MFA token for good at a login only is contradicted by the recording; once without
      // it settles the matter (AUTH 6.1).
      if (isRefusal(reply) && tokens.legacy.mfaToken !== null) reply = await ask(tokens, false)
      const { answer, text, receivedAt } = reply
      const { status } = answer
      if (status >= 200 && status < 300) {
        const { region, clientId, mfaVerified, legacy } = tokens
        const next = readTokenAnswer(text, { region, clientId, receivedAt, mfaVerified, previous: tokens })
        if (!next) throw fail('garmin.unreachable', { detail: 'its token answer cannot be used' })
        // Its refresh token is of no known use (AUTH 6.3), and what is not kept cannot leak.
        return { ...next, clientId, refreshToken: new Secret(''), refreshExpiresAt: null, legacy }
      }
      if (status === 429)
        throw fail('garmin.rate-limited', { retryAfterMs: parseRetryAfter(headerOf(answer, 'retry-after'), clock()) })
      if (isRefusal(reply))
        throw fail(/client app validation failed/i.test(text) ? 'auth.consumer-refused' : 'auth.session-over')
      if (status === 403) throw fail('garmin.edge-blocked')
      throw fail('garmin.server-error', { httpStatus: status })
    },
  }
}

/** AUTH 6.2: the service refuses with 401, an HTML page, or 403; a 403 page of the edge says nothing about the token. */
function isRefusal({ answer, text }: { answer: Awaited<ReturnType<Http['send']>>; text: string }): boolean {
  if (headerOf(answer, 'cf-mitigated') !== null) return false
  if (answer.status === 401) return true
  return answer.status === 403 && (/client app validation failed/i.test(text) || !isEdgeAnswer(answer, text))
}
