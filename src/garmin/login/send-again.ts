import { type Clock, fail, isFailure, toInstant } from '../../domain/index.ts'
import type { ChallengeStore, LoginStrategy, StoredChallenge } from '../types.ts'

/** Where a door knows no second code, starting again brings one; at most this often (AUTH 2.4). */
const startAgainMs = 5 * 60_000

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
  if (/totp|authenticator/i.test(challenge.method)) throw fail('auth.code-own')
  const askedAt = challenge.codeAskedAt ?? challenge.createdAt
  const { challengeId } = challenge
  if (resend === undefined) {
    const startAgain = toInstant(askedAt + startAgainMs)
    throw fail('auth.code-once', { retryAt: clock() < startAgain ? startAgain : null, challengeId })
  }
  if (challenge.codesOver === true) throw fail('auth.code-limit', { challengeId })
  const next = toInstant(askedAt + resend.everyMs)
  if (clock() < next) throw fail('auth.code-too-soon', { retryAt: next, challengeId })
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
