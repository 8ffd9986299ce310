import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto'
import {
  fail,
  type GarminTokens,
  isFailure,
  isObject,
  type Json,
  type Region,
  Secret,
  toInstant,
} from '../../domain/index.ts'
import { jsonObjectOf } from '../http/json-body.ts'
import { isClientId, readClaims } from '../tokens/jwt-claims.ts'

const format = 1
const bound = Buffer.from(`garminsync session ${format}`)
/** 32 MiB and a tenth of a second: dear to guess, cheap to open. Part of the format, so that no file may ask for more. */
const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 }

/** Our own session for another machine: scrypt over a passphrase, then AES-256-GCM. */
export async function sealSession(tokens: GarminTokens, passphrase: Secret): Promise<string> {
  const [salt, iv] = [randomBytes(16), randomBytes(12)]
  const cipher = createCipheriv('aes-256-gcm', await keyOf(passphrase, salt), iv).setAAD(bound)
  const sealed = Buffer.concat([cipher.update(toText(tokens), 'utf8'), cipher.final()])
  const text = (bytes: Buffer) => bytes.toString('base64')
  const bundle = { garminsync_session: format, salt: text(salt), iv: text(iv), tag: text(cipher.getAuthTag()) }
  return `${JSON.stringify({ ...bundle, sealed: text(sealed) })}\n`
}

export function isBundle(document: Json): boolean {
  return isObject(document) && 'garminsync_session' in document
}

/** @throws import.broken, import.passphrase, auth.input-needed without a passphrase */
export async function openSession(document: Json, passphrase: Secret | null): Promise<GarminTokens> {
  const broken = (detail: string) => fail('import.broken', { tool: 'GarminSync', detail })
  const bundle = document as { [key: string]: Json }
  if (bundle.garminsync_session !== format) throw broken('it is sealed in a way that this version does not know')
  const part = (name: string, length: number | null) => {
    const value = bundle[name]
    const bytes = typeof value === 'string' ? Buffer.from(value, 'base64') : null
    if (bytes === null || (length !== null && bytes.length !== length)) throw broken(`\`${name}\` is damaged`)
    return bytes
  }
  const [salt, iv, tag, sealed] = [part('salt', 16), part('iv', 12), part('tag', 16), part('sealed', null)]
  if (passphrase === null)
    throw fail('auth.input-needed', { detail: 'This session is sealed with a passphrase.', how: '--passphrase-file' })
  const decipher = createDecipheriv('aes-256-gcm', await keyOf(passphrase, salt), iv, { authTagLength: 16 })
  decipher.setAAD(bound).setAuthTag(tag)
  try {
    const text = Buffer.concat([decipher.update(sealed), decipher.final()]).toString('utf8')
    const tokens = fromText(text)
    if (tokens === null) throw broken('what it holds is not a session')
    return tokens
  } catch (failure) {
    if (isFailure(failure)) throw failure
    // The reason would tell nothing: a wrong key and changed bytes look the same.
    throw fail('import.passphrase')
  }
}

function keyOf(passphrase: Secret, salt: Uint8Array): Promise<Buffer> {
  return new Promise((resolve, reject) =>
    scrypt(passphrase.open().normalize('NFKC'), salt, 32, cost, (error, key) => (error ? reject(error) : resolve(key))),
  )
}

function toText({ accessToken, refreshToken, legacy, ...rest }: GarminTokens): string {
  return JSON.stringify({
    ...rest,
    accessToken: accessToken.open(),
    refreshToken: refreshToken.open(),
    legacy: legacy && {
      oauthToken: legacy.oauthToken.open(),
      oauthTokenSecret: legacy.oauthTokenSecret.open(),
      mfaToken: legacy.mfaToken?.open() ?? null,
    },
  })
}

/** What only this program can have sealed; looked at all the same, for another version may have. */
function fromText(text: string): GarminTokens | null {
  const plain = jsonObjectOf(text)
  if (plain === null) return null
  const { accessToken, refreshToken, clientId, region, scope, legacy } = plain
  const instant = (value: Json | undefined) => (typeof value === 'number' ? toInstant(value) : null)
  const [receivedAt, expiresAt] = [instant(plain.receivedAt), instant(plain.expiresAt)]
  if (typeof accessToken !== 'string' || typeof refreshToken !== 'string' || readClaims(accessToken) === null)
    return null
  if (typeof clientId !== 'string' || !isClientId(clientId) || (region !== 'com' && region !== 'cn')) return null
  if (receivedAt === null || expiresAt === null || typeof plain.lifeSeconds !== 'number') return null
  const grant = isObject(legacy) ? legacy : null
  return {
    accessToken: new Secret(accessToken),
    refreshToken: new Secret(refreshToken),
    clientId,
    region: region as Region,
    scope: typeof scope === 'string' ? scope : null,
    receivedAt,
    expiresAt,
    lifeSeconds: plain.lifeSeconds,
    refreshExpiresAt: instant(plain.refreshExpiresAt),
    mfaVerified: plain.mfaVerified === true,
    ...(grant === null
      ? {}
      : {
          legacy: {
            oauthToken: new Secret(String(grant.oauthToken)),
            oauthTokenSecret: new Secret(String(grant.oauthTokenSecret)),
            mfaToken: typeof grant.mfaToken === 'string' ? new Secret(grant.mfaToken) : null,
          },
        }),
  }
}
