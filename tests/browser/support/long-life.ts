import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createCatalogue, tablesOf } from '../../../src/datasets/index.ts'
import { fail, type Instant, type LocalDate, toInstant, type UserId } from '../../../src/domain/index.ts'
import { createSecretKey, openStore } from '../../../src/store/index.ts'
import type { Shell } from '../../support/cli.ts'
import { stockholmOffset, writeLongLife } from '../../support/ten-years.ts'

const unread = async () => {
  throw fail('internal', { detail: 'no file is read here' })
}

/** Nothing runs by itself in this home: what a test sees then hangs on what it does. */
export async function withoutSchedule({ env }: Pick<Shell, 'env'>): Promise<void> {
  await writeFile(join(env.GARMINSYNC_HOME ?? '', 'config.toml'), '[schedule]\nenabled = false\n', { mode: 0o600 })
}

/**
 * Writes years of an invented life into a store in which nothing runs by itself, up to today in Stockholm: a fetch of them would
 * take minutes.
 */
export async function liveLong(shell: Pick<Shell, 'env'>, days: number, sampledDays = 3): Promise<LocalDate> {
  const home = shell.env.GARMINSYNC_HOME ?? ''
  await withoutSchedule(shell)
  const catalogue = createCatalogue({ readFitActivity: unread, readFitWellness: unread })
  const now = toInstant(Date.now())
  const store = await openStore({
    location: { kind: 'sqlite', path: join(home, 'garminsync.db') },
    folders: { originals: join(home, 'originals'), locks: join(home, 'locks') },
    secretKey: createSecretKey({ value: null, file: null, command: null, defaultFile: join(home, 'secret.key') }),
    tables: tablesOf(catalogue),
    clock: (): Instant => now,
  })
  try {
    const [account] = await store.accounts.list()
    if (account === undefined) throw new Error('nobody is signed in')
    const today = new Date(now + stockholmOffset(now) * 1000).toISOString().slice(0, 10) as LocalDate
    await writeLongLife({ store, catalogue, userId: account.user_id as UserId, today, at: now, days, sampledDays })
    return today
  } finally {
    await store.close()
  }
}
