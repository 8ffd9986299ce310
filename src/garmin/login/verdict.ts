import type { Clock } from '../../domain/index.ts'
import { type Failure, fail, isObject, type Json, Secret } from '../../domain/index.ts'
import { type HttpAnswer, headerOf, textOf } from '../http/http.ts'
import { jsonObjectOf } from '../http/json-body.ts'
import { parseRetryAfter } from '../http/retry-after.ts'

/** What SSO's JSON doors say to a login or to a code, when it is not a refusal (AUTH 2.2, 2.3). */
export type Verdict =
  | { readonly kind: 'ticket'; readonly ticket: Secret }
  | { readonly kind: 'mfa'; readonly method: string; readonly sentTo: string | null }

const ticketForm = /^ST-[A-Za-z0-9._-]{8,256}$/
export const dayMs = 24 * 3_600_000

/** A service ticket (AUTH 2.5), or null for what cannot be one. */
export function toServiceTicket(text: unknown): Secret | null {
  return typeof text === 'string' && ticketForm.test(text) ? new Secret(text) : null
}

/**
 * Reads the answer to a login. The body comes before the status: the password verdict comes with 401, and a bare 401
 * says nothing about the password. @throws the `auth.*` failures, garmin.server-error
 */
export function readLoginAnswer(answer: HttpAnswer, clock: Clock): Verdict {
  const verdict = readVerdict(answer, clock)
  if (verdict.type === 'SUCCESSFUL') return toTicket(verdict.body)
  if (verdict.type === 'MFA_REQUIRED') {
    refuseOpenConsents(verdict.body)
    return toMfa(verdict.body)
  }
  throw namedRefusal(verdict) ?? credentialsRefusal(verdict) ?? unknown(verdict.type)
}

/**
 * Reads the answer to a code. Nobody recorded a wrong one, so every JSON verdict that is not success and names no
 * lock, CAPTCHA or limit means "not accepted" (AUTH 2.3).
 * @throws auth.mfa-rejected, auth.challenge-expired, and what `readLoginAnswer` throws
 */
export function readCodeAnswer(answer: HttpAnswer, clock: Clock): Verdict {
  const verdict = readVerdict(answer, clock)
  if (verdict.type === 'SUCCESSFUL') return toTicket(verdict.body)
  if (verdict.message === 'codeEntryMaxLimit') throw fail('auth.login-limited', { retryAfterMs: dayMs })
  if (verdict.message === 'codeEntryExpired' || verdict.words.includes('EXPIRED')) throw fail('auth.challenge-expired')
  throw namedRefusal(verdict) ?? fail('auth.mfa-rejected')
}

interface JsonVerdict {
  readonly body: { [key: string]: Json }
  readonly type: string
  /** `type` split at its underscores: `UNLOCKED` must not read as `LOCKED`. */
  readonly words: readonly string[]
  /** A key of the page's message catalogue; empty when there is none. */
  readonly message: string
}

/** The verdict in the body, or the refusal that error field, edge or status amount to. */
function readVerdict(answer: HttpAnswer, clock: Clock): JsonVerdict {
  const text = textOf(answer)
  const body = jsonObjectOf(text)
  const retryAfterMs = parseRetryAfter(headerOf(answer, 'retry-after'), clock())
  const { status } = answer
  if (body) {
    refuseErrorField(body, retryAfterMs)
    const given = isObject(body.responseStatus) ? body.responseStatus : {}
    if (typeof given.type === 'string' && given.type !== '') {
      const message = typeof given.message === 'string' ? given.message : ''
      return { body, type: given.type, words: given.type.toUpperCase().split('_'), message }
    }
  }
  refuseBlocked(answer, clock)
  throw unknown(`HTTP_${status}`)
}

/**
 * Ends the sign-in when a door is shut for a reason that has nothing to do with what was typed.
 * @throws auth.login-limited, auth.browser-needed, garmin.server-error
 */
export function refuseBlocked(answer: HttpAnswer, clock: Clock): void {
  const { status } = answer
  const retryAfterMs = parseRetryAfter(headerOf(answer, 'retry-after'), clock())
  if (status === 429) throw fail('auth.login-limited', { retryAfterMs })
  if (headerOf(answer, 'cf-mitigated') !== null || status === 403)
    throw fail('auth.browser-needed', { detail: `HTTP ${status}` })
  if (status >= 500) throw fail('garmin.server-error', { httpStatus: status })
}

