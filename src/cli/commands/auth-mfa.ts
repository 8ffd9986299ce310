import { fail } from '../../domain/index.ts'
import { defineCommand } from '../command.ts'
import { option, required, text } from '../options.ts'
import { readFirstLine } from '../secret-input.ts'
import { signedIn } from '../signed-in.ts'

/** Finishes a sign-in that stopped where Garmin wanted a code; the process that began it may be long gone. */
export const command = defineCommand({
  args: { code: required('CODE', 'The code that Garmin sent; - reads it from standard input.', text) },
  options: { challenge: option('ID', 'Which sign-in, where several wait. Default: the newest.', text) },
  examples: [
    { run: 'garminsync auth mfa 123456', about: 'answers with a code' },
    { run: 'garminsync auth mfa - < code.txt', about: 'keeps the code out of the list of processes' },
  ],
  async run({ args, options, terminal, prompts, connect }) {
    const code = args.code === '-' ? await (prompts?.ask('Code') ?? readFirstLine(terminal.stdin)) : args.code
    if (!code?.trim()) throw fail('auth.input-needed', { detail: 'Standard input held no code.', how: 'CODE' })
    const connection = await connect()
    const session = await connection.client.authMfa({
      body: { challenge_id: options.challenge ?? null, code: code.trim() },
    })
    return signedIn(connection, session)
  },
})
