/** What we keep: raw answers and originals, the ledger, tables, jobs, accounts, sessions, sealed tokens, locks. */
export { type ActivityStreams, type PackedStreams, packStreams } from './activity-streams.ts'
export { createBreather } from './breathe.ts'
export { fromCursor, toCursor } from './cursor.ts'
export { openStore, type StoreLocation, type StoreOptions } from './open-store.ts'
export { type PackedSeries, packSeries } from './series.ts'
export type { StoredStreams } from './streams-codec.ts'
export type {
  Account,
  AccountEventStore,
  AccountStore,
  AnswerStore,
  Arrival,
  ArrivalKey,
  Change,
  ChangeStore,
  ColumnQuery,
  HeldLock,
  JobNumbers,
  JobStore,
  Keep,
  LedgerStore,
  LockStore,
  OriginalRef,
  OriginalStore,
  RawAnswer,
  RowQuery,
  RowStore,
  SealedTokenStore,
  SealedValueStore,
  SessionStore,
  Shadow,
  StateStore,
  Store,
  StoredAnswer,
  StoredJob,
  StoredSeries,
  StoredSession,
  WebhookStore,
} from './types.ts'
export {
  createSecretKey,
  ensureFolder,
  type KeyOrigin,
  type Keyring,
  readPrivateFile,
  type SecretKey,
  type SecretKeyOptions,
  writePrivateFile,
} from './vault/index.ts'
