import type { UserSessionJson } from '../../contract/index.ts'
import { type ErrorCode, isFailure } from '../../domain/index.ts'
import { hintOf } from '../failure-text.ts'
import type { Prompts } from '../prompts.ts'

/** Refusals that leave the person's own browser free (AUTH section 14). */
const browserHelps: ReadonlySet<ErrorCode> = new Set([
  'auth.captcha',
  'auth.browser-needed',
  'auth.child-account',
  'auth.login-limited',
  'auth.token-refused',
  'auth.unknown-answer',
])

/**
 * Signs in; where Garmin refuses what a browser may still get, the person at the terminal is asked whether to go on there.
 * Nothing is tried without their word. @throws the refusal, when they would rather not or nobody can be asked
 */
export async function orInBrowser<T>(
  prompts: Prompts | null,
  signIn: () => Promise<T>,
  inBrowser: () => Promise<UserSessionJson>,
): Promise<T | UserSessionJson> {
  try {
    return await signIn()
  } catch (refused) {
    if (prompts === null || !isFailure(refused) || !browserHelps.has(refused.code)) throw refused
    const question = `${refused.message} ${hintOf(refused)}\nGo on in your own browser?`
    const answer = await prompts
      .choose(question, [
        { value: 'yes', label: 'yes' },
        { value: 'no', label: 'no' },
      ])
      .catch(() => 'no')
    if (answer === 'no') throw refused
    return inBrowser()
  }
}
