import type { ChallengeJson, Client, UserSessionJson } from '../../contract/index.ts'
import { Failure, fail, isFailure, regions } from '../../domain/index.ts'
import { type Context, defineCommand, type Outcome } from '../command.ts'
import type { Connection } from '../connect.ts'
import { flag, oneOf, option, text } from '../options.ts'
import { secretOfCommand } from '../secret-input.ts'
import { askForCode } from '../sign-in/ask-for-code.ts'
import { signInByBrowser } from '../sign-in/browser-login.ts'
import { codeSource } from '../sign-in/code-source.ts'
import { readCredentials } from '../sign-in/credentials.ts'
import { orInBrowser } from '../sign-in/offer-browser.ts'
import { signedIn } from '../sign-in/signed-in.ts'
import type { Terminal } from '../terminal.ts'

const options = {
  email: option('EMAIL', 'The address of the Garmin account (GARMINSYNC_EMAIL).', text),
  region: option('REGION', 'com, or cn for accounts in China. Default: com.', oneOf(regions)),
  method: option(
    'METHOD',
    'The way in: password, browser (your own), or the older doors widget and portal. Default: password.',
    oneOf(['password', 'browser', 'widget', 'portal']),
  ),
  page: option(
    'WHEN',
    'With --method browser, a small page on this machine that takes the ticket: on, off, or auto (at a terminal with a desktop). Default: auto.',
    oneOf(['auto', 'on', 'off']),
  ),
  'password-stdin': flag('Read the password from the first line of standard input.'),
  'mfa-code': option('CODE', 'The code of an authenticator app, for scripts.', text),
  'mfa-command': option('CMD', 'A command that prints the code once Garmin has sent it.', text),
} as const

type LoginContext = Context<
  unknown,
  { readonly 'mfa-code'?: string | undefined; readonly 'mfa-command'?: string | undefined }
>

/** Signs in. A failed try changes nothing; where a code is wanted and nobody can give it, the challenge is kept. */
export const command = defineCommand({
  args: {},
  options,
  examples: [
    { run: 'garminsync auth login', about: 'asks for e-mail, password and code' },
    {
      run: 'garminsync auth login --email me@example.org --password-stdin < password.txt',
      about: 'without a terminal',
    },
    { run: 'garminsync auth login --method browser', about: "on Garmin's own page, in your own browser" },
  ],
  async run(context) {
    const { prompts } = context
    const { method, region = 'com', page = 'auto' } = context.options
    const inBrowser = ({ client }: Connection) =>
      signInByBrowser({ ...context, client, region: context.options.region, page })
    if (method === 'browser') {
      const connection = await context.connect()
      return signedIn(connection, await inBrowser(connection))
    }
    const { email, password } = await readCredentials(context, {
      email: context.options.email,
      passwordFromStdin: context.options['password-stdin'],
    })
    const connection = await context.connect()
    const { client } = connection
    const byPassword = async () => {
      const answer = await client.authLogin({ body: { email, password: password.open(), region, method } })
      if (answer.status === 200) return answer.body
      return (await answerChallenge(context, client, answer.body)) ?? answer.body
    }
    const came = await orInBrowser(prompts, byPassword, () => inBrowser(connection))
    return 'challenge_id' in came ? waiting(context, connection, came) : signedIn(connection, came)
  },
})

/** The session once a code was accepted; null where there is nobody to give one. */
async function answerChallenge(
  { options, prompts, output, terminal }: LoginContext,
  client: Client,
  challenge: ChallengeJson,
): Promise<UserSessionJson | null> {
  const challengeId = challenge.challenge_id
  const send = (code: string) => client.authMfa({ body: { challenge_id: challengeId, code } })
  const command = options['mfa-command']
  if (command !== undefined) return send(await codeOfCommand(command, terminal.env, challenge))
  if (options['mfa-code'] !== undefined) return send(options['mfa-code'])
  return prompts === null ? null : askForCode({ client, prompts, output, challengeId, challenge })
}

/** A command that gave no code leaves the sign-in waiting for one, as if nobody had been there. */
async function codeOfCommand(command: string, env: Terminal['env'], challenge: ChallengeJson): Promise<string> {
  try {
    return (await secretOfCommand(command, '--mfa-command', env)).open()
  } catch (thrown) {
    if (!isFailure(thrown, 'auth.input-needed')) throw thrown
    const needed = codeNeeded(challenge)
    throw new Failure(needed.code, needed.data, { title: `${thrown.message} ${needed.message}`, hint: needed.hint })
  }
}

function waiting({ output }: LoginContext, { server }: Connection, challenge: ChallengeJson): Outcome {
  // A server does not know which of its visitors asks; only this home remembers which sign-in waits there.
  if (server !== null)
    output.note(`From another machine: \`garminsync auth mfa CODE --challenge ${challenge.challenge_id}\`.`)
  const failure = codeNeeded(challenge)
  return { sentence: failure.message, data: challenge, failure }
}

const codeNeeded = (challenge: ChallengeJson) =>
  fail('auth.mfa-needed', { sentTo: codeSource(challenge), challengeId: challenge.challenge_id })
