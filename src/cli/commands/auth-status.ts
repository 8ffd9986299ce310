import { fail } from '../../domain/index.ts'
import { defineCommand } from '../command.ts'
import { accountName, signInLines } from '../status-text.ts'
import { pairs } from '../table.ts'

/** Who is signed in, until when, and when a next sign-in is possible; exit 4 when nobody is. */
export const command = defineCommand({
  args: {},
  options: {},
  examples: [{ run: 'garminsync auth status', about: 'who, until when' }],
  async run({ connect, output }) {
    const { client } = await connect()
    const [status, session] = [await client.status(), await client.authSession()]
    const lines = pairs(signInLines(status), output.colors)
    const sentence = `Signed in as ${accountName(status)}.`
    if (status.signed_in) return { sentence, data: session, lines }
    const failure = fail(status.sign_in_needed_reason ?? 'auth.sign-in-needed', { who: '' })
    return { sentence, data: session, lines, failure }
  },
})
