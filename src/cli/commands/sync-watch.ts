import { isFinished } from '../../domain/index.ts'
import { defineCommand } from '../command.ts'
import { findJob } from '../find-job.ts'
import { followJob, leftRunning, outcomeOf } from '../follow-job.ts'
import { optional, text } from '../options.ts'

/** Follows a run of any process, or of a server, and ends as it ends. Ctrl-C ends the watching only. */
export const command = defineCommand({
  args: { job: optional('JOB', 'Default: the one under way, else the newest.', text) },
  options: {},
  examples: [{ run: 'garminsync sync watch', about: 'follows the run under way' }],
  async run(context) {
    const { client } = await context.connect()
    const job = await findJob(client, context.args.job)
    const leave = new AbortController()
    const seen = await context.interrupts.during(
      () => leave.abort(),
      () => followJob(context, client, job, leave.signal),
    )
    return isFinished(seen.status) ? outcomeOf(seen) : leftRunning(seen)
  },
})
