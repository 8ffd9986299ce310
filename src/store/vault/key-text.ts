import { scrypt } from 'node:crypto'
import { promisify } from 'node:util'

const keyBytes = 32
const stretch = promisify(
  scrypt as (
    password: string,
    salt: string,
    length: number,
    options: { N: number; r: number; p: number; maxmem: number },
    done: (error: Error | null, key: Buffer) => void,
  ) => void,
)

/** Reads 32 bytes written as hex or base64 (either alphabet); null when the text is something else. */
export function parseKey(text: string): Uint8Array | null {
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, 'hex')
  if (!/^[A-Za-z0-9+/_-]{43}=?$/.test(text)) return null
  const bytes = Buffer.from(text, 'base64')
  return bytes.length === keyBytes ? bytes : null
}

/**
 * 32 bytes from whatever a person gave: a key as it is, a passphrase stretched by scrypt (N = 2^15, about 0.2 s). The
 * salt is fixed, because the same passphrase must open the same store from anywhere.
 */
export async function toKey(text: string): Promise<Uint8Array> {
  const key = parseKey(text)
  if (key !== null) return key
  return stretch(text.normalize('NFKC'), 'garminsync secret key', keyBytes, {
    N: 2 ** 15,
    r: 8,
    p: 1,
    maxmem: 64 * 1024 * 1024,
  })
}
