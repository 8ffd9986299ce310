import type { ChallengeJson, Client, UserSessionJson } from '../../contract/index.ts'
import { Failure, fail, isFailure, regions, type Secret } from '../../domain/index.ts'
import { signInByBrowser } from '../browser-login.ts'
import { type Context, defineCommand, type Outcome } from '../command.ts'
import type { Connection } from '../connect.ts'
import { readCredentials } from '../credentials.ts'
import { flag, oneOf, option, text } from '../options.ts'
import { secretOfCommand } from '../secret-input.ts'
import { signedIn } from '../signed-in.ts'
import { plain } from '../text.ts'

const options = {
  email: option('EMAIL', 'The address of the Garmin account (GARMINSYNC_EMAIL).', text),
  region: option('REGION', 'com, or cn for accounts in China. Default: com.', oneOf(regions)),
  method: option(
    'METHOD',
    'The way in: password, browser (your own), or the older doors widget and portal. Default: password.',
    oneOf(['password', 'browser', 'widget', 'portal']),
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
    const { method, region } = context.options
    if (method === 'browser') {
      const connection = await context.connect()
      return signedIn(connection, await signInByBrowser({ ...context, client: connection.client, region }))
    }
    const { email, password } = await readCredentials(context, {
      email: context.options.email,
      passwordFromStdin: context.options['password-stdin'],
    })
    const connection = await context.connect()
    const answer = await connection.client.authLogin({
      body: { email, password: password.open(), region: region ?? 'com', method },
    })
    if (answer.status === 200) return signedIn(connection, answer.body)
    const session = await answerChallenge(context, connection.client, answer.body)
    return session === null ? waiting(context, connection, answer.body) : signedIn(connection, session)
  },
})

/** The session once a code was accepted; null where there is nobody to give one. */
async function answerChallenge(
  context: LoginContext,
  client: Client,
  challenge: ChallengeJson,
): Promise<UserSessionJson | null> {
  const { options, prompts, output } = context
  const send = (code: string) => client.authMfa({ body: { challenge_id: challenge.challenge_id, code } })
  const given = await codeOfOptions(context)
  if (given !== null) return send(given.open())
  if (options['mfa-code'] !== undefined) return send(options['mfa-code'])
  if (prompts === null) return null
  // The API counts the tries and ends this with auth.mfa-exhausted.
  for (;;) {
    try {
      return await send(await prompts.ask(`Code from Garmin${sentTo(challenge)}`))
    } catch (thrown) {
      if (isFailure(thrown, 'interrupted')) throw leftWaiting(challenge)
      if (!isFailure(thrown, 'auth.mfa-rejected')) throw thrown
      output.tell(thrown.message)
    }
  }
}

async function codeOfOptions({ options, terminal }: LoginContext): Promise<Secret | null> {
  const command = options['mfa-command']
  return command === undefined ? null : secretOfCommand(command, '--mfa-command', terminal.env)
}

function waiting({ output }: LoginContext, { server }: Connection, challenge: ChallengeJson): Outcome {
  const id = challenge.challenge_id
  // A server does not know which of its visitors asks; in process the newest challenge is meant.
  if (server !== null) output.note(`Finish it with \`garminsync auth mfa CODE --challenge ${id}\`.`)
  const failure = fail('auth.mfa-needed', { sentTo: sentTo(challenge), challengeId: id })
  return { sentence: failure.message, data: challenge, failure }
}

/** The person went away to look for the code. */
function leftWaiting({ challenge_id }: ChallengeJson): Failure {
  const title = 'Interrupted; the sign-in waits for its code.'
  const hint = `Run \`garminsync auth mfa CODE --challenge ${challenge_id}\` within 10 minutes.`
  return new Failure('interrupted', { challengeId: challenge_id }, { title, hint })
}

function sentTo({ mfa_method, sent_to }: ChallengeJson): string {
  return sent_to === null ? ` (${plain(mfa_method)})` : ` (sent by ${plain(mfa_method)} to ${plain(sent_to)})`
}
