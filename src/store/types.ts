import type {
  AccountEventData,
  Coverage,
  DatasetCounts,
  ErrorCode,
  GarminTokens,
  Instant,
  JobEvent,
  JobEventData,
  JobFailure,
  JobLive,
  JobOutcome,
  Json,
  LedgerEntry,
  LedgerMark,
  LocalDate,
  Region,
  Row,
  StreamPart,
  SyncJob,
  SyncScope,
  TableDefinition,
  UserId,
  UserSession,
} from '../domain/index.ts'
import type { PackedStreams } from './activity-streams.ts'
import type { TakeHalfHour } from './half-hours.ts'
import type { PackedSeries } from './series.ts'
import type { StoredStreams } from './streams-codec.ts'

/** One Garmin account in this store. */
export interface Account {
  readonly user_id: UserId
  readonly region: Region
  readonly display_name: string | null
  readonly full_name: string | null
  readonly garmin_guid: string | null
  /** The account is known to ask for a code at sign-in. */
  readonly mfa_enabled: boolean
  /** HMAC of the lower-cased e-mail and region of the last sign-in. */
  readonly account_key: string | null
  readonly created_at: Instant
}

export interface AccountStore {
  list(): Promise<Account[]>
  find(userId: UserId): Promise<Account | null>
  save(account: Account): Promise<void>
}

/** A row of user_session: tokens only as hashes. */
export interface StoredSession {
  readonly session_id: string
  readonly user_id: UserId
  readonly token_id: string
  /** SHA-256 of the refresh token in force, and of the one before it (its reuse ends the session). */
  readonly refresh_hash: string
  readonly previous_refresh_hash: string | null
  readonly expires_at: Instant
  readonly refresh_expires_at: Instant
  readonly mfa_enabled: boolean
  readonly created_at: Instant
  readonly last_used_at: Instant
  readonly ended_at: Instant | null
  /** `local` for the one that the owner of the home folder has by itself; `browser` for one that a cookie carries. */
  readonly kind: 'local' | 'login' | 'browser'
  readonly label: string | null
}
export interface SessionStore {
  create(session: StoredSession): Promise<void>
  find(sessionId: string): Promise<StoredSession | null>
  findByRefreshHash(hash: string): Promise<StoredSession | null>
  list(userId: UserId): Promise<StoredSession[]>
  /** Conditional on the refresh hash still being `expectedHash`; false when somebody was faster. */
  rotate(
    sessionId: string,
    expectedHash: string,
    next: Pick<StoredSession, 'refresh_hash' | 'expires_at' | 'refresh_expires_at' | 'last_used_at'>,
  ): Promise<boolean>
  touch(sessionId: string, at: Instant): Promise<void>
  /** What the person calls it; null = nothing. */
  name(sessionId: string, label: string | null): Promise<void>
  end(sessionId: string, at: Instant): Promise<void>
}

/** The sealed pair of an account (one row an account). */
export interface SealedTokenStore {
  load(
    userId: UserId,
  ): Promise<{ tokens: GarminTokens; version: number; over: boolean; createdAt: Instant; lastUsedAt: Instant } | null>
  /** Replaces whatever is there: a new sign-in. Durable when it returns. */
  put(userId: UserId, tokens: GarminTokens): Promise<void>
  /** Compare-and-swap on `version`. Durable when it returns. */
  replace(userId: UserId, tokens: GarminTokens, version: number): Promise<boolean>
  markOver(userId: UserId, version: number): Promise<void>
  touch(userId: UserId, at: Instant): Promise<void>
  delete(userId: UserId): Promise<void>
}

/** Sealed plain values with an end: pending challenges. */
export interface SealedValueStore {
  put(kind: string, id: string, value: Json, expiresAt: Instant): Promise<void>
  get(kind: string, id: string): Promise<Json | null>
  /** Newest first, only those that have not expired. */
  list(kind: string, now: Instant): Promise<{ id: string; value: Json }[]>
  delete(kind: string, id: string): Promise<void>
}

