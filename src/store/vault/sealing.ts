import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { fail } from '../../domain/index.ts'
import type { SecretKey } from './secret-key.ts'

const format = 1
const ivBytes = 12
const tagBytes = 16

/** What a sealed text belongs to; opened as anything else it stays shut. */
export interface Binding {
  readonly purpose: string
  readonly account: string
  readonly version: number
}

/** AES-256-GCM: one byte of format, 12 of IV, 16 of tag, then the text. */
export interface Sealing {
  seal(text: string, binding: Binding): Uint8Array
  /** @throws store.secret-key when the key is another one, the bytes were changed, or they belong elsewhere. */
  open(sealed: Uint8Array, binding: Binding): string
}

/** Sealing with the installation's key, which is looked up at the first call. */
export function createSealing(secretKey: SecretKey): () => Promise<Sealing> {
  return async () => {
    const key = await secretKey.derive('seal')
    return {
      seal: (text, binding) => {
        const iv = randomBytes(ivBytes)
        const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(associated(binding))
        const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
        return Buffer.concat([Buffer.of(format), iv, cipher.getAuthTag(), body])
      },
      open: (sealed, binding) => {
        const bytes = Buffer.from(sealed)
        if (bytes[0] !== format || bytes.length < 1 + ivBytes + tagBytes)
          throw fail('store.secret-key', { detail: 'it is sealed in a way that this version does not know' })
        try {
          const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(1, 1 + ivBytes), {
            authTagLength: tagBytes,
          })
          decipher.setAAD(associated(binding)).setAuthTag(bytes.subarray(1 + ivBytes, 1 + ivBytes + tagBytes))
          const body = bytes.subarray(1 + ivBytes + tagBytes)
          return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8')
        } catch {
          throw fail('store.secret-key', { detail: 'the key is not the one it was sealed with' })
        }
      },
    }
  }
}

function associated({ purpose, account, version }: Binding): Buffer {
  return Buffer.from(JSON.stringify(['garminsync', format, purpose, account, version]))
}
