import { defineCommand } from '../command.ts'
import { duration } from '../text.ts'

/** Renews the credential towards Garmin, unless another process did a moment ago. */
export const command = defineCommand({
  args: {},
  options: {},
  examples: [{ run: 'garminsync auth refresh', about: 'renews the sign-in at Garmin' }],
  async run({ connect }) {
    const { client } = await connect()
    const token = await client.authTokenRefresh()
    return {
      sentence: `The sign-in is fresh: good for ${duration(token.expires_in)}, then renewed by itself.`,
      data: token,
    }
  },
})