/** Small values by key that must survive restarts: pauses, pace, what the last pass saw. Not for secrets. */
export interface StateStore {
  get(scope: string, key: string): Promise<Json | null>
  set(scope: string, key: string, value: Json | null): Promise<void>
  all(scope: string): Promise<Record<string, Json>>
}

/** What other programs are to be told, each event once to each. `hook` names one of them. */
export interface WebhookStore {
  /** False when this event is known already, told or not. */
  add(delivery: { hook: string; eventId: string; body: string; at: Instant }): Promise<boolean>
  /** Those that are not over, the next one due first. */
  waiting(hook: string, limit: number): Promise<{ eventId: string; body: string; attempts: number; dueAt: Instant }[]>
  /** After a try. `status` null = nobody answered; `dueAt` null = it is over. */
  settle(
    hook: string,
    eventId: string,
    result: { at: Instant; status: number | null; dueAt: Instant | null },
  ): Promise<void>
  /** Forgets what ended before; then it could be added again. */
  clear(endedBefore: Instant): Promise<void>
}

/** An answer as it came, or the fact that it was empty. */
export interface RawAnswer {
  readonly dataset: string
  readonly form: string
  /** Identifies the request within dataset and form: `2026-01-01..2026-01-28`, a day, an id, `start=0`. */
  readonly key: string
  /** Path and query as sent; no host, no token. */
  readonly path: string
  readonly target: Json
  readonly asked_at: Instant
  readonly status: number
  /** UTF-8 JSON text; null where there was no body, or where the files are kept as originals. */
  readonly body: string | null
  /** Rows that a page held, to know whether another follows; else null. */
  readonly rows?: number | null
  /** Version of the dataset that read it. */
  readonly version: number
  /**
   * It changed what is known, so it is kept as an answer of its own even where the last one to the same request was equal;
   * otherwise only the time of asking moves. Default false.
   */
  readonly news?: boolean
}
export interface StoredAnswer extends RawAnswer {
  readonly raw_id: number
  readonly sha256: string | null
  /** When the first of several equal answers in a row came. */
  readonly kept_at: Instant
}

/** A file kept under `originals/`, named by the SHA-256 of its unzipped bytes. */
export interface OriginalRef {
  readonly dataset: string
  readonly item: string
  readonly name: string
  readonly sha256: string
  readonly extension: string
  readonly size: number
}
export interface OriginalStore {
  /**
   * Writes the file (gzip, atomic, fsynced) unless it is there; gives its reference data. Not yet in the database. `sha256`
   * where it is known already.
   */
  write(
    userId: UserId,
    file: { bytes: Uint8Array; extension: string; sha256?: string },
  ): Promise<{ sha256: string; size: number }>
  /** Unzipped bytes. @throws store.damaged when it is missing or not what its name says */
  read(userId: UserId, sha256: string, extension: string): Promise<Uint8Array>
  list(userId: UserId, dataset: string, item: string): Promise<OriginalRef[]>
  /** How many files of an item each dataset holds now; those without any are left out. */
  counts(userId: UserId, datasets: readonly string[], item: string): Promise<ReadonlyMap<string, number>>
  /** Every file that was ever kept; `current` = it is what its item holds now. */
  all(userId: UserId): Promise<(OriginalRef & { readonly current: boolean })[]>
  /** Moves a damaged file out of the way, so that a good one can be written; where it is now, null when there was none. */
  setAside(userId: UserId, sha256: string, extension: string): Promise<string | null>
}

/** Samples as one block a day and channel. */
export interface StoredSeries {
  readonly dataset: string
  readonly channel: string
  readonly day: LocalDate
  readonly times: readonly number[]
  readonly values: readonly (number | null)[]
  readonly quality: readonly (number | null)[] | null
}

