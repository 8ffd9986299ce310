import { type Clock, fail, isFailure, toInstant } from '../../domain/index.ts'
import type { ChallengeStore, LoginStrategy, SignInChallenge, StoredChallenge } from '../types.ts'

/** Where a door knows no second code, starting again brings one; at most this often (AUTH 2.4). */
const startAgainMs = 5 * 60_000
/** Methods whose code the person's own device makes. */
const ownCode = /totp|authenticator/i

/** How another code would come, and from when on; null where none does. */
export function anotherCode(challenge: StoredChallenge, resend: LoginStrategy['resend']): SignInChallenge['another'] {
  if (ownCode.test(challenge.method) || challenge.codesOver === true) return null
  const askedAt = challenge.codeAskedAt ?? challenge.createdAt
  return resend === undefined
    ? { by: 'start-again', from: toInstant(askedAt + startAgainMs) }
    : { by: 'resend', from: toInstant(askedAt + resend.everyMs) }
}

/**
 * Asks for another code, never faster than Garmin's own page lets a person, and not again once it said no.
 * @throws auth.code-once (start again, from then on; null = now), auth.code-too-soon, auth.code-limit, auth.code-own
 */
export async function sendAgain(
  { challenges, clock }: { challenges: ChallengeStore; clock: Clock },
  challenge: StoredChallenge,
  resend: LoginStrategy['resend'],
  signal: AbortSignal,
): Promise<StoredChallenge> {
  const { challengeId } = challenge
  const another = anotherCode(challenge, resend)
  if (another === null)
    throw ownCode.test(challenge.method) ? fail('auth.code-own') : fail('auth.code-limit', { challengeId })
  const { from } = another
  if (resend === undefined) throw fail('auth.code-once', { retryAt: clock() < from ? from : null, challengeId })
  if (clock() < from) throw fail('auth.code-too-soon', { retryAt: from, challengeId })
  try {
    const state = await resend.send({ state: challenge.state, region: challenge.region, signal })
    const sent = { ...challenge, state, codeAskedAt: clock() }
    await challenges.save(sent)
    return sent
  } catch (failure) {
    if (isFailure(failure, 'auth.code-limit')) await challenges.save({ ...challenge, codesOver: true })
    throw failure
  }
}
