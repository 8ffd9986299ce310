import type { Mail, SimulatorOptions } from '../types.ts'
import { type Account, addressShown, type MfaKind } from './account.ts'
import { codeOfStep, stepsAt } from './authenticator.ts'

/** A sign-in that waits for its code. It belongs to the session that caused it (AUTH 2.3). */
export interface PendingMfa {
  readonly method: Exclude<MfaKind, 'none'>
  /** The query of the login; the code comes with the same. */
  readonly search: string
  readonly service: string
  readonly expiresAt: number
  /** Masked; null while nothing was sent, and always for an app. */
  sentTo: string | null
  /** Null while nothing was sent, and always for an app. */
  code: string | null
  triesLeft: number
}

export interface Codes {
  begin(login: { search: string; service: string }, send: boolean): PendingMfa
  /** Sends another, which takes the place of the older one. */
  sendAgain(pending: PendingMfa): 'sent' | 'too-soon' | 'too-many'
  /** Whether that is the code. An app's is good for a minute and a half, once. */
  isRight(pending: PendingMfa, code: string): boolean
  /** A code that the account's app shows and that was not used yet. */
  ofAuthenticator(): string
}

const pendingMs = 10 * 60_000
const dayMs = 86_400_000
/** Two requests for a code are this far apart (AUTH 3.4, text of the page); what Garmin does sooner is unknown. */
const betweenCodesMs = 30_000

/** Codes of one account; `number` gives six digits that nobody can guess. */
export function createCodes(
  options: SimulatorOptions,
  account: Account,
  { now, number, inbox }: { now: () => number; number: () => string; inbox: Mail[] },
): Codes {
  const limit = options.codesPerDay ?? 5
  /** When a further code was asked for. */
  const requests: number[] = []
  let lastStep = Number.NEGATIVE_INFINITY
  const steps = () => stepsAt(now()).filter((step) => step > lastStep)

  function send(pending: PendingMfa): void {
    const sentTo = addressShown(account)
    if (sentTo === null) return
    const code = number()
    Object.assign(pending, { code, sentTo })
    inbox.push({ code, sentTo, at: now() })
    options.onCode?.(code, sentTo)
  }

  return {
    begin({ search, service }, sendNow) {
      const method = account.mfa === 'none' ? 'email' : account.mfa
      const triesLeft = options.mfaTries ?? 5
      const expiresAt = now() + pendingMs
      const pending: PendingMfa = { method, search, service, expiresAt, sentTo: null, code: null, triesLeft }
      if (sendNow) send(pending)
      return pending
    },
    sendAgain(pending) {
      const lastDay = requests.filter((at) => at > now() - dayMs)
      if (lastDay.length >= limit) return 'too-many'
      const soon = lastDay.some((at) => at > now() - betweenCodesMs)
      requests.push(now())
      send(pending)
      return soon ? 'too-soon' : 'sent'
    },
    isRight(pending, code) {
      if (pending.method !== 'totp') return code === pending.code
      const step = steps().find((one) => codeOfStep(account.authenticatorSecret, one) === code)
      // RFC 6238, 5.2: a code that was taken once is not taken again.
      if (step !== undefined) lastStep = step
      return step !== undefined
    },
    ofAuthenticator() {
      const [early, current, late] = stepsAt(now())
      const step = [current, late, early].find((one) => one !== undefined && one > lastStep)
      return codeOfStep(account.authenticatorSecret, step ?? Math.floor(now() / 30_000))
    },
  }
}
