import type { Generated } from 'kysely'
import type { UserId } from '../domain/index.ts'

/** 64-bit ids are bound as bigint and read as texts of digits (`idText`), never as numbers. */
type Id = bigint
/** Written as a boolean; read as one, or as 0 and 1. */
type Bool = boolean

/** The account owns whatever a table holds; this is how its id is bound. */
export const toId = (userId: UserId | string): Id => BigInt(userId)

/** Our own tables. Those of the datasets come from their definitions (`dataset-tables.ts`). */
export interface Database {
  schema_version: { version: number; name: string; applied_at: number }
  user_account: {
    user_id: Id
    region: string
    display_name: string | null
    full_name: string | null
    garmin_guid: string | null
    mfa_enabled: Bool
    account_key: string | null
    created_at: number
  }
  authentication_token: {
    token_id: string
    user_id: Id
    token_type: string
    scope: string | null
    expires_at: number | null
    created_at: number
    last_used_at: number
    mfa_verified: Bool
  }
  user_session: {
    session_id: string
    user_id: Id
    token_id: string
    refresh_hash: string
    previous_refresh_hash: string | null
    expires_at: number
    refresh_expires_at: number
    mfa_enabled: Bool
    created_at: number
    last_used_at: number
    ended_at: number | null
    kind: string
    label: string | null
  }
  sealed_token: {
    user_id: Id
    version: number
    sealed: Uint8Array
    over: Bool
    scope: string | null
    expires_at: number
    mfa_verified: Bool
    created_at: number
    last_used_at: number
  }
  sealed_value: { kind: string; id: string; sealed: Uint8Array; created_at: number; expires_at: number }
  state: { scope: string; key: string; value: string }
  webhook_delivery: {
    hook: string
    event_id: string
    body: string
    created_at: number
    attempts: number
    /** Null once it is over, whichever way. */
    due_at: number | null
    ended_at: number | null
    last_status: number | null
  }
  raw_body: { user_id: Id; sha256: string; size: number; body: Uint8Array }
  raw_answer: {
    raw_id: Generated<number>
    user_id: Id
    dataset: string
    form: string
    request_key: string
    path: string
    target: string
    asked_at: number
    status: number
    sha256: string | null
    version: number
    row_count: number | null
    kept_at: number | null
  }
  arrival: {
    user_id: Id
    dataset: string
    form: string
    request_key: string
    target: string
    arrived_at: number
    status: number
    body_text: string | null
    body_bytes: Uint8Array | null
    tries: number
  }
  original: {
    user_id: Id
    dataset: string
    item: string
    sha256: string
    name: string
    extension: string
    size: number
    first_seen_at: number
    /** When a later answer for the item brought other files in its place; the file itself stays. */
    replaced_at: number | null
  }
  ledger: {
    user_id: Id
    dataset: string
    item: string
    day: string | null
    state: string
    settled: Bool
    asked_at: number
    changed_at: number
    hash: string | null
    richness: number
    reason: string | null
    attempts: number
    marks: string | null
  }
  revision: {
    revision_id: Generated<number>
    user_id: Id
    table_name: string
    row_key: string
    old_values: string
    seen_at: number
  }
  series: {
    user_id: Id
    dataset: string
    channel: string
    day: string
    data: Uint8Array
    changed_at: number
  }
  activity_stream: {
    user_id: Id
    activity_id: Id
    part: string
    row_count: number
    data: Uint8Array
    changed_at: number
  }
  job_failure: {
    job_id: string
    dataset: string
    item: string
    day: string | null
    code: string
    detail: string | null
    at: number
  }
  account_event: { user_id: Id; id: number; at: number; data: string }
  sync_job: {
    job_id: string
    user_id: Id
    status: string
    sync_type: string
    scope: string
    session_id: string | null
    progress: number
    total_items: number
    processed_items: number
    counts: string
    requests: number
    bytes: number
    current: string | null
    created_at: number
    start_time: number | null
    end_time: number | null
    error_code: string | null
    error_message: string | null
    title: string | null
    /** JSON; null where nothing was told yet. */
    live: string | null
    retry_at: number | null
    cancel_requested: Bool
    lease_until: number | null
    lease_host: string | null
    max_wait_ms: number
  }
  job_event: { job_id: string; id: number; at: number; data: string }
}