/** Everything that one answer brings, written in one transaction. */
export interface Keep {
  readonly userId: UserId
  readonly at: Instant
  readonly answer: RawAnswer | null
  readonly entries: readonly LedgerEntry[]
  readonly rows: readonly { readonly table: TableDefinition; readonly rows: readonly Row[] }[]
  /** Packed beforehand (`packSeries`, `packStreams`): that takes longer than the writing. */
  readonly series: readonly PackedSeries[]
  /** Of activities whose file came; each replaces what was kept of its activity. Default: none. */
  readonly streams?: readonly PackedStreams[]
  readonly originals: readonly OriginalRef[]
  /** Rows that are gone upstream: `deleted_at` is set (and cleared again when they come back in `rows`). */
  readonly removed: readonly { readonly table: TableDefinition; readonly keys: readonly Row[] }[]
  /** State values that belong to the same step. */
  readonly state?: Readonly<Record<string, Json | null>>
  /** The arrival that this was read from, which need not be kept any longer. */
  readonly arrival?: ArrivalKey
  /** The job's numbers after this step. */
  readonly job?: { readonly jobId: string; readonly numbers: JobNumbers }
}

/** Which question an arrival answers. */
export interface ArrivalKey {
  readonly dataset: string
  readonly form: string
  readonly key: string
}

/** An answer as it came, before anybody has read it. */
export interface Arrival extends ArrivalKey {
  readonly target: Json
  readonly at: Instant
  readonly status: number
  /** Its body, as a text or as the bytes of a file; both null where there is none. */
  readonly text: string | null
  readonly bytes: Uint8Array | null
}

/** Answers that have come and are not read yet: they survive a process that dies over the next question. */
export interface ArrivalStore {
  put(userId: UserId, arrival: Arrival): Promise<void>
  /** What a process left, in the order of its coming; nothing is given more than twice. */
  take(userId: UserId): Promise<Arrival[]>
  drop(userId: UserId, key: ArrivalKey): Promise<void>
}

export interface LedgerStore {
  /** All entries of an account, or of one dataset. */
  entries(userId: UserId, dataset?: string): Promise<LedgerEntry[]>
  /** The same of one dataset, as much of each as the planner needs. */
  marks(userId: UserId, dataset: string): Promise<LedgerMark[]>
  find(userId: UserId, dataset: string, items: readonly string[]): Promise<LedgerEntry[]>
  /** The newest day of a dataset of which something is there; null = none. */
  newestDay(userId: UserId, dataset: string): Promise<LocalDate | null>
  /**
   * A letter for each day from `from` to `to`: `p`, `e` or `f` for present, empty or failed, a capital where it is not
   * settled, a space for a day that was never asked for. Datasets without a word on any of them are left out.
   */
  dayStates(
    userId: UserId,
    datasets: readonly string[],
    from: LocalDate,
    to: LocalDate,
  ): Promise<ReadonlyMap<string, string>>
  /** How many of the datasets have a word on each day, and which; days without any are left out. */
  worstDays(
    userId: UserId,
    datasets: readonly string[],
    from: LocalDate,
    to: LocalDate,
  ): Promise<{ day: LocalDate; asked: number; present: number; failed: number; provisional: number }[]>
  /** How many days and items of those datasets failed. */
  failed(userId: UserId, datasets: readonly string[]): Promise<number>
  /** Entries of one day, of those datasets that are kept by day. */
  day(userId: UserId, day: LocalDate, datasets: readonly string[]): Promise<LedgerEntry[]>
  coverage(
    userId: UserId,
    options: {
      from: LocalDate | null
      today: LocalDate
      /** Those whose first day is where the history begins. */
      historyDatasets: readonly string[]
      dayDatasets: readonly string[]
      itemDatasets: readonly string[]
    },
  ): Promise<Coverage[]>
}

export interface AnswerStore {
  /** When each request of a dataset was last answered, without bodies. */
  asked(
    userId: UserId,
    dataset: string,
  ): Promise<{ form: string; key: string; asked_at: Instant; status: number; rows: number | null }[]>
  /** In the order in which they came, of all datasets or of one. @throws store.damaged */
  all(userId: UserId, dataset?: string): AsyncIterable<StoredAnswer>
  /** The newest good answer of a form; null when there is none. @throws store.damaged */
  newest(userId: UserId, dataset: string, form: string): Promise<StoredAnswer | null>
  /** Answers with this body, and whether each is the newest to its request. */
  withBody(userId: UserId, sha256: string): Promise<{ dataset: string; form: string; target: Json; newest: boolean }[]>
  /** Every body, checked against its hash. */
  check(userId: UserId): AsyncIterable<{ sha256: string; size: number; ok: boolean }>
  /** Takes a damaged body away, so that the same answer can be kept again; its answers stay without one. */
  dropBody(userId: UserId, sha256: string): Promise<void>
  /** Which version of each dataset has read its answers; the lowest where several did. */
  versions(userId: UserId): Promise<Record<string, number>>
}

