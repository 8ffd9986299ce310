import { createHmac, timingSafeEqual } from 'node:crypto'
import { type Instant, isObject, type Json, toInstant, toUserId, type UserId } from '../../domain/index.ts'

/** What an access token says: which session, of which account, until when. */
export interface AccessClaims {
  readonly sessionId: string
  readonly userId: UserId
  readonly expiresAt: Instant
}

/** RFC 7515, in the one form that we write: no other algorithm, no other header is read. */
const header = encode({ alg: 'HS256', typ: 'JWT' })

/** Issues and reads the JWTs of our API. The key is asked for at the first use. */
export function createAccessTokens(key: () => Uint8Array | Promise<Uint8Array>) {
  let bytes: Promise<Uint8Array> | null = null
  const signingKey = () => {
    bytes ??= Promise.resolve(key())
    // A key that could not be had may be had the next time.
    bytes.catch(() => {
      bytes = null
    })
    return bytes
  }
  return {
    issue: async ({ sessionId, userId, expiresAt }: AccessClaims): Promise<string> => {
      const content = `${header}.${encode({ sid: sessionId, sub: userId, exp: Math.floor(expiresAt / 1000) })}`
      return `${content}.${signature(await signingKey(), content).toString('base64url')}`
    },
    /** Null for anything that we did not issue. Whether it is over is for the reader's clock to say. */
    read: async (token: string): Promise<AccessClaims | null> => {
      const [head, payload = '', signed = '', ...more] = token.split('.')
      if (head !== header || more.length > 0) return null
      // At once: WebCrypto goes to another thread and back for it, which takes fifty times as long.
      const right = signature(await signingKey(), `${head}.${payload}`)
      const shown = Buffer.from(signed, 'base64url')
      if (shown.length !== right.length || !timingSafeEqual(shown, right)) return null
      const claims = decode(payload)
      const userId = toUserId(claims?.sub)
      if (claims === null || userId === null || typeof claims.sid !== 'string' || typeof claims.exp !== 'number')
        return null
      return { sessionId: claims.sid, userId, expiresAt: toInstant(claims.exp * 1000) }
    },
  }
}
export type AccessTokens = ReturnType<typeof createAccessTokens>

function signature(key: Uint8Array, content: string): Buffer {
  return createHmac('sha256', key).update(content).digest()
}

function encode(value: Json): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

/** Signed by us, so it is JSON. */
function decode(payload: string): { [key: string]: Json } | null {
  const value = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Json
  return isObject(value) ? value : null
}
