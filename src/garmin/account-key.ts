import { createHmac } from 'node:crypto'
import type { Region } from '../domain/index.ts'

/** Stands for an account before its profile is known: HMAC-SHA-256 of region and lower-cased e-mail, as hex. */
export function accountKey(email: string, region: Region, hmacKey: Uint8Array): string {
  return createHmac('sha256', hmacKey).update(`${region}\n${email.trim().toLowerCase()}`).digest('hex')
}
