import type { ChallengeJson } from '../../contract/index.ts'
import { plain } from '../text.ts'

type Source = Pick<ChallengeJson, 'mfa_method' | 'sent_to'>

/** The person's own app makes the code: nothing is sent, and nothing can be sent again (AUTH 3.4). */
export function isOwnCode({ mfa_method }: Source): boolean {
  return /totp|authenticator/i.test(mfa_method)
}

/** Where the code is to be found, to stand behind "Garmin wants a code". */
export function codeSource(challenge: Source): string {
  if (isOwnCode(challenge)) return ' (open your authenticator app)'
  const { mfa_method, sent_to } = challenge
  // Garmin's doors call the same thing by these two names (AUTH 2.3, 3.4).
  const way = /^(phone|sms)$/i.test(mfa_method) ? 'SMS' : plain(mfa_method)
  return sent_to === null ? ` (sent by ${way})` : ` (sent by ${way} to ${plain(sent_to)})`
}
