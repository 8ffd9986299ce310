import { defineCommand } from '../command.ts'
import { findJob } from '../find-job.ts'
import { jobLines, jobSentence } from '../job-text.ts'
import { optional, text } from '../options.ts'

/** How a run of any process, or of a server, is doing. */
export const command = defineCommand({
  args: { job: optional('JOB', 'Default: the one under way, else the newest.', text) },
  options: {},
  examples: [{ run: 'garminsync sync status', about: 'the run under way, or the newest' }],
  async run({ args, connect, output }) {
    const { client } = await connect()
    const job = await findJob(client, args.job)
    return { sentence: jobSentence(job), data: job, lines: jobLines(job, output) }
  },
})
