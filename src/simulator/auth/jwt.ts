import { createHash } from 'node:crypto'
import type { Region } from '../../domain/index.ts'

const base64url = (text: string | Uint8Array) => Buffer.from(text).toString('base64url')

/** Bytes that look random and depend on their name alone. */
export function digest(...parts: readonly (string | number)[]): Uint8Array {
  return createHash('sha256').update(parts.join('\n')).digest()
}

/** A version 4 UUID out of a digest. */
export function uuidFrom(...parts: readonly (string | number)[]): string {
  const hex = Buffer.from(digest(...parts)).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

export interface AccessClaims {
  readonly issuedAtS: number
  readonly expiresAtS: number
  readonly clientId: string
  readonly region: Region
  readonly garminGuid: string
  readonly jti: string
  readonly scope: readonly string[]
}

/** An access token shaped like Garmin's (AUTH 5.4): RS256 by its header, with a signature that nobody can check. */
export function accessToken(claims: AccessClaims): string {
  const header = { alg: 'RS256', typ: 'JWT', kid: 'di-oauth-signer-prod-2024-q1' }
  const payload = {
    scope: claims.scope,
    iss: `https://diauth.garmin.${claims.region}`,
    revocation_eligibility: ['GLOBAL_SIGNOUT'],
    client_type: 'UNDEFINED',
    exp: claims.expiresAtS,
    iat: claims.issuedAtS,
    garmin_guid: claims.garminGuid,
    jti: claims.jti,
    client_id: claims.clientId,
  }
  const signed = `${base64url(JSON.stringify(header))}.${base64url(JSON.stringify(payload))}`
  // RS256 signatures are 256 bytes long.
  const signature = Buffer.concat(Array.from({ length: 8 }, (_, index) => digest(signed, index)))
  return `${signed}.${base64url(signature)}`
}

/** Garmin's refresh tokens are base64 of a small document (AUTH 5.4); clients treat them as opaque. */
export function refreshToken(value: string, garminGuid: string): string {
  return Buffer.from(JSON.stringify({ refreshTokenValue: value, garminGuid })).toString('base64')
}