export interface RowQuery {
  readonly table: TableDefinition
  readonly userId: UserId
  /** Column = value, all of them. */
  readonly where?: Row
  /** Range over a column, both ends included. */
  readonly between?: { readonly column: string; readonly from?: string | number; readonly to?: string | number }
  readonly deleted?: boolean
  /** Default: the table's time column descending, then its key. */
  readonly order?: readonly { readonly column: string; readonly descending: boolean }[]
  readonly limit?: number
  /** From `nextCursor` of the page before. */
  readonly cursor?: string | null
}
/** A table that is kept by day, as columns. */
export interface ColumnQuery {
  readonly table: TableDefinition
  readonly userId: UserId
  /** Columns of numbers. */
  readonly columns: readonly string[]
  /** Column = value, all of them. Default: every row. */
  readonly where?: Row
  readonly from: LocalDate
  readonly to: LocalDate
}
export interface RowStore {
  /** What activities since that day came to as training load, by the person's day; legs and deleted ones left out. */
  loads(query: {
    readonly table: TableDefinition
    readonly userId: UserId
    readonly from: LocalDate
  }): Promise<{ day: LocalDate; load: number }[]>
  /** Rows that are not deleted, and those of them of which a yes-or-no column says yes. */
  countFilled(query: {
    readonly table: TableDefinition
    readonly userId: UserId
    readonly column: string
  }): Promise<{ rows: number; kept: number }>
  /** Each id that a column holds, with the smallest text of another column beside it. */
  firsts(query: {
    readonly table: TableDefinition
    readonly userId: UserId
    readonly column: string
    readonly time: string
  }): Promise<{ value: string; first: string | null }[]>
  /**
   * Columns of numbers over days, one value a day: the mean where a day has several rows. `days` and the columns are
   * aligned, in no order; days without a row are left out.
   */
  columns(query: ColumnQuery): Promise<{ days: LocalDate[]; columns: Record<string, (number | null)[]> }>
  /** First and last day on which each column holds a value; null where it never does. */
  spans(
    query: Pick<ColumnQuery, 'table' | 'userId' | 'columns' | 'where'>,
  ): Promise<Record<string, { first: LocalDate; last: LocalDate } | null>>
  /**
   * Some columns of every row of an account, those that are gone upstream included; aligned with each other, in no order. `id`
   * as texts, `instant` as milliseconds.
   */
  whole(query: Pick<ColumnQuery, 'table' | 'userId' | 'columns'>): Promise<Record<string, Json[]>>
  /** Rows whose column holds one of at most 1000 values, in no order, those that are gone upstream included. */
  some(
    table: TableDefinition,
    userId: UserId,
    column: string,
    values: readonly string[],
  ): Promise<Record<string, Json>[]>
  /** `id` columns as texts of digits, `bool` as booleans, `json` parsed; bookkeeping columns included. */
  page(query: RowQuery): Promise<{ rows: Record<string, Json>[]; nextCursor: string | null }>
  one(table: TableDefinition, userId: UserId, key: Row): Promise<Record<string, Json> | null>
  /** The rows of those keys, in their order; null where there is none. */
  many(table: TableDefinition, userId: UserId, keys: readonly Row[]): Promise<(Record<string, Json> | null)[]>
  count(table: TableDefinition, userId: UserId): Promise<number>
  /** Keys of rows (not deleted) whose `column` lies in the range. */
  keys(table: TableDefinition, userId: UserId, between?: RowQuery['between']): Promise<Record<string, Json>[]>
  series(userId: UserId, channel: string, from: LocalDate, to: LocalDate): Promise<StoredSeries[]>
  /** Several channels of one day, of those datasets. */
  daySeries(
    userId: UserId,
    day: LocalDate,
    datasets: readonly string[],
    channels: readonly string[],
  ): Promise<StoredSeries[]>
  /** What a channel comes to in each half hour of UTC, day by day; each day once. @throws store.corrupt */
  halfHours(
    userId: UserId,
    channel: string,
    days: { readonly from: LocalDate; readonly to: LocalDate },
    take: (day: LocalDate) => TakeHalfHour,
  ): Promise<void>
  /** Null when nothing of this part was kept of the activity. @throws store.corrupt */
  streams(userId: UserId, activityId: string, part: StreamPart): Promise<StoredStreams | null>
}

