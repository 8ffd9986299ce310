import { z } from '@hono/zod-openapi'
import { id, instant, pageOf } from './common.ts'

/** An account of this installation, without anything that was fetched of it. */
export const account = z
  .object({
    user_id: id,
    display_name: z.string().nullable(),
    full_name: z.string().nullable(),
    region: z.enum(['com', 'cn']),
    signed_in: z.boolean(),
    current: z.boolean().openapi({ description: 'The one that is meant where none is named.' }),
  })
  .openapi('Account')
export const accounts = pageOf(account).openapi('Accounts')

export const switchBody = z.strictObject({ user_id: id }).openapi('Switch')

/** `url` leads a browser to the server with the code; null in process, where no address is known. */
export const pairing = z
  .object({ code: z.string(), url: z.string().nullable(), expires_at: instant })
  .openapi('Pairing')
export const redeemBody = z.strictObject({ code: z.string().trim().min(1).max(40) }).openapi('PairingCode')

export type AccountJson = z.infer<typeof account>
export type PairingJson = z.infer<typeof pairing>
