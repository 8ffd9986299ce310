import { createHash } from 'node:crypto'
import {
  type Clock,
  type Instant,
  type Json,
  type TableDefinition,
  toInstant,
  toRfc3339,
  type UserId,
} from '../domain/index.ts'
import type { Store } from '../store/index.ts'
import type { Webhook, WebhookEvent } from './webhook-config.ts'

const installation = 'installation'
/** What is older than this is no news any more, not even after a long sleep. */
const newsMs = 7 * 86_400_000
/** Runs of an account that are looked at; more do not end between two looks. */
const lastJobs = 50

/** Something that happened, found in the store. */
interface Found {
  readonly event: WebhookEvent
  /** The same however often it is found. */
  readonly eventId: string
  readonly at: Instant
  readonly data: Readonly<Record<string, Json>>
}

export interface WebhookEventsOptions {
  readonly store: Pick<Store, 'accounts' | 'jobs' | 'tokens' | 'rows' | 'state' | 'webhooks'>
  readonly hooks: readonly Webhook[]
  /** The table of activities. */
  readonly activity: TableDefinition
  readonly clock: Clock
}

/** Names a hook in the store; its address may hold a key, so that is not kept. */
export function hookName({ url }: Webhook): string {
  return createHash('sha256').update(url).digest('base64url').slice(0, 22)
}

/**
 * Looks at what the store knows of an account and puts what is news into each hook's list. It is found there and not told
 * by whoever made it happen, so that nothing is lost with a process and runs of every process count. Nothing that was
 * before a hook is news to it.
 */
export async function collectEvents(options: WebhookEventsOptions, userId: UserId): Promise<void> {
  const { store, hooks, clock } = options
  const found = await findEvents(options, userId)
  for (const hook of hooks) {
    const name = hookName(hook)
    const since = await sinceOf(store, name, clock())
    for (const { event, eventId, at, data } of found) {
      if (!hook.events.has(event) || at < since) continue
      const body = JSON.stringify({ event_id: eventId, event, at: toRfc3339(at), user_id: userId, data })
      await store.webhooks.add({ hook: name, eventId, body, at: clock() })
    }
  }
}

async function sinceOf(store: Pick<Store, 'state'>, hook: string, now: Instant): Promise<Instant> {
  const key = `webhook_since_${hook}`
  const since = await store.state.get(installation, key)
  if (typeof since === 'number') return toInstant(since)
  await store.state.set(installation, key, now)
  return now
}

async function findEvents({ store, activity, clock }: WebhookEventsOptions, userId: UserId): Promise<Found[]> {
  const now = clock()
  const oldest = toInstant(now - newsMs)
  const found: Found[] = []
  for (const job of (await store.jobs.list(userId, { limit: lastJobs })).jobs) {
    if (job.end_time === null || job.end_time < oldest || job.status === 'cancelled') continue
    const { job_id, sync_type, status, error_code, error_message, processed_items, total_items } = job
    found.push({
      event: status === 'completed' ? 'job.finished' : 'job.failed',
      eventId: `job-${job_id}`,
      at: job.end_time,
      data: { job_id, sync_type, status, error_code, error_message, processed_items, total_items },
    })
  }
  const pair = await store.tokens.load(userId)
  if (pair?.over === true)
    found.push({
      event: 'sign-in-needed',
      eventId: `sign-in-${userId}-${pair.createdAt}-${pair.version}`,
      at: now,
      data: {},
    })
  const { rows } = await store.rows.page({
    table: activity,
    userId,
    between: { column: 'start_utc', from: oldest, to: now },
    where: { parent_activity_id: null },
  })
  for (const { activity_id, name, type_key, start_utc, elapsed_s, distance_m, first_seen_at } of rows)
    found.push({
      event: 'activity.new',
      eventId: `activity-${userId}-${activity_id}`,
      at: toInstant(Number(first_seen_at)),
      data: {
        activity_id: activity_id ?? null,
        name: name ?? null,
        type_key: type_key ?? null,
        start_utc: typeof start_utc === 'number' ? toRfc3339(toInstant(start_utc)) : null,
        elapsed_s: elapsed_s ?? null,
        distance_m: distance_m ?? null,
      },
    })
  return found
}
