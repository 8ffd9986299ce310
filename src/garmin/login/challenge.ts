import { createHash } from 'node:crypto'
import { type Failure, fail, type Instant, isFailure, type Secret, toInstant } from '../../domain/index.ts'
import type { ChallengeStore, LoginStrategy, SignInChallenge, StoredChallenge, StrategyResult } from '../types.ts'
import { anotherCode } from './send-again.ts'

const lifeMs = 10 * 60_000
const tries = 3
const codeForm = /^[A-Za-z0-9]{1,16}$/

export function newChallenge(
  id: string,
  now: Instant,
  from: Extract<StrategyResult, { kind: 'mfa' }> & Pick<StoredChallenge, 'accountKey' | 'strategy' | 'region'>,
): StoredChallenge {
  const { accountKey, strategy, region, method, sentTo, state } = from
  const expiresAt = toInstant(now + lifeMs)
  const common = { challengeId: id, accountKey, strategy, region, method, sentTo, state }
  return { ...common, createdAt: now, expiresAt, attemptsLeft: tries, triedCodes: [] }
}

/** What the person is told of it; what the strategy needs stays behind. */
export function showChallenge(challenge: StoredChallenge, resend: LoginStrategy['resend']): SignInChallenge {
  const { challengeId, method, sentTo, expiresAt, attemptsLeft } = challenge
  const another = anotherCode(challenge, resend)
  return { kind: 'challenge', challengeId, method, sentTo, expiresAt, attemptsLeft, another }
}

/** The challenge with that id, or the newest. @throws auth.no-challenge, auth.challenge-expired (dropped) */
export async function findChallenge(store: ChallengeStore, id: string | null, now: Instant): Promise<StoredChallenge> {
  // Time 0 finds the newest even when it is over: "took too long" helps more than "there is none".
  const found = id === null ? ((await store.latest(now)) ?? (await store.latest(toInstant(0)))) : await store.find(id)
  if (!found) throw fail('auth.no-challenge')
  if (found.expiresAt > now) return found
  await store.delete(found.challengeId)
  throw fail('auth.challenge-expired')
}

/**
 * Sends one code. A code that was rejected before is not sent again but counts as a try; what cannot be a code, and a
 * try that Garmin did not judge (no connection, 5xx, a limit), cost none. The challenge is dropped after the third wrong
 * code, a lock, and its end at Garmin.
 * @throws auth.mfa-rejected with the tries left, auth.mfa-exhausted, and what `send` throws
 */
export async function tryCode<T>(
  store: ChallengeStore,
  challenge: StoredChallenge,
  code: Secret,
  send: () => Promise<T>,
): Promise<T> {
  const { challengeId } = challenge
  const mark = createHash('sha256').update(`${challengeId}:${code.open()}`).digest('hex')
  if (!codeForm.test(code.open())) throw rejected(challenge, challenge.attemptsLeft)
  try {
    if (challenge.triedCodes.includes(mark)) throw fail('auth.mfa-rejected')
    return await send()
  } catch (failure) {
    if (isFailure(failure, 'auth.challenge-expired') || isFailure(failure, 'auth.account-locked'))
      await store.delete(challengeId)
    if (!isFailure(failure, 'auth.mfa-rejected')) throw failure
    const attemptsLeft = challenge.attemptsLeft - 1
    if (attemptsLeft > 0) {
      await store.save({ ...challenge, attemptsLeft, triedCodes: [...challenge.triedCodes, mark] })
      throw rejected(challenge, attemptsLeft)
    }
    await store.delete(challengeId)
    throw fail('auth.mfa-exhausted')
  }
}

function rejected({ challengeId }: StoredChallenge, attemptsLeft: number): Failure {
  const words = attemptsLeft === 1 ? '1 try' : `${attemptsLeft} tries`
  return fail('auth.mfa-rejected', { attemptsLeft: words, attemptsLeftCount: attemptsLeft, challengeId })
}
