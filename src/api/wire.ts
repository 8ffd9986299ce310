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
  type ErrorCode,
  errors,
  type Instant,
  isWholeList,
  type JobEventData,
  type JobFailure,
  type Json,
  type SyncJob,
  type TableDefinition,
  toRfc3339,
  type UserSession,
} from '../domain/index.ts'
import type { SignInChallenge, SignInLink } from '../garmin/index.ts'
import { reasonInWords } from '../sync/index.ts'

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
  return {
    ...token,
    created_at: toRfc3339(token.created_at),
    last_used_at: toRfc3339(token.last_used_at),
    refreshed_at: toRfc3339(token.refreshed_at),
    sign_in_until: toRfc3339(token.sign_in_until),
    cooldown_until: toRfc3339(token.cooldown_until),
  }
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
    // Events of before jobs had names hold none.
    title: job.title ?? job.sync_type,
    trigger: job.session_id === null ? 'schedule' : 'person',
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
    counts: Object.fromEntries(
      Object.entries(job.counts).map(([dataset, counts]) => {
        const { fetched, unchanged, empty, failed, total } = counts
        return [dataset, { ...counts, total: total ?? fetched + unchanged + empty + failed }]
      }),
    ),
    requests: job.requests,
    bytes: job.bytes,
    created_at: toRfc3339(job.created_at),
    current: job.current,
    retry_at: toRfc3339(job.retry_at),
    rate_per_s: job.rate_per_s ?? null,
    seconds_left: job.seconds_left ?? null,
    waiting: job.waiting ? { until: toRfc3339(job.waiting.until), reason: job.waiting.reason } : null,
  }
}

/** `titleOf` a dataset. */
export function toEventJson(event: JobEventData, titleOf: (dataset: string) => string): JobEventJson {
  switch (event.type) {
    case 'note':
      return event
    case 'waiting': {
      const { until, reason, job } = event
      return { type: 'waiting', until: toRfc3339(until), reason, job: job === undefined ? null : toJobJson(job) }
    }
    case 'item-failed': {
      const items = event.items.map((item) => ({ ...item, title: itemTitle(item, titleOf), ...failureWords(item) }))
      return { type: 'item-failed', job: toJobJson(event.job), items }
    }
    default:
      return { type: event.type, job: toJobJson(event.job) }
  }
}

/** A day or item as it is called where nothing better is known. */
export function itemTitle({ dataset, key }: Pick<JobFailure, 'dataset' | 'key'>, titleOf: (dataset: string) => string) {
  return isWholeList({ item: key, day: null }) ? titleOf(dataset) : `${titleOf(dataset)}, ${key}`
}

/** A failure of the ledger in words; reasons that are no code of ours are said as they are. */
export function failureWords({ code, detail }: Pick<JobFailure, 'code' | 'detail'>): {
  detail: string
  hint: string | null
} {
  const entry = code in errors ? errors[code as ErrorCode] : null
  return { detail: detail ?? reasonInWords(code), hint: entry?.hint ?? null }
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
