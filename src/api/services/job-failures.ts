import type { z } from '@hono/zod-openapi'
import type { JobItemJson, routes } from '../../contract/index.ts'
import { type JobFailure, type Json, toRfc3339, type UserId } from '../../domain/index.ts'
import type { StoredJob } from '../../store/index.ts'
import { failureWords, itemTitle } from '../wire.ts'
import type { ApiServices } from './types.ts'

type Page = z.output<(typeof routes.syncItems.responses)[200]['content']['application/json']['schema']>

/** What failed in a job, with what has become of it since. */
export async function failuresOf(
  { store, catalogue, scheduler }: Pick<ApiServices, 'store' | 'catalogue' | 'scheduler'>,
  job: StoredJob,
  page: { limit: number; cursor: string | null },
): Promise<Page> {
  const { failures, nextCursor } = await store.jobs.failures(job.job_id, page)
  const retryAt = toRfc3339((await scheduler.view(job.user_id)).next?.at ?? null)
  const titleOf = (name: string) => catalogue.find((dataset) => dataset.name === name)?.title ?? name
  const items: JobItemJson[] = []
  for (const failure of failures) {
    const { dataset, key, day, code } = failure
    const [entry] = await store.ledger.find(job.user_id, dataset, [key])
    const now = entry?.state ?? 'missing'
    const name = await nameOf({ store, catalogue }, job.user_id, failure)
    items.push({
      ...{ dataset, key, day, code, ...failureWords(failure) },
      title: name === null ? itemTitle(failure, titleOf) : `${titleOf(dataset)}: ${name}`,
      state: 'failed',
      now,
      attempts: entry?.attempts ?? 0,
      retry_at: now === 'failed' ? retryAt : null,
    })
  }
  return { items, next_cursor: nextCursor }
}

/** What a person called the activity or workout; null for everything else. */
async function nameOf(
  { store, catalogue }: Pick<ApiServices, 'store' | 'catalogue'>,
  userId: UserId,
  { dataset, key }: JobFailure,
): Promise<string | null> {
  const per = catalogue.find(({ name }) => name === dataset)?.forms[0].per
  if (per?.kind !== 'item' || per.each !== undefined || !/^\d{1,19}$/.test(key)) return null
  const table = catalogue.find(({ name }) => name === per.of)?.tables.find(({ columns }) => 'name' in columns)
  const column = table?.key.length === 1 ? table.key[0] : undefined
  if (table === undefined || column === undefined || table.columns[column] !== 'id') return null
  const name: Json | undefined = (await store.rows.one(table, userId, { [column]: key }))?.name
  return typeof name === 'string' && name !== '' ? name : null
}
