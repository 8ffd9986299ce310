import { defineCommand } from '../command.ts'

/** Ends the session; with the home's own one the sign-in at Garmin is removed, too. Data stays. */
export const command = defineCommand({
  args: {},
  options: {},
  examples: [{ run: 'garminsync auth logout', about: 'ends the session' }],
  async run({ connect }) {
    const connection = await connect()
    const session = await connection.client.authSessionEnd()
    await connection.signedOut()
    return { sentence: 'Signed out; what was fetched stays.', data: session }
  },
})
