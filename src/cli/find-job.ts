import type { Client, SyncJobJson } from '../contract/index.ts'
import { fail } from '../domain/index.ts'

/** The job meant: the one named, else the one under way, else the newest. @throws job.not-found, job.none */
export async function findJob(client: Client, jobId: string | undefined): Promise<SyncJobJson> {
  if (jobId !== undefined) return client.syncJob({ params: { job_id: jobId } })
  const { items } = await client.syncJobs({ query: { limit: 20 } })
  const found =
    items.find((job) => job.status === 'running') ?? items.find((job) => job.status === 'pending') ?? items[0]
  if (!found) throw fail('job.none')
  return found
}