/** What came, became different, or was found to be gone. */
export interface Change {
  readonly at: Instant
  readonly kind: 'added' | 'revised' | 'deleted'
  readonly table: string
  /** Column → value; ids as texts of digits. */
  readonly key: Readonly<Record<string, string | number>>
  /** What the changed columns held before; null for what is new or gone. */
  readonly old: Readonly<Record<string, Json>> | null
}
export interface ChangeStore {
  /** Newest first. @throws request.invalid for a cursor of another list */
  list(query: {
    readonly userId: UserId
    readonly tables: readonly TableDefinition[]
    readonly since: Instant
    readonly limit: number
    readonly cursor: string | null
  }): Promise<{ changes: Change[]; nextCursor: string | null }>
  /** Of several rows at once, newest first; `key` says of which. At most 1000 keys. */
  revisionsOf(
    userId: UserId,
    table: TableDefinition,
    keys: readonly Readonly<Record<string, Json>>[],
  ): Promise<{ key: Readonly<Record<string, Json>>; at: Instant; old: Record<string, Json> }[]>
  /** How often the row of each table under that day became different; tables without a revision are left out. */
  revisionsOfDay(userId: UserId, tables: readonly string[], day: LocalDate): Promise<ReadonlyMap<string, number>>
  /** What a row held before, newest first: only the columns that became different. */
  revisions(
    userId: UserId,
    table: TableDefinition,
    key: Readonly<Record<string, Json>>,
  ): Promise<{ at: Instant; old: Record<string, Json> }[]>
}

export interface JobNumbers {
  readonly progress: number
  readonly total_items: number
  readonly processed_items: number
  readonly counts: Readonly<Record<string, DatasetCounts>>
  readonly requests: number
  readonly bytes: number
  readonly current: string | null
  /** Default: nothing is known. */
  readonly live?: JobLive
}
export interface StoredJob extends SyncJob {
  readonly scope: SyncScope
  readonly cancel_requested: boolean
  readonly lease_until: Instant | null
  readonly lease_host: string | null
  readonly max_wait_ms: number
}
export interface JobStore {
  /** Adds a pending job, or gives the pending one of the same scope. */
  add(job: {
    userId: UserId
    scope: SyncScope
    sessionId: string | null
    maxWaitMs: number
    now: Instant
    /** What it is called. Default: after its scope. */
    title?: string
  }): Promise<{ job: StoredJob; created: boolean }>
  find(jobId: string): Promise<StoredJob | null>
  running(userId: UserId): Promise<StoredJob | null>
  nextPending(userId: UserId): Promise<StoredJob | null>
  /** How many of all accounts wait, and how many run. */
  open(): Promise<{ pending: number; running: number }>
  /** Newest first. */
  list(
    userId: UserId,
    options: { limit: number; cursor?: string | null },
  ): Promise<{ jobs: StoredJob[]; nextCursor: string | null }>
  /** Conditional on the transition table; null when it is not allowed any more. */
  apply(jobId: string, event: JobEvent, now: Instant, outcome?: JobOutcome): Promise<StoredJob | null>
  heartbeat(jobId: string, lease: { until: Instant; host: string }): Promise<{ cancelRequested: boolean }>
  numbers(jobId: string, numbers: JobNumbers): Promise<void>
  requestCancel(jobId: string): Promise<StoredJob | null>
  addEvent(jobId: string, at: Instant, data: JobEventData): Promise<number>
  /** A day or item that fails twice in a run is kept once. */
  addFailures(jobId: string, at: Instant, failures: readonly JobFailure[]): Promise<void>
  /** In the order of dataset and key. */
  failures(
    jobId: string,
    options: { limit: number; cursor?: string | null },
  ): Promise<{ failures: (JobFailure & { at: Instant })[]; nextCursor: string | null }>
  /** Events after an id, oldest first. */
  events(jobId: string, after: number, limit: number): Promise<{ id: number; at: Instant; data: JobEventData }[]>
}

