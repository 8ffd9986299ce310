import { type Clock, fail, type GarminTokens, type Json, type Region, type Secret } from '../../domain/index.ts'
import { otherRegion } from '../hosts.ts'
import { isEdgeAnswer } from '../http/edge.ts'
import { type Http, headerOf, textOf } from '../http/http.ts'
import { jsonObjectOf } from '../http/json-body.ts'
import { parseRetryAfter } from '../http/retry-after.ts'
import { readTokenAnswer } from './token-answer.ts'

/** DI client ids that Garmin is known to take, newest first (AUTH 1.3). */
export const defaultClientIds: readonly string[] = [
  'GARMIN_CONNECT_MOBILE_ANDROID_DI_2025Q2',
  'GARMIN_CONNECT_MOBILE_ANDROID_DI_2024Q4',
  'GARMIN_CONNECT_MOBILE_ANDROID_DI',
  'GARMIN_CONNECT_MOBILE_IOS_DI',
]

/** A constant name, not an address; `.com` for China too (AUTH 1.4). */
const ticketGrant = 'https://connectapi.garmin.com/di-oauth2-service/oauth/grant/service_ticket'
const tokenPath = '/di-oauth2-service/oauth/token'

export interface DiOptions {
  readonly http: Http
  readonly clock: Clock
  /** Tried in order while Garmin refuses the client itself; null or empty = `defaultClientIds`. */
  readonly clientIds?: readonly string[] | null | undefined
}

/** Garmin's token endpoint. What it says in words never leaves: it repeats the refresh token (AUTH 5.2). */
export interface Di {
  /**
   * Swaps a service ticket, which is good for one try, for a pair. Never repeated after trouble: the ticket may be gone.
   * @throws auth.ticket-refused, auth.client-refused, auth.wrong-region, auth.browser-needed, auth.unknown-answer,
   * auth.login-limited (`retryAfterMs` in its data), garmin.unreachable, garmin.server-error, interrupted
   */
  exchange(input: {
    ticket: Secret
    serviceUrl: string
    region: Region
    mfaVerified: boolean
    signal?: AbortSignal | undefined
  }): Promise<GarminTokens>
  /**
   * A new pair for this one. Cannot be interrupted: the answer must not get lost once Garmin has rotated the token.
   * @throws auth.session-over (Garmin says so), auth.wrong-region, auth.client-refused, garmin.rate-limited
   * (`retryAfterMs` in its data), garmin.edge-blocked, garmin.server-error, garmin.unreachable
   */
  refresh(tokens: GarminTokens): Promise<GarminTokens>
}

export function createDi({ http, clock, clientIds }: DiOptions): Di {
  const ids = clientIds && clientIds.length > 0 ? clientIds : defaultClientIds

  async function ask(region: Region, clientId: string, form: Record<string, string>, signal?: AbortSignal) {
    const answer = await http.send({
      service: 'diauth',
      region,
      method: 'POST',
      path: tokenPath,
      headers: {
        accept: 'application/json',
        // The password is empty; the colon is part of it (AUTH 5.1).
        authorization: `Basic ${Buffer.from(`${clientId}:`).toString('base64')}`,
        'cache-control': 'no-cache',
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams(form).toString(),
      bound: { bytes: 256 * 1024, whenOver: 'fail' },
      signal,
    })
    const text = textOf(answer)
    return {
      status: answer.status,
      text,
      error: readOAuthError(jsonObjectOf(text)),
      edge: isEdgeAnswer(answer, text),
      retryAfterMs: parseRetryAfter(headerOf(answer, 'retry-after'), clock()),
      receivedAt: clock(),
    }
  }

  return {
    async exchange({ ticket, serviceUrl, region, mfaVerified, signal }) {
      for (const clientId of ids) {
        const form = {
          client_id: clientId,
          service_ticket: ticket.open(),
          grant_type: ticketGrant,
          service_url: serviceUrl,
        }
        const { status, text, error, edge, retryAfterMs, receivedAt } = await ask(region, clientId, form, signal)
        if (isSuccess(status)) {
          const tokens = readTokenAnswer(text, { region, clientId, receivedAt, mfaVerified, previous: null })
          if (!tokens) throw fail('auth.unknown-answer', { value: 'UNUSABLE_TOKEN' })
          return tokens
        }
        if (status === 429) throw fail('auth.login-limited', { retryAfterMs })
        if (status >= 500) throw fail('garmin.server-error', { httpStatus: status })
        if (error === 'wrong-region') throw fail('auth.wrong-region', { otherRegion: otherRegion(region) })
        if (error === 'invalid_grant') throw fail('auth.ticket-refused')
        // Only an error that concerns the client leaves the ticket unspent for the next id (AUTH 5.1).
        if (concernsClient(error) || status === 401) continue
        if (edge) throw fail('auth.browser-needed', { detail: `HTTP ${status}` })
        throw fail('auth.unknown-answer', { value: error === null ? `HTTP_${status}` : error.toUpperCase() })
      }
      throw fail('auth.client-refused')
    },

    async refresh(tokens) {
      const { region, clientId, mfaVerified } = tokens
      const form = { grant_type: 'refresh_token', client_id: clientId, refresh_token: tokens.refreshToken.open() }
      const { status, text, error, edge, retryAfterMs, receivedAt } = await ask(region, clientId, form)
      if (isSuccess(status)) {
        const next = readTokenAnswer(text, { region, clientId, receivedAt, mfaVerified, previous: tokens })
        if (!next) throw fail('garmin.unreachable', { detail: 'its token answer cannot be used' })
        return next
      }
      if (status === 429) throw fail('garmin.rate-limited', { retryAfterMs })
      if (status >= 500) throw fail('garmin.server-error', { httpStatus: status })
      if (error === 'wrong-region') throw fail('auth.wrong-region', { otherRegion: otherRegion(region) })
      if (error === 'invalid_grant' && (status === 400 || status === 401)) throw fail('auth.session-over')
      if (concernsClient(error)) throw fail('auth.client-refused')
      if (status === 403 || edge) throw fail('garmin.edge-blocked')
      throw fail('garmin.server-error', { httpStatus: status })
    },
  }
}

function concernsClient(error: string | null): boolean {
  return error === 'invalid_client' || error === 'unauthorized_client'
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300
}

/** RFC 6749 5.2 and 4.1.2.1. */
const oauthErrors = new Set([
  'access_denied',
  'invalid_client',
  'invalid_grant',
  'invalid_request',
  'invalid_scope',
  'server_error',
  'temporarily_unavailable',
  'unauthorized_client',
  'unsupported_grant_type',
])

/** The OAuth error when it is one that exists, `wrong-region` where the description says so; else null. */
function readOAuthError(body: { [key: string]: Json } | null): string | null {
  if (!body || typeof body.error !== 'string') return null
  // AUTH 5.2: "User doesn't exist in DB for GarminGUID: …" is how the other region says no.
  if (/user doesn.?t exist in db/i.test(String(body.error_description ?? ''))) return 'wrong-region'
  const word = body.error.toLowerCase()
  return oauthErrors.has(word) ? word : null
}
