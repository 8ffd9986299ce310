import { sign, verify } from 'hono/jwt'
import { type Instant, toInstant, toUserId, type UserId } from '../../domain/index.ts'

/** What an access token says: which session, of which account, until when. */
export interface AccessClaims {
  readonly sessionId: string
  readonly userId: UserId
  readonly expiresAt: Instant
}

const algorithm = 'HS256'

/** Issues and reads the JWTs of our API. The key is asked for at the first use. */
export function createAccessTokens(key: () => Uint8Array | Promise<Uint8Array>) {
  let imported: Promise<CryptoKey> | null = null
  const signingKey = () => {
    imported ??= Promise.resolve(key()).then((bytes) =>
      crypto.subtle.importKey('raw', new Uint8Array(bytes), { name: 'HMAC', hash: 'SHA-256' }, false, [
        'sign',
        'verify',
      ]),
    )
    // A key that could not be had may be had the next time.
    imported.catch(() => {
      imported = null
    })
    return imported
  }
  return {
    issue: async ({ sessionId, userId, expiresAt }: AccessClaims): Promise<string> =>
      sign({ sid: sessionId, sub: userId, exp: Math.floor(expiresAt / 1000) }, await signingKey(), algorithm),
    /** Null for anything that we did not issue. Whether it is over is for the reader's clock to say. */
    read: async (token: string): Promise<AccessClaims | null> => {
      const key = await signingKey()
      const claims = await verify(token, key, { alg: algorithm, exp: false, iat: false, nbf: false }).catch(() => null)
      const userId = toUserId(claims?.sub)
      if (claims === null || userId === null || typeof claims.sid !== 'string' || typeof claims.exp !== 'number')
        return null
      return { sessionId: claims.sid, userId, expiresAt: toInstant(claims.exp * 1000) }
    },
  }
}
export type AccessTokens = ReturnType<typeof createAccessTokens>
