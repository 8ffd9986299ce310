import { defineCommand } from '../command.ts'
import { option, text } from '../options.ts'

/** Ends the session, or another client's; with the home's own one the sign-in at Garmin is removed, too. Data stays. */
export const command = defineCommand({
  args: {},
  options: { session: option('ID', 'Sign another client out: an id of `auth status --sessions`.', text) },
  examples: [
    { run: 'garminsync auth logout', about: 'ends the session' },
    { run: 'garminsync auth logout --session ID', about: 'ends the session of another client' },
  ],
  async run({ options, connect }) {
    const connection = await connect()
    if (options.session !== undefined) {
      const ended = await connection.client.authSessionEndOne({ params: { session_id: options.session } })
      return { sentence: `Session ${ended.session_id} has ended.`, data: ended }
    }
    const session = await connection.client.authSessionEnd()
    await connection.signedOut()
    return { sentence: 'Signed out; what was fetched stays.', data: session }
  },
})
