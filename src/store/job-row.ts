import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import { jobTitle, notLive, type SyncScope } from '../domain/index.ts'
import { type Database, toId } from './database.ts'
import { idText } from './sql.ts'
import type { StoredJob } from './types.ts'

const columns = [
  'job_id',
  'status',
  'sync_type',
  'scope',
  'session_id',
  'progress',
  'total_items',
  'processed_items',
  'counts',
  'requests',
  'bytes',
  'current',
  'created_at',
  'start_time',
  'end_time',
  'error_code',
  'error_message',
  'retry_at',
  'cancel_requested',
  'lease_until',
  'lease_host',
  'max_wait_ms',
  'title',
  'live',
] as const

/** Jobs with their account's id as digits. */
export function readJob(db: Kysely<Database>) {
  return db.selectFrom('sync_job').select([...columns, idText('user_id').as('owner')])
}

type Read = Awaited<ReturnType<ReturnType<typeof readJob>['executeTakeFirstOrThrow']>>

export function toStoredJob(row: Read | undefined): StoredJob | null {
  if (row === undefined) return null
  const { owner, scope, counts, cancel_requested, title, live, ...rest } = row
  const wish: SyncScope = JSON.parse(scope)
  const scheduled = rest.session_id === null
  // Status, type and codes are only ever written from the domain's own values.
  return {
    ...rest,
    user_id: owner,
    scope: wish,
    // Jobs of before they had names are called after what was asked for.
    title: title ?? jobTitle(wish, { first: false, scheduled, titleOf: (dataset) => dataset }),
    trigger: scheduled ? 'schedule' : 'person',
    ...(live === null ? notLive : { ...notLive, ...JSON.parse(live) }),
    counts: JSON.parse(counts),
    cancel_requested: Boolean(cancel_requested),
  } as StoredJob
}

/** A job that waits, with nothing done yet. */
export function newJob(wish: {
  userId: string
  scope: string
  title: string
  syncType: string
  sessionId: string | null
  maxWaitMs: number
  now: number
}) {
  return {
    job_id: randomUUID(),
    user_id: toId(wish.userId),
    status: 'pending',
    sync_type: wish.syncType,
    scope: wish.scope,
    session_id: wish.sessionId,
    progress: 0,
    total_items: 0,
    processed_items: 0,
    counts: '{}',
    requests: 0,
    bytes: 0,
    current: null,
    created_at: wish.now,
    start_time: null,
    end_time: null,
    error_code: null,
    error_message: null,
    retry_at: null,
    cancel_requested: false,
    lease_until: null,
    lease_host: null,
    max_wait_ms: wish.maxWaitMs,
    title: wish.title,
    live: null,
  }
}
