import type { ChallengeJson } from '../contract/index.ts'
import { plain } from './text.ts'

type Source = Pick<ChallengeJson, 'mfa_method' | 'sent_to'>

/** The person's own app makes the code: nothing is sent, and nothing can be sent again (AUTH 3.4). */
export function isOwnCode({ mfa_method }: Source): boolean {
  return /totp|authenticator/i.test(mfa_method)
}

/** Where the code is to be found, to stand behind "Garmin wants a code". */
export function codeSource(challenge: Source): string {
  if (isOwnCode(challenge)) return ' (open your authenticator app)'
  const { mfa_method, sent_to } = challenge
  return sent_to === null ? ` (sent by ${plain(mfa_method)})` : ` (sent by ${plain(mfa_method)} to ${plain(sent_to)})`
}
