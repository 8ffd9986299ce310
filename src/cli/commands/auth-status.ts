import type { UserSessionJson } from '../../contract/index.ts'
import { fail } from '../../domain/index.ts'
import { defineCommand } from '../command.ts'
import { flag } from '../options.ts'
import { accountName, endWarning, signInLines } from '../status-text.ts'
import { pairs, table } from '../table.ts'
import { localTime } from '../text.ts'

/** Who is signed in, until when, and when a next sign-in is possible; exit 4 when nobody is. */
export const command = defineCommand({
  args: {},
  options: { sessions: flag('List every client that is signed in here, too.') },
  examples: [
    { run: 'garminsync auth status', about: 'who, until when' },
    { run: 'garminsync auth status --sessions', about: 'and every client, to end one with `auth logout --session`' },
  ],
  async run({ options, connect, output, clock }) {
    const { client } = await connect()
    const [status, session] = [await client.status(), await client.authSession()]
    const sessions = options.sessions === true ? (await client.authSessions()).items : null
    const lines = [
      ...pairs(signInLines(status), output.colors),
      ...(sessions === null ? [] : ['', ...sessionLines(sessions, session.session_id, output)]),
    ]
    const warning = endWarning(status, clock())
    if (warning !== null) output.tell(warning)
    const sentence = `Signed in as ${accountName(status)}.`
    const data = sessions ?? session
    if (status.signed_in) return { sentence, data, lines }
    const failure = fail(status.sign_in_needed_reason ?? 'auth.sign-in-needed', { who: '' })
    return { sentence, data, lines, failure }
  },
})

function sessionLines(sessions: readonly UserSessionJson[], own: string, output: Parameters<typeof table>[2]) {
  return table(
    sessions,
    [
      { title: '', cell: (row) => (row.session_id === own ? '*' : ' ') },
      { title: 'SESSION', cell: (row) => row.session_id },
      { title: 'STATE', cell: (row) => row.status },
      { title: 'LAST USED', cell: (row) => localTime(row.last_used_at) },
      { title: 'SINCE', cell: (row) => localTime(row.created_at) },
    ],
    output,
  )
}
