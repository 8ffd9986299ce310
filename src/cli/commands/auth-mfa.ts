import { fail } from '../../domain/index.ts'
import { type Context, defineCommand, type Outcome } from '../command.ts'
import { flag, option, optional, text } from '../options.ts'
import { readFirstLine, secretOfCommand } from '../secret-input.ts'
import { askForCode, codeSent } from '../sign-in/ask-for-code.ts'
import { signedIn } from '../sign-in/signed-in.ts'

const args = { code: optional('CODE', 'The code that Garmin sent; - reads it from standard input.', text) } as const

/** Finishes a sign-in that stopped where Garmin wanted a code; the process that began it may be long gone. */
export const command = defineCommand({
  args,
  options: {
    challenge: option('ID', 'Which sign-in, where several wait. Default: the newest.', text),
    resend: flag('Ask Garmin for another code, where it has such a request; else say when to start again.'),
    'mfa-command': option('CMD', 'A command that prints the code.', text),
  },
  examples: [
    { run: 'garminsync auth mfa 123456', about: 'answers with a code' },
    { run: 'garminsync auth mfa - < code.txt', about: 'keeps the code out of the list of processes' },
    { run: 'garminsync auth mfa --resend', about: 'when no code came' },
  ],
  async run(context) {
    const { options, prompts, output, connect } = context
    const challengeId = options.challenge ?? null
    const given = [context.args.code !== undefined, options['mfa-command'] !== undefined, options.resend]
    if (given.filter(Boolean).length > 1)
      throw fail('usage.option', {
        detail: 'Give one of CODE, --mfa-command and --resend, not several.',
        command: 'auth mfa',
      })
    if (options.resend) {
      const { client } = await connect()
      return resent(await client.authResend({ body: { challenge_id: challengeId } }))
    }
    const code = await givenCode(context, options['mfa-command'])
    if (code !== null) {
      const connection = await connect()
      const session = await connection.client.authMfa({ body: { challenge_id: challengeId, code: code.trim() } })
      return signedIn(connection, session)
    }
    if (prompts === null)
      throw fail('usage.value', { detail: 'CODE is missing: the code that Garmin sent.', command: 'auth mfa' })
    const connection = await connect()
    const { client } = connection
    return signedIn(connection, await askForCode({ client, prompts, output, challengeId, challenge: null }))
  },
})

const resent = (challenge: Parameters<typeof codeSent>[0]): Outcome => ({
  sentence: `${codeSent(challenge)} Answer with \`garminsync auth mfa CODE\`.`,
  data: challenge,
})

/** Null where the person at the terminal is to be asked. @throws auth.input-needed */
async function givenCode(
  {
    args,
    terminal,
    prompts,
  }: Pick<Context<{ readonly code: string | undefined }, unknown>, 'args' | 'terminal' | 'prompts'>,
  command: string | undefined,
): Promise<string | null> {
  if (command !== undefined) return (await secretOfCommand(command, '--mfa-command', terminal.env)).open()
  if (args.code !== '-') return args.code ?? null
  if (prompts !== null) return null
  const line = await readFirstLine(terminal.stdin)
  if (!line?.trim()) throw fail('auth.input-needed', { detail: 'Standard input held no code.', how: 'CODE' })
  return line
}
