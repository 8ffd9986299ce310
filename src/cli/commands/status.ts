import { defineCommand } from '../command.ts'
import { accountName, coverageSentence, statusLines } from '../status-text.ts'

/** Everything that matters on one screen. */
export const command = defineCommand({
  args: {},
  options: {},
  examples: [{ run: 'garminsync status', about: 'account, last run, coverage' }],
  async run({ connect, output }) {
    const { client } = await connect()
    const status = await client.status()
    const sentence = `${accountName(status)}: ${coverageSentence(status.datasets)}`
    return { sentence, data: status, lines: statusLines(status, output) }
  },
})