/** `{"error":{"status-code":"429"}}`, with HTTP 200 or any other status (AUTH 2.2). */
export function refuseErrorField(body: { [key: string]: Json }, retryAfterMs: number | null): void {
  const code = isObject(body.error) ? String(body.error['status-code'] ?? '') : ''
  if (code === '429') throw fail('auth.login-limited', { retryAfterMs })
  if (code === '427' || code === '403') throw fail('auth.browser-needed', { detail: code })
  if (/^5\d\d$/.test(code)) throw fail('garmin.server-error', { httpStatus: code })
  if (code !== '') throw unknown(`ERROR_${code}`)
}

/** Keys of the message catalogue that the mobile page brings along (AUTH 2.2). */
const messages: Readonly<Record<string, () => Failure>> = {
  generalLoginAccountLocked: () => fail('auth.account-locked'),
  generalLoginMobileAccountLocked: () => fail('auth.account-locked'),
  generalLoginAccountDisabled: () => fail('auth.account-locked'),
  generalLoginAccountProblem: () => fail('auth.account-locked'),
  generalValidationMaxLogins: () => fail('auth.account-locked'),
  casLoginViewReactivateAccount: () => fail('auth.account-locked'),
  casLoginViewRenewPassword: () => fail('auth.account-locked'),
  generalLoginPermanentMFARequired: () => fail('auth.consent-needed'),
  applicationSecurityPolicyLoginDeniedTitle: () => fail('auth.child-account'),
}

/** Refusals that concern account or connection, not what was typed. */
function namedRefusal({ type, words, message }: JsonVerdict): Failure | null {
  const said = (...any: string[]) => any.some((word) => words.includes(word))
  if (said('CAPTCHA')) return fail('auth.captcha')
  if (Object.hasOwn(messages, message)) return messages[message]?.() ?? null
  if (message.startsWith('applicationSecurityPolicyLoginDenied')) return fail('auth.child-account')
  if (said('LOCKED', 'DISABLED', 'SUSPENDED', 'REACTIVATE')) return fail('auth.account-locked')
  if (said('PASSWORD') && said('RESET', 'RENEW', 'EXPIRED')) return fail('auth.account-locked')
  if (said('CHILD')) return fail('auth.child-account')
  if (said('CONSENT')) return fail('auth.consent-needed')
  if (said('THROTTLED') || (said('RATE') && said('LIMIT', 'LIMITED', 'EXCEEDED')) || type === 'TOO_MANY_REQUESTS')
    return fail('auth.login-limited', { retryAfterMs: null })
  return null
}

function credentialsRefusal({ words }: JsonVerdict): Failure | null {
  const typed = ['CREDENTIAL', 'CREDENTIALS', 'USERNAME', 'PASSWORD', 'EMAIL'].some((word) => words.includes(word))
  return words.includes('INVALID') && typed ? fail('auth.credentials-refused') : null
}

function toTicket(body: { [key: string]: Json }): Verdict {
  refuseOpenConsents(body)
  const ticket = toServiceTicket(body.serviceTicketId)
  if (ticket === null) throw unknown('SUCCESSFUL_WITHOUT_TICKET')
  return { kind: 'ticket', ticket }
}

/** A list of open consents was never seen; it can only mean that the web site wants something accepted (AUTH 2.2). */
function refuseOpenConsents(body: { [key: string]: Json }): void {
  const consents = body.consentTypeList
  if (Array.isArray(consents) && consents.length > 0) throw fail('auth.consent-needed')
}

function toMfa(body: { [key: string]: Json }): Verdict {
  const info = isObject(body.customerMfaInfo) ? body.customerMfaInfo : {}
  // The method goes back unchanged: "email" for a phone account is refused as a wrong code (AUTH 2.3).
  const method = typeof info.mfaLastMethodUsed === 'string' && info.mfaLastMethodUsed ? info.mfaLastMethodUsed : 'email'
  const address = /mail/i.test(method) ? info.email : /phone|sms|text/i.test(method) ? info.phoneNumber : null
  const shown = typeof address === 'string' ? address.replace(/\p{C}/gu, '').slice(0, 128) : ''
  return { kind: 'mfa', method: method.slice(0, 64), sentTo: shown === '' ? null : shown }
}

/** Garmin's own word, fit to be shown: what comes after it, if it is more than a word, could be anything. */
export function unknown(type: string): Failure {
  const word = /^\w{1,64}/.exec(type)?.[0] ?? 'NOTHING'
  return fail('auth.unknown-answer', { value: word.toUpperCase() })
}
