import { defineCommand } from '../command.ts'
import { flag, option, optional, rowLimit, text } from '../options.ts'
import { collect, defaultLimit } from '../rows.ts'
import { coverageLines, coverageSentence } from '../status-text.ts'
import { table } from '../table.ts'
import { count, plural } from '../text.ts'

/** What the ledger knows: there, empty at the source, open to change, failed, never asked. */
export const command = defineCommand({
  args: { dataset: optional('DATASET', 'Only this one, such as sleep.', text) },
  options: {
    gaps: flag('List the days and items that failed or were never asked.'),
    limit: option('N|all', `How many gaps. Default: ${defaultLimit}.`, rowLimit),
  },
  examples: [
    { run: 'garminsync coverage', about: 'one line for each dataset' },
    { run: 'garminsync coverage sleep --gaps', about: 'the nights that are not there' },
  ],
  async run({ args, options, connect, output }) {
    const { client } = await connect()
    const { dataset } = args
    if (!options.gaps) {
      const { items } = await client.coverage({ query: { dataset } })
      return { sentence: coverageSentence(items), data: items, lines: coverageLines(items, output) }
    }
    const { items, more } = await collect(options.limit ?? defaultLimit, (paging) =>
      client.coverageGaps({ query: { dataset, ...paging } }),
    )
    const lines = table(
      items,
      [
        { title: 'DATASET', cell: (gap) => gap.dataset },
        { title: 'ITEM', cell: (gap) => gap.item },
        { title: 'STATE', cell: (gap) => gap.state },
        { title: 'REASON', cell: (gap) => gap.reason ?? '', flexible: true },
      ],
      output,
    )
    if (items.length === 0) return { sentence: 'No gaps.', data: items, lines }
    const rest = more
      ? `The first ${count(items.length)} gaps; --limit all shows every one.`
      : `${plural(items.length, 'gap')}.`
    return { sentence: rest, data: items, lines }
  },
})
