import { z } from '@hono/zod-openapi'
import { errorCode, id, instant, pageOf } from './common.ts'

const region = z.enum(['com', 'cn'])

export const loginBody = z
  .strictObject({
    email: z.string().trim().min(3).max(320),
    password: z.string().min(1).max(1024),
    region: region.default('com'),
    method: z.enum(['password', 'browser', 'widget', 'portal']).optional(),
  })
  .openapi('Login')

export const mfaBody = z
  .strictObject({
    challenge_id: z
      .string()
      .min(1)
      .max(200)
      .nullish()
      .openapi({ description: 'Null, or left out: the newest one that waits. In process only; a server needs it.' }),
    code: z.string().trim().min(1).max(32),
  })
  .openapi('MfaCode')

export const importBody = z
  .strictObject({
    content: z.string().min(1).max(60_000).openapi({
      description:
        'What the file holds, never its path. Of a folder: `{"files": {"oauth1_token.json": "…", "oauth2_token.json": "…"}}`.',
    }),
    passphrase: z.string().min(1).max(1024).optional().openapi({ description: 'Of a session that we exported.' }),
    region: region.optional().openapi({ description: 'Where the session itself does not say it.' }),
  })
  .openapi('Import')

export const exportBody = z.strictObject({ passphrase: z.string().min(8).max(1024) }).openapi('Export')

/** The session towards Garmin, sealed with the passphrase: scrypt and AES-256-GCM. */
export const sealedSession = z.object({ bundle: z.string() }).openapi('SealedSession')

export const resendBody = mfaBody.pick({ challenge_id: true }).openapi('MfaResend')

export const browserBody = z.strictObject({ region: region.default('com') }).openapi('BrowserSignIn')

export const ticketBody = z
  .strictObject({
    ticket: z
      .string()
      .min(1)
      .max(60_000)
      .openapi({ description: 'The address of the last page, the ticket, or any text of that page that holds it.' }),
    region: region.optional().openapi({ description: 'Where the text does not say it. Default: com.' }),
  })
  .openapi('Ticket')

export const refreshBody = z.strictObject({ refresh_token: z.string().min(1).max(200) }).openapi('Refresh')

/** `access_token` and `refresh_token` are `[redacted]` except in the answer that issues them. */
export const userSession = z
  .object({
    session_id: z.string(),
    user_id: id,
    access_token: z.string(),
    refresh_token: z.string(),
    expires_at: instant,
    mfa_enabled: z.boolean(),
    created_at: instant,
    last_used_at: instant,
    status: z.enum(['active', 'expired', 'ended']),
    token_id: z.string(),
  })
  .openapi('UserSession')
/** `last_page`: how the address of the page begins that the browser ends on; what follows is the ticket. */
export const signInLink = z.object({ url: z.string(), region, last_page: z.string() }).openapi('SignInLink')

export const sessionItem = userSession
  .extend({
    label: z.string().nullable().openapi({ description: 'What the person calls it.' }),
    kind: z
      .enum(['browser', 'cli'])
      .openapi({ description: 'Whether a cookie carries it, or a program has its tokens.' }),
    client: z.string().nullable().openapi({ description: 'Of a browser, such as `Firefox on Windows`.' }),
    last_address: z
      .string()
      .nullable()
      .openapi({ description: 'The net from which it was last used, such as `192.168.1.x`; null = in process.' }),
    current: z.boolean().openapi({ description: 'The one that asks.' }),
  })
  .openapi('SessionItem')
export const userSessions = pageOf(sessionItem).openapi('UserSessions')
export const sessionNameBody = z
  .strictObject({ label: z.string().trim().min(1).max(80).nullable() })
  .openapi('SessionName')

/** A session that a browser has here, with the names of its account. */
export const sessionHere = userSession
  .extend({ display_name: z.string().nullable(), full_name: z.string().nullable() })
  .openapi('SessionHere')
export const sessionsHere = pageOf(sessionHere).openapi('SessionsHere')

/** What may be offered to who is not signed in. */
export const signInOptions = z
  .object({
    password: z.boolean(),
    browser: z.boolean(),
    pair: z.boolean(),
    reason: errorCode
      .nullable()
      .openapi({ description: 'Why the server would refuse all of them; null = it would not.' }),
    regions: z.array(region),
    demo: z.boolean().openapi({ description: 'There is an invented person to look at: `authDemo`.' }),
    public_url: z
      .string()
      .nullable()
      .openapi({ description: 'Where people reach this server; null = on this machine only.' }),
    first_start: z.boolean().openapi({ description: 'Nobody has signed in here yet.' }),
    version: z.string(),
  })
  .openapi('SignInOptions')

/**
 * Garmin sent a code to `sent_to` (masked; null when it does not say) by `mfa_method`. How another one comes: `here` by
 * `authResend`, `start-again` by a new sign-in, `never`; not before `resend_at`.
 */
export const challenge = z
  .object({
    challenge_id: z.string(),
    mfa_method: z.string(),
    sent_to: z.string().nullable(),
    expires_at: instant,
    attempts_left: z.int(),
    resend: z.enum(['here', 'start-again', 'never']),
    resend_at: instant.nullable(),
  })
  .openapi('Challenge')

/** The credential towards Garmin; `expires_in` in seconds from now. */
export const authenticationToken = z
  .object({
    token_id: z.string(),
    user_id: id,
    access_token: z.literal('[redacted]'),
    token_type: z.literal('Bearer'),
    expires_in: z.int(),
    scope: z.string().nullable(),
    created_at: instant,
    last_used_at: instant,
    mfa_verified: z.boolean(),
    refreshed_at: instant.openapi({ description: 'When the pair in use came from Garmin.' }),
    sign_in_until: instant
      .nullable()
      .openapi({ description: 'End of Garmin’s refresh token, which it may extend; null where Garmin does not say.' }),
    cooldown_until: instant
      .nullable()
      .openapi({ description: 'No sign-in with the password leaves this server before; null = now.' }),
  })
  .openapi('AuthenticationToken')

export type LoginInput = z.input<typeof loginBody>
export type MfaInput = z.input<typeof mfaBody>
export type SignInLinkJson = z.infer<typeof signInLink>
export type SessionHereJson = z.infer<typeof sessionHere>
export type SignInOptionsJson = z.infer<typeof signInOptions>
export type UserSessionJson = z.infer<typeof userSession>
export type SessionItemJson = z.infer<typeof sessionItem>
export type ChallengeJson = z.infer<typeof challenge>
export type AuthenticationTokenJson = z.infer<typeof authenticationToken>
