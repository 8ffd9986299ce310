import type { Failure } from '../../../src/domain/index.ts'
import { en } from '../../words/en.ts'

/** What a refused try leads to. */
export type Refusal =
  /** Said at the field; the card stays. */
  | { readonly kind: 'say'; readonly text: string }
  /** The code was wrong. */
  | { readonly kind: 'wrong-code'; readonly attemptsLeft: number | null }
  /** Nothing may be tried before then. */
  | { readonly kind: 'pause'; readonly until: number }
  /** The sign-in is over: back to the start, which says why. */
  | { readonly kind: 'restart'; readonly text: string }
  /** Only the person's own browser can go on. */
  | { readonly kind: 'browser'; readonly text: string }

const over = new Set(['auth.mfa-exhausted', 'auth.no-challenge', 'auth.challenge-expired', 'auth.account-locked'])
const wantsBrowser = new Set(['auth.captcha', 'auth.browser-needed', 'auth.child-account', 'auth.wrong-region'])

/** Pure. Failures of the sign-in in words of the page: those of the error table name commands. */
export function refusalOf(failure: Failure, clock: (at: number) => string): Refusal {
  const { code, retryAt, data } = failure
  if (code === 'auth.login-limited' && retryAt !== null) return { kind: 'pause', until: retryAt }
  if (code === 'auth.mfa-rejected') {
    const left = data.attemptsLeftCount
    return { kind: 'wrong-code', attemptsLeft: typeof left === 'number' ? left : null }
  }
  const own = en.signIn.refusals[code]
  if (over.has(code)) return { kind: 'restart', text: own ?? failure.message }
  if (wantsBrowser.has(code)) return { kind: 'browser', text: own ?? failure.message }
  if (code === 'request.too-many' && retryAt !== null) return { kind: 'say', text: en.signIn.tooMany(clock(retryAt)) }
  if (code === 'server.unreachable') return { kind: 'say', text: en.signIn.unreachable }
  return { kind: 'say', text: own ?? `${failure.message} ${failure.hint}` }
}
