import { defineCommand } from '../command.ts'
import { accountName, coverageSentence, endWarning, statusLines } from '../status-text.ts'

/** Everything that matters on one screen. */
export const command = defineCommand({
  args: {},
  options: {},
  examples: [{ run: 'garminsync status', about: 'account, last run, coverage' }],
  async run({ connect, output, clock }) {
    const { client } = await connect()
    const status = await client.status()
    const warning = endWarning(status, clock())
    if (warning !== null) output.tell(warning)
    const sentence = `${accountName(status)}: ${coverageSentence(status.datasets)}`
    return { sentence, data: status, lines: statusLines(status, output) }
  },
})
