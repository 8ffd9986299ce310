import type { SyncJobJson } from '../contract/index.ts'
import { isFailure, isFinished, toFailure } from '../domain/index.ts'
import type { Context, Outcome } from './command.ts'
import type { Connection } from './connect.ts'
import { followJob, leftRunning, outcomeOf } from './follow-job.ts'
import { count } from './text.ts'

/**
 * Follows a run to its end, which is the command's. Ctrl-C stops a run of our own at its next item; one that was there
 * before, or that a server carries out, goes on unless the person says otherwise.
 */
export async function followToEnd(
  context: Context<unknown, unknown>,
  connection: Connection,
  job: SyncJobJson,
  isNew: boolean,
): Promise<Outcome> {
  const { interrupts, output, prompts } = context
  const { client, server } = connection
  const leave = new AbortController()
  const onInterrupt = () => {
    if (!isNew || server !== null) return leave.abort()
    output.note('Stopping at the next item; Ctrl-C again stops at once.')
    cancel(connection, job).catch((thrown: unknown) => output.failure(toFailure(thrown)))
  }
  const seen = await interrupts.during(onInterrupt, () => followJob(context, client, job, leave.signal))
  if (!leave.signal.aborted || isFinished(seen.status)) return outcomeOf(seen)
  const choice =
    server === null || prompts === null
      ? 'leave'
      : await prompts.choose(`Job ${job.job_id} is at ${count(seen.progress)} %. What shall become of it?`, [
          { value: 'leave', label: 'leave it running' },
          { value: 'cancel', label: 'cancel it' },
        ])
  if (choice === 'leave') return leftRunning(seen)
  await cancel(connection, job)
  return outcomeOf(await followJob(context, client, seen))
}

async function cancel({ client }: Connection, job: SyncJobJson): Promise<void> {
  try {
    await client.syncCancel({ params: { job_id: job.job_id } })
  } catch (thrown) {
    // It ended just before.
    if (!isFailure(thrown, 'job.not-running')) throw thrown
  }
}
