import type { ChallengeJson, Client, UserSessionJson } from '../../contract/index.ts'
import { Failure, isFailure } from '../../domain/index.ts'
import { hintOf } from '../failure-text.ts'
import type { Output } from '../output.ts'
import type { Prompts } from '../prompts.ts'
import { codeSource, isOwnCode } from './code-source.ts'

export interface CodeQuestion {
  readonly client: Pick<Client, 'authMfa' | 'authResend'>
  readonly prompts: Prompts
  readonly output: Pick<Output, 'tell'>
  /** Null = the newest that waits. */
  readonly challengeId: string | null
  /** What Garmin said of it, where that is known here. */
  readonly challenge: ChallengeJson | null
}

/** What is typed in place of a code, to have another one sent. */
const again = /^(again|resend)$/i

/**
 * Asks the person for the code until one is accepted; `again` has another one sent. The tries are counted by the API, which
 * ends this. @throws auth.mfa-exhausted, auth.challenge-expired, interrupted (the sign-in goes on waiting)
 */
export async function askForCode(question: CodeQuestion): Promise<UserSessionJson> {
  const { client, prompts, output, challengeId, challenge } = question
  const text = challenge === null ? 'Code from Garmin' : `Code from Garmin${codeSource(challenge)}`
  if (challenge === null || !isOwnCode(challenge))
    output.tell('No code yet? Look among the spam, too. Typing `again` asks for another one.')
  for (;;) {
    try {
      const typed = await prompts.ask(text)
      if (!again.test(typed)) return await client.authMfa({ body: { challenge_id: challengeId, code: typed } })
      output.tell(codeSent(await client.authResend({ body: { challenge_id: challengeId } })))
    } catch (thrown) {
      if (isFailure(thrown, 'interrupted')) throw leftWaiting(challengeId)
      if (isFailure(thrown, 'auth.mfa-rejected')) output.tell(thrown.message)
      else if (isFailure(thrown) && waits.has(thrown.code)) output.tell(`${thrown.message} ${hintOf(thrown)}`)
      else throw thrown
    }
  }
}

/** Refusals of another code after which the one that was sent is still good. */
const waits: ReadonlySet<string> = new Set(['auth.code-too-soon', 'auth.code-limit', 'auth.code-once', 'auth.code-own'])

/** Said after Garmin was asked for another code. The warning is Garmin's own (AUTH 2.3, 2.4). */
export function codeSent(challenge: ChallengeJson): string {
  const { attempts_left: left } = challenge
  const tries = left === 1 ? '1 try' : `${left} tries`
  return `Garmin was asked for another code${codeSource(challenge)}; only the newest one is good, ${tries} left. After several codes Garmin sends none for 24 hours.`
}

/** The person went away to look for the code. */
function leftWaiting(challengeId: string | null): Failure {
  const title = 'Interrupted; the sign-in waits for its code.'
  const which = challengeId === null ? '' : ` --challenge ${challengeId}`
  const hint = `Run \`garminsync auth mfa CODE${which}\` within 10 minutes.`
  return new Failure('interrupted', { challengeId: challengeId ?? undefined }, { title, hint })
}
