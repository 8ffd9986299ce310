import { defineCommand } from '../command.ts'
import { healthLines } from '../health-text.ts'
import { day, optional } from '../options.ts'

/** One day from the store; works offline. */
export const command = defineCommand({
  args: { day: optional('DAY', '2026-01-31, yesterday, -7d. Default: today where the account is.', day) },
  options: {},
  examples: [
    { run: 'garminsync health show', about: 'today' },
    { run: 'garminsync health show 2026-01-31 --json', about: 'a day, for programs' },
  ],
  async run({ args, connect, output }) {
    const { client } = await connect()
    const found = await client.healthDay({ params: { day: args.day?.word ?? 'today' } })
    const states = Object.values(found.states)
    const present = states.filter(({ state }) => state === 'present').length
    const sentence =
      present === 0
        ? `${found.day}: nothing is here for this day.`
        : `${found.day}: ${present} of ${states.length} parts have data.`
    return { sentence, data: found, lines: healthLines(found, output.colors) }
  },
})
