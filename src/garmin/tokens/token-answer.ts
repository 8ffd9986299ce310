import { type GarminTokens, type Instant, type Region, Secret, toInstant } from '../../domain/index.ts'
import { jsonObjectOf } from '../http/json-body.ts'
import { readClaims, type TokenClaims } from './jwt-claims.ts'

const tenYearsSeconds = 10 * 366 * 86_400
/** When nothing says how long a token lives: it is refreshed in time for the shortest life ever reported (AUTH 5.3: 4 h). */
const unknownLifeSeconds = 3600
const maxTokenLength = 16 * 1024
const maxScopeLength = 8 * 1024

export interface TokenContext {
  readonly region: Region
  /** The DI client id that asked. */
  readonly clientId: string
  readonly receivedAt: Instant
  readonly mfaVerified: boolean
  /** Of the pair that was refreshed; kept where the answer leaves something out (AUTH 5.2). */
  readonly previous: GarminTokens | null
}

/** The pair in a token answer (AUTH 5.1), or null when it holds none that may be used. Unknown fields are ignored. */
export function readTokenAnswer(text: string, context: TokenContext): GarminTokens | null {
  const answer = jsonObjectOf(text)
  const accessToken = answer?.access_token
  if (!answer || typeof accessToken !== 'string') return null
  const claims = readClaims(accessToken)
  if (!claims) return null
  const { previous, receivedAt } = context
  const refreshToken = readRefreshToken(answer.refresh_token)
  const lifeSeconds = lifeOf(secondsOf(answer.expires_in), claims, receivedAt)
  const refreshLife = secondsOf(answer.refresh_token_expires_in)
  return {
    accessToken: new Secret(accessToken),
    // A pair without one lasts as long as its access token.
    refreshToken: refreshToken ?? previous?.refreshToken ?? new Secret(''),
    clientId: claims.clientId ?? context.clientId,
    region: context.region,
    scope: readScope(answer.scope) ?? previous?.scope ?? null,
    receivedAt,
    expiresAt: toInstant(receivedAt + lifeSeconds * 1000),
    lifeSeconds,
    refreshExpiresAt:
      refreshLife !== null
        ? toInstant(receivedAt + refreshLife * 1000)
        : refreshToken === null
          ? (previous?.refreshExpiresAt ?? null)
          : null,
    mfaVerified: context.mfaVerified,
  }
}

/** The shorter of what the answer and the token say; our own clock against `exp` only when nothing else is there. */
function lifeOf(expiresIn: number | null, claims: TokenClaims, receivedAt: Instant): number {
  const lives = [expiresIn, claims.lifeSeconds].filter((life) => life !== null)
  if (lives.length > 0) return Math.min(...lives)
  const left = claims.expiresAtSeconds === null ? 0 : Math.floor(claims.expiresAtSeconds - receivedAt / 1000)
  return left > 0 ? left : unknownLifeSeconds
}

function readRefreshToken(value: unknown): Secret | null {
  const usable = typeof value === 'string' && value !== '' && value.length <= maxTokenLength
  return usable ? new Secret(value) : null
}

function readScope(value: unknown): string | null {
  const text = Array.isArray(value) ? value.filter((part) => typeof part === 'string').join(' ') : value
  return typeof text === 'string' && text !== '' ? text.slice(0, maxScopeLength) : null
}

function secondsOf(value: unknown): number | null {
  const number = typeof value === 'string' && /^\d{1,12}$/.test(value) ? Number(value) : value
  return typeof number === 'number' && number > 0 && number < tenYearsSeconds ? number : null
}
