import { defineCommand } from '../command.ts'
import { tookSeconds, totals } from '../job-text.ts'
import { option, rowLimit } from '../options.ts'
import { collect, defaultLimit } from '../rows.ts'
import { table } from '../table.ts'
import { count, duration, localTime, plural } from '../text.ts'

/** The latest runs, newest first. */
export const command = defineCommand({
  args: {},
  options: { limit: option('N|all', `How many. Default: ${defaultLimit}.`, rowLimit) },
  examples: [{ run: 'garminsync sync list --limit 5', about: 'the last five runs' }],
  async run({ options, connect, output }) {
    const { client } = await connect()
    const { items } = await collect(options.limit ?? defaultLimit, (query) => client.syncJobs({ query }))
    const lines = table(
      items,
      [
        { title: 'JOB', cell: (job) => job.job_id },
        { title: 'ASKED', cell: (job) => localTime(job.created_at) },
        { title: 'TYPE', cell: (job) => job.sync_type },
        { title: 'STATUS', cell: (job) => job.status },
        { title: 'NEW', cell: (job) => count(totals(job).fetched), right: true },
        { title: 'REQUESTS', cell: (job) => count(job.requests), right: true },
        { title: 'TOOK', cell: (job) => duration(tookSeconds(job)), right: true },
        { title: 'ERROR', cell: (job) => job.error_code ?? '', flexible: true },
      ],
      output,
    )
    const sentence =
      items.length === 0 ? 'There is no run yet; start one with `garminsync sync`.' : `${plural(items.length, 'run')}.`
    return { sentence, data: items, lines }
  },
})