/** What happens to an account, told by whichever process makes it happen, for all that look at it. */
export interface AccountEventStore {
  /** Old ones are forgotten: the newest thousand or so stay. */
  add(userId: UserId, at: Instant, data: AccountEventData): Promise<void>
  /** After an id, oldest first. */
  after(userId: UserId, id: number, limit: number): Promise<{ id: number; at: Instant; data: AccountEventData }[]>
  /** Ids of the oldest and the newest that are there; null while there are none. */
  ends(userId: UserId): Promise<{ oldest: number; newest: number } | null>
}

/** A lock that the operating system (or the database connection) frees when its holder dies. */
export interface HeldLock {
  release(): Promise<void>
}
export interface LockStore {
  /** Null when somebody else holds it. */
  tryLock(name: string): Promise<HeldLock | null>
  /** Waits for its turn, polling; @throws store.locked after `timeoutMs`, interrupted when aborted. */
  lock(name: string, options: { timeoutMs: number; signal?: AbortSignal }): Promise<HeldLock>
}

/**
 * The tables of an account made anew beside the real ones: empty at first, seen by nobody else, and gone without a trace
 * when the process dies. Readers see the old tables until `takeOver`, then the new ones.
 */
export interface Shadow {
  /** As in the store, on these tables. What is kept elsewhere (answers, ledger, originals, state, jobs) is left out. */
  keep(what: Pick<Keep, 'userId' | 'at' | 'rows' | 'series' | 'streams' | 'removed'>): Promise<void>
  readonly rows: Pick<RowStore, 'keys'>
  /** Tables whose rows differ from those of the store, with how many do. */
  differences(): Promise<Record<string, number>>
  /** Makes the store's tables equal to these, in one transaction with what else belongs to it. */
  takeOver(also: {
    readonly entries: readonly LedgerEntry[]
    readonly state: Readonly<Record<string, Json | null>>
    /** By which version of each dataset the answers are read from now on. */
    readonly versions: Readonly<Record<string, number>>
  }): Promise<void>
  close(): Promise<void>
}

export interface Store {
  readonly accounts: AccountStore
  readonly sessions: SessionStore
  readonly tokens: SealedTokenStore
  readonly sealed: SealedValueStore
  readonly state: StateStore
  readonly ledger: LedgerStore
  readonly answers: AnswerStore
  readonly arrivals: ArrivalStore
  readonly originals: OriginalStore
  readonly rows: RowStore
  readonly jobs: JobStore
  readonly locks: LockStore
  readonly webhooks: WebhookStore
  readonly events: AccountEventStore
  readonly changes: ChangeStore
  /** Grows with everything that is kept of an account: what was made of its data before holds as long as this stays. */
  dataVersion(userId: UserId): Promise<number>
  /** One transaction: raw answer, originals' references, ledger, rows with revisions, series, state, job numbers. */
  keep(what: Keep): Promise<{ changedRows: number }>
  /** One at a time for an account; its lock is the caller's to hold. */
  shadow(userId: UserId): Promise<Shadow>
  /** For `doctor`: engine, version, path, schema, integrity. */
  about(): Promise<{ engine: string; version: string; location: string; schema: number }>
  check(): Promise<{ ok: boolean; problems: string[] }>
  close(): Promise<void>
}

export type { ErrorCode, UserSession }
