import type { Client, SyncJobJson } from '../contract/index.ts'
import { Failure, isFinished, parseRfc3339 } from '../domain/index.ts'
import type { Context, Outcome } from './command.ts'
import { jobSentence } from './job-text.ts'
import { createProgress } from './progress.ts'
import { plain } from './text.ts'

/** Shows a job until it has ended, or until `signal` is aborted; gives it as it was last seen. */
export async function followJob(
  context: Pick<Context<unknown, unknown>, 'output' | 'clock'>,
  client: Client,
  job: SyncJobJson,
  signal?: AbortSignal,
): Promise<SyncJobJson> {
  const { output, clock } = context
  const progress = createProgress(output, clock)
  let latest = job
  progress.update(job)
  try {
    if (isFinished(job.status)) return job
    for await (const { data } of client.syncEvents({ params: { job_id: job.job_id }, signal })) {
      if (data.type === 'note') {
        output.note(`${plain(data.dataset)}: ${plain(data.text)}`)
        continue
      }
      if (data.type === 'waiting') {
        const until = parseRfc3339(data.until)
        if (until !== null) progress.waiting(until, data.reason)
      } else {
        latest = data.job
        progress.update(latest)
      }
    }
    // The stream may have ended for another reason than the job.
    return isFinished(latest.status) || signal?.aborted ? latest : client.syncJob({ params: { job_id: job.job_id } })
  } finally {
    progress.end()
  }
}

/** A run that was followed to its end, as the end of the command: its failure is the command's. */
export function outcomeOf(job: SyncJobJson): Outcome {
  const sentence = jobSentence(job)
  const ended = { sentence, data: job }
  if (job.status === 'cancelled')
    return { ...ended, failure: new Failure('interrupted', { jobId: job.job_id }, { title: sentence }) }
  if (job.status === 'failed') return { ...ended, failure: failureOf(job) }
  return ended
}

/** The failure that a job ended with, in the words it was given then. */
function failureOf(job: SyncJobJson): Failure {
  const retryAt = job.retry_at === null ? null : parseRfc3339(job.retry_at)
  const title = job.error_message === null ? {} : { title: job.error_message }
  return new Failure(job.error_code ?? 'internal', { jobId: job.job_id, retryAt, detail: 'no reason is known' }, title)
}

/** The command ends here, the run does not. */
export function leftRunning(job: SyncJobJson): Outcome {
  const title = `Job ${job.job_id} goes on without this command.`
  const hint = 'Follow it with `garminsync sync watch`, or stop it with `garminsync sync cancel`.'
  return { sentence: title, data: job, failure: new Failure('interrupted', { jobId: job.job_id }, { title, hint }) }
}
