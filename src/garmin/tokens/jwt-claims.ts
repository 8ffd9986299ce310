import { isObject, type Json } from '../../domain/index.ts'
import { jsonObjectOf } from '../http/json-body.ts'

/**
 * What the access token says of itself (AUTH 5.4). We cannot verify its signature, so these serve for scheduling and
 * labels only.
 */
export interface TokenClaims {
  /** From `iat` to `exp`: independent of our clock. */
  readonly lifeSeconds: number | null
  /** `exp`, seconds since 1970. */
  readonly expiresAtSeconds: number | null
  readonly clientId: string | null
  /** `iss` as it is written; names the region. */
  readonly issuer: string | null
  /** `garmin_guid`: a label of the account. */
  readonly garminGuid: string | null
}

const maxLength = 16 * 1024
const year2200 = 7_258_118_400
const noClaims: TokenClaims = {
  lifeSeconds: null,
  expiresAtSeconds: null,
  clientId: null,
  issuer: null,
  garminGuid: null,
}

/**
 * Claims of an access token; null when the token must not be used: too long, unprintable, `alg: none`, or a JWT
 * without its signature. A token that is no JWT has no claims.
 */
export function readClaims(token: string): TokenClaims | null {
  if (token === '' || token.length > maxLength || /[^\x21-\x7e]/.test(token)) return null
  if (!token.includes('.')) return noClaims
  const parts = token.split('.')
  const [header, payload, signature] = parts
  if (parts.length !== 3 || !header || !payload || !signature) return null
  const algorithm = decodePart(header)?.alg
  if (typeof algorithm === 'string' && algorithm.toLowerCase() === 'none') return null
  const claims = decodePart(payload)
  if (!claims) return noClaims
  const exp = secondsOf(claims.exp)
  const iat = secondsOf(claims.iat)
  return {
    lifeSeconds: exp !== null && iat !== null && exp > iat ? exp - iat : null,
    expiresAtSeconds: exp,
    clientId: typeof claims.client_id === 'string' && isClientId(claims.client_id) ? claims.client_id : null,
    issuer: typeof claims.iss === 'string' ? claims.iss : null,
    garminGuid: typeof claims.garmin_guid === 'string' ? claims.garmin_guid : null,
  }
}

/** The form that a DI client id can have; it travels in headers and forms. */
export function isClientId(text: string): boolean {
  return /^[A-Za-z0-9_.-]{1,128}$/.test(text)
}

function decodePart(part: string): { [key: string]: Json } | null {
  const value = jsonObjectOf(Buffer.from(part, 'base64url').toString('utf8'))
  return isObject(value) ? value : null
}

function secondsOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 && value < year2200 ? value : null
}
