import { createHmac } from 'node:crypto'
import type { Instant, Secret } from '../domain/index.ts'

export const signatureHeader = 'x-garminsync-signature'

/**
 * `t=<seconds>,v1=<hex>`: HMAC-SHA256 with the hook's secret over the seconds, a dot and the body. The time is in it so
 * that an old message cannot be sent again.
 */
export function signatureOf(secret: Secret, at: Instant, body: string): string {
  const seconds = Math.floor(at / 1000)
  return `t=${seconds},v1=${createHmac('sha256', secret.open()).update(`${seconds}.${body}`).digest('hex')}`
}
