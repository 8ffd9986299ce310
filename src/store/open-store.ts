import { type Clock, isFailure, Secret, type TableDefinition } from '../domain/index.ts'
import { createAccountEvents } from './account-events.ts'
import { createAccounts } from './accounts.ts'
import { createAnswers } from './answers.ts'
import { createArrivals } from './arrivals.ts'
import { createChanges } from './changes.ts'
import { readDataVersion } from './data-version.ts'
import { ensureTables } from './dataset-tables.ts'
import type { SqliteProvider } from './dialects/sqlite/provider.ts'
import type { Dialect } from './dialects/types.ts'
import { createJobs } from './jobs.ts'
import { createKeep } from './keep.ts'
import { createLedger } from './ledger.ts'
import { createLocks } from './locks.ts'
import { migrate } from './migrate.ts'
import { createOriginals } from './originals.ts'
import { createRows } from './rows.ts'
import { createSealedValues } from './sealed-values.ts'
import { createSessions } from './sessions.ts'
import { openShadow } from './shadow.ts'
import { createState } from './state.ts'
import { createTokens } from './tokens.ts'
import type { Store } from './types.ts'
import { createSealing, type SecretKey } from './vault/index.ts'
import { createWebhooks } from './webhooks.ts'

export type StoreLocation =
  | { readonly kind: 'sqlite'; readonly path: string }
  | { readonly kind: 'postgres'; readonly url: Secret | string }

export interface StoreOptions {
  readonly location: StoreLocation
  /** Where original files are kept, and the lock files of SQLite. */
  readonly folders: { readonly originals: string; readonly locks: string }
  readonly secretKey: SecretKey
  /** The datasets' tables; created and extended at opening. */
  readonly tables: readonly TableDefinition[]
  readonly clock: Clock
  /** SQLite's provider; default: `photostructure`, or `node` where its binary does not load. */
  readonly provider?: SqliteProvider | null
}

/**
 * Opens the store, creating or upgrading it. Several processes may have it open at once. @throws store.unsupported,
 * store.newer, store.unwritable, store.corrupt, store.locked, store.full
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { folders, secretKey, tables, clock } = options
  const dialect = await openDialect(options)
  try {
    const schema = await migrate(dialect, clock)
    await ensureTables(dialect, tables)
    const sealing = createSealing(secretKey)
    let closing: Promise<void> | null = null
    return {
      accounts: createAccounts(dialect),
      sessions: createSessions(dialect),
      tokens: createTokens(dialect, sealing, clock),
      sealed: createSealedValues(dialect, sealing, clock),
      state: createState(dialect),
      ledger: createLedger(dialect),
      answers: createAnswers(dialect),
      arrivals: createArrivals(dialect),
      originals: createOriginals(dialect, folders.originals),
      rows: createRows(dialect),
      jobs: createJobs(dialect),
      locks: createLocks(dialect),
      webhooks: createWebhooks(dialect),
      events: createAccountEvents(dialect),
      changes: createChanges(dialect),
      dataVersion: (userId) => readDataVersion(dialect, userId),
      keep: createKeep(dialect),
      shadow: (userId) => openShadow(dialect, tables, userId),
      about: async () => ({
        engine: dialect.engine,
        version: await dialect.version(),
        location: dialect.location,
        schema,
      }),
      check: async () => {
        const problems = await dialect.problems().catch((thrown: unknown) => {
          if (isFailure(thrown, 'store.corrupt')) return [thrown.message]
          throw thrown
        })
        return { ok: problems.length === 0, problems }
      },
      close: () => {
        closing ??= dialect.close()
        return closing
      },
    }
  } catch (thrown) {
    await dialect.close()
    throw thrown
  }
}

/** Loads only the dialect that is wanted. */
async function openDialect({ location, folders, provider }: StoreOptions): Promise<Dialect> {
  if (location.kind === 'postgres') {
    const { openPostgres } = await import('./dialects/postgres/dialect.ts')
    return openPostgres(location.url instanceof Secret ? location.url : new Secret(location.url))
  }
  const { openSqlite } = await import('./dialects/sqlite/dialect.ts')
  return openSqlite({ path: location.path, locks: folders.locks, provider: provider ?? null })
}
