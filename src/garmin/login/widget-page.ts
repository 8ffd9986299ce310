import { type Clock, fail, type Secret } from '../../domain/index.ts'
import { type HttpAnswer, headerOf, textOf } from '../http/http.ts'
import { jsonObjectOf } from '../http/json-body.ts'
import { parseRetryAfter } from '../http/retry-after.ts'
import { dayMs, refuseBlocked, refuseErrorField, toServiceTicket, unknown } from './verdict.ts'

/** What the widget's page says to e-mail and password, or to a code, when it is not a refusal (AUTH 3.3-3.5). */
export type WidgetVerdict =
  | { readonly kind: 'ticket'; readonly ticket: Secret }
  | { readonly kind: 'mfa'; readonly page: CodePage }

/** The page that wants a code. */
export interface CodePage {
  readonly method: string
  /** Null: no code was sent yet. */
  readonly sentTo: string | null
  readonly csrf: string | null
  readonly customerGuid: string
  readonly clientId: string
  readonly locale: string
}

/** The form token of the sign-in page. @throws auth.captcha, auth.unknown-answer, and what `refuseBlocked` throws */
export function readSignInForm(answer: HttpAnswer, clock: Clock): string {
  const text = pageText(answer, clock)
  refuseTitle(text, answer)
  // Before the password leaves: it would not be looked at.
  if (wantsCaptcha(text)) throw fail('auth.captcha')
  const csrf = formToken(text)
  if (csrf === null) throw unknown(pageName(text, answer))
  return csrf
}

/**
 * Reads the page that e-mail and password lead to. The title comes last: the form, the refusal and the page that
 * wants a code may all have the same one (AUTH 3.3).
 */
export function readPasswordPage(answer: HttpAnswer, clock: Clock): WidgetVerdict {
  const text = pageText(answer, clock)
  const page = codePage(text)
  if (page !== null) return { kind: 'mfa', page }
  if (saysWrong(text) || (answer.status === 401 && isSignInPage(text))) {
    refuseTitle(text, answer)
    throw wantsCaptcha(text) ? fail('auth.captcha') : fail('auth.credentials-refused')
  }
  const ticket = ticketOf(text)
  if (ticket !== null) return { kind: 'ticket', ticket }
  refuseTitle(text, answer)
  if (wantsCaptcha(text)) throw fail('auth.captcha')
  throw unknown(pageName(text, answer))
}

/**
 * Reads the page that a code leads to. A wrong one is told by an element of the page, with HTTP 200 and the title of
 * the first (AUTH 3.5). @throws auth.mfa-rejected, auth.challenge-expired, and what `readPasswordPage` throws
 */
export function readCodePage(answer: HttpAnswer, clock: Clock): WidgetVerdict {
  const text = pageText(answer, clock)
  if (isShown(text, 'maxLimit')) throw fail('auth.login-limited', { retryAfterMs: dayMs })
  if (codePage(text) !== null) {
    if (isShown(text, 'genericError')) throw unknown('GENERIC_ERROR')
    throw fail('auth.mfa-rejected')
  }
  const ticket = ticketOf(text)
  if (ticket !== null) return { kind: 'ticket', ticket }
  refuseTitle(text, answer)
  if (isSignInPage(text)) throw fail('auth.challenge-expired')
  throw unknown(pageName(text, answer))
}

/** The answer to "request a new code". @throws auth.code-limit, and what `refuseBlocked` throws */
export function readDelivery(answer: HttpAnswer, clock: Clock): void {
  if (answer.status === 429) throw fail('auth.code-limit')
  pageText(answer, clock)
  if (answer.status < 200 || answer.status > 299) throw unknown(`HTTP_${answer.status}`)
}

/** The page as text, once nothing that stands for the whole door is in its place. */
function pageText(answer: HttpAnswer, clock: Clock): string {
  refuseBlocked(answer, clock)
  const text = textOf(answer)
  const body = jsonObjectOf(text)
  if (body) refuseErrorField(body, parseRetryAfter(headerOf(answer, 'retry-after'), clock()))
  return text
}

/** Titles that name a refusal (AUTH 3.3). */
function refuseTitle(text: string, { status }: HttpAnswer): void {
  const title = titleOf(text)
  if (/unable to sign in/i.test(title)) throw fail('auth.child-account')
  if (/update phone number/i.test(title)) throw fail('auth.consent-needed')
  if (/locked|disabled|account error/i.test(title)) throw fail('auth.account-locked')
  if (/just a moment|attention required|access denied|cloudflare/i.test(title))
    throw fail('auth.browser-needed', { detail: 'a challenge page' })
  if (/bad gateway|service unavailable|\b50[0-9]\b/i.test(title))
    throw fail('garmin.server-error', { httpStatus: /\b50\d\b/.exec(title)?.[0] ?? status })
}

function codePage(text: string): CodePage | null {
  const method = variable(text, 'mfaMethod')
  if (method === null || method === '') return null
  const said = (name: string) => variable(text, name) ?? ''
  const sentTo = said('codeSentTo').replace(/\p{C}/gu, '').slice(0, 128)
  return {
    method: method.slice(0, 64),
    sentTo: sentTo === '' ? null : sentTo,
    csrf: formToken(text),
    customerGuid: said('customerGuid'),
    clientId: said('clientId'),
    locale: said('locale'),
  }
}

function saysWrong(text: string): boolean {
  return (
    variable(text, 'status') === 'FAIL' || /<div\b(?=[^>]*\bid="status")(?=[^>]*\bclass="[^"]*\berror\b)/i.test(text)
  )
}

function isSignInPage(text: string): boolean {
  return /GARMIN Authentication Application/i.test(titleOf(text)) || /\bid="login-form"/.test(text)
}

function wantsCaptcha(text: string): boolean {
  return /\bvar\s+isRecaptchaEnabled\s*=\s*(?:true|"true"|'true')/.test(text)
}

/** An element that is there and not hidden. */
function isShown(text: string, id: string): boolean {
  const tag = new RegExp(`<\\w+\\b[^>]*\\bid="${id}"[^>]*>`).exec(text)?.[0]
  return tag !== undefined && !/\bhidden\b|display:\s*none/i.test(tag)
}

/** An empty one counts as missing: the page after a wrong code has such a one (AUTH 3.5). */
function formToken(text: string): string | null {
  return /<input\b[^>]*\bname="_csrf"\s+value="([^"]{0,1024})"/.exec(text)?.[1] || null
}

function ticketOf(text: string): Secret | null {
  const inAddress = /[?&]ticket=(ST-[^"'&<\s\\]+)/.exec(text)?.[1]
  return toServiceTicket(inAddress ?? /serviceTicket["']?\s*[:=]\s*["'](ST-[^"']+)/.exec(text)?.[1])
}

/** The value of `var name = "…";`, null where the page has no such line. */
function variable(text: string, name: string): string | null {
  const match = new RegExp(`\\bvar\\s+${name}\\s*=\\s*(?:"([^"\\n]*)"|'([^'\\n]*)')`).exec(text)
  const value = match?.[1] ?? match?.[2]
  return value === undefined ? null : value.replaceAll('\\/', '/')
}

function titleOf(text: string): string {
  return /<title[^>]*>([^<]{0,300})<\/title>/i.exec(text)?.[1]?.trim() ?? ''
}

/** The title as a word, where it is made of plain words; else the status. */
function pageName(text: string, { status }: HttpAnswer): string {
  const title = titleOf(text)
  return /^[A-Za-z ]{1,48}$/.test(title) ? title.replace(/ +/g, '_') : `HTTP_${status}`
}
