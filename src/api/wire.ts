import type {
  AuthenticationTokenJson,
  ChallengeJson,
  JobEventJson,
  SignInLinkJson,
  SyncJobJson,
  UserSessionJson,
} from '../contract/index.ts'
import {
  type AuthenticationToken,
  bookkeepingColumns,
  type Instant,
  type JobEventData,
  type Json,
  type SyncJob,
  type TableDefinition,
  toRfc3339,
  type UserSession,
} from '../domain/index.ts'
import type { SignInChallenge, SignInLink } from '../garmin/index.ts'

/** Our nouns as they travel: instants become texts. */
export function toSessionJson(session: UserSession): UserSessionJson {
  const { expires_at, created_at, last_used_at } = session
  return {
    ...session,
    expires_at: toRfc3339(expires_at),
    created_at: toRfc3339(created_at),
    last_used_at: toRfc3339(last_used_at),
  }
}

export function toTokenJson(token: AuthenticationToken): AuthenticationTokenJson {
  return { ...token, created_at: toRfc3339(token.created_at), last_used_at: toRfc3339(token.last_used_at) }
}

export function toChallengeJson(challenge: SignInChallenge): ChallengeJson {
  return {
    challenge_id: challenge.challengeId,
    mfa_method: challenge.method,
    sent_to: challenge.sentTo,
    expires_at: toRfc3339(challenge.expiresAt),
    attempts_left: challenge.attemptsLeft,
    resend: challenge.another === null ? 'never' : challenge.another.by === 'resend' ? 'here' : 'start-again',
    resend_at: toRfc3339(challenge.another?.from ?? null),
  }
}

export function toLinkJson({ url, region, lastPage }: SignInLink): SignInLinkJson {
  return { url, region, last_page: lastPage }
}

/** Only what belongs to a SyncJob: the store's rows hold more. */
export function toJobJson(job: SyncJob): SyncJobJson {
  return {
    job_id: job.job_id,
    user_id: job.user_id,
    status: job.status,
    progress: job.progress,
    start_time: toRfc3339(job.start_time),
    end_time: toRfc3339(job.end_time),
    sync_type: job.sync_type,
    error_message: job.error_message,
    total_items: job.total_items,
    processed_items: job.processed_items,
    session_id: job.session_id,
    error_code: job.error_code,
    counts: { ...job.counts },
    requests: job.requests,
    bytes: job.bytes,
    created_at: toRfc3339(job.created_at),
    current: job.current,
    retry_at: toRfc3339(job.retry_at),
  }
}

export function toEventJson(event: JobEventData): JobEventJson {
  if (event.type === 'state' || event.type === 'progress') return { type: event.type, job: toJobJson(event.job) }
  if (event.type === 'waiting') return { type: 'waiting', until: toRfc3339(event.until), reason: event.reason }
  return { type: 'note', dataset: event.dataset, text: event.text }
}

type StoredRow = Readonly<Record<string, Json>>

/** A row of a dataset table; its columns keep their names. */
export function toRowJson(table: TableDefinition, row: StoredRow): Record<string, Json> {
  const types: Readonly<Record<string, string>> = { ...table.columns, ...bookkeepingColumns }
  const cells = Object.entries(row).map(([column, value]) => [
    column,
    types[column] === 'instant' && typeof value === 'number' ? toRfc3339(value as Instant) : value,
  ])
  return Object.fromEntries(cells)
}
