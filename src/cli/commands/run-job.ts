import { defineCommand } from '../command.ts'
import { required, text } from '../options.ts'

/** The other half of `sync --detach`: carries out a job in a process of its own. */
export const command = defineCommand({
  args: { job: required('JOB', 'The job.', text) },
  options: {},
  examples: [],
  localOnly: true,
  async run({ args, app }) {
    const { runJob } = await app()
    await runJob(args.job)
    return { sentence: `Job ${args.job} has ended.` }
  },
})
