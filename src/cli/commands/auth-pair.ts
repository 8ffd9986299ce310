import { fail } from '../../domain/index.ts'
import { defineCommand } from '../command.ts'
import { optional, text } from '../options.ts'
import { readFirstLine } from '../secret-input.ts'
import { signedIn } from '../sign-in/signed-in.ts'
import { localTime } from '../text.ts'

/** A session for another client without another sign-in at Garmin: prints a code, or takes one. */
export const command = defineCommand({
  args: { code: optional('CODE', 'A code from another machine; - reads it from standard input.', text) },
  options: {},
  examples: [
    { run: 'garminsync auth pair', about: 'prints a code, good once and for a minute' },
    { run: 'garminsync --server http://127.0.0.1:8787 auth pair CODE', about: 'takes it, from another home' },
  ],
  async run({ args, terminal, prompts, connect }) {
    const connection = await connect()
    if (args.code !== undefined) {
      const code = args.code === '-' ? await (prompts?.ask('Code') ?? readFirstLine(terminal.stdin)) : args.code
      if (!code?.trim()) throw fail('auth.input-needed', { detail: 'Standard input held no code.', how: 'CODE' })
      return signedIn(connection, await connection.client.authPairRedeem({ body: { code: code.trim() } }))
    }
    const pairing = await connection.client.authPair()
    const where = connection.server ?? 'ADDRESS'
    const serve = connection.server === null ? ' ADDRESS is what `garminsync serve` prints.' : ''
    return {
      sentence: `Good once, until ${localTime(pairing.expires_at)}: \`garminsync --server ${where} auth pair CODE\`.${serve}`,
      data: pairing,
      lines: [pairing.code, ...(pairing.url === null ? [] : [pairing.url])],
    }
  },
})
