import { join } from 'node:path'
import { createCatalogue, tablesOf } from '../../../src/datasets/index.ts'
import { fail, type Instant, type OriginalFile, type Row, type UserId } from '../../../src/domain/index.ts'
import { type ActivityStreams, createSecretKey, openStore, packStreams } from '../../../src/store/index.ts'

export interface Written {
  readonly rows?: Readonly<Record<string, readonly Row[]>>
  readonly removed?: Readonly<Record<string, readonly Row[]>>
  readonly streams?: readonly ActivityStreams[]
  readonly originals?: readonly (OriginalFile & { readonly item: string })[]
}

/** Writes into the store of a home through the store's own functions, as a sync of another process would. */
export async function writeInto(home: string, userId: string, written: readonly Written[]): Promise<void> {
  const unread = async () => {
    throw fail('internal', { detail: 'no file is read here' })
  }
  const tables = tablesOf(createCatalogue({ readFitActivity: unread, readFitWellness: unread }))
  const named = (name: string) => {
    const table = tables.find((one) => one.name === name)
    if (table === undefined) throw fail('internal', { detail: `no table ${name}` })
    return table
  }
  const clock = () => Date.now() as Instant
  const store = await openStore({
    location: { kind: 'sqlite', path: join(home, 'garminsync.db') },
    folders: { originals: join(home, 'originals'), locks: join(home, 'locks') },
    secretKey: createSecretKey({ value: null, file: null, command: null, defaultFile: join(home, 'secret.key') }),
    tables,
    clock,
  })
  try {
    const owner = userId as UserId
    for (const { rows = {}, removed = {}, streams = [], originals = [] } of written)
      await store.keep({
        userId: owner,
        at: clock(),
        answer: null,
        entries: [],
        series: [],
        streams: await packStreams(streams),
        rows: Object.entries(rows).map(([name, list]) => ({ table: named(name), rows: list })),
        removed: Object.entries(removed).map(([name, keys]) => ({ table: named(name), keys })),
        originals: await Promise.all(
          originals.map(async ({ item, name, bytes, extension }) => ({
            dataset: 'activity_original',
            item,
            name,
            extension,
            ...(await store.originals.write(owner, { bytes, extension })),
          })),
        ),
      })
  } finally {
    await store.close()
  }
}
