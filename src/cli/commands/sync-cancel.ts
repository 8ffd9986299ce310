import { defineCommand } from '../command.ts'
import { findJob } from '../find-job.ts'
import { optional, text } from '../options.ts'

/** Stops a run at its next item. What was fetched stays. */
export const command = defineCommand({
  args: { job: optional('JOB', 'Default: the one under way.', text) },
  options: {},
  examples: [{ run: 'garminsync sync cancel', about: 'stops the run under way' }],
  async run({ args, connect }) {
    const { client } = await connect()
    const { job_id } = await findJob(client, args.job)
    const job = await client.syncCancel({ params: { job_id } })
    const sentence =
      job.status === 'cancelled'
        ? `Job ${job_id} is cancelled; what was fetched stays.`
        : `Job ${job_id} stops at its next item; what was fetched stays.`
    return { sentence, data: job }
  },
})
