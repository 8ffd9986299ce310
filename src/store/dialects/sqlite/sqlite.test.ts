import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { migrate } from '../../migrate.ts'
import { firstSchema } from '../../migrations/0001-first-schema.ts'
import { buildChildProgram, type ChildProgram } from '../../testing/child.ts'
import { answerOf, at, days, keepOf, me, tokensOf } from '../../testing/fixtures.ts'
import { createPlaces, walk } from '../../testing/places.ts'
import { openSqlite } from './dialect.ts'
import { sqliteFailure } from './failures.ts'
import { isSafe, loadProvider } from './provider.ts'

const places = createPlaces(async (home) => ({ kind: 'sqlite', path: join(home, 'garminsync.db') }), null)
afterEach(() => places.clear())

const fileOf = async () => {
  const place = await places.new()
  return { place, path: join(place.home, 'garminsync.db'), locks: join(place.home, 'locks') }
}

describe('bad luck with the file', () => {
  test('corrupted database file', async () => {
    const { place, path } = await fileOf()
    await writeFile(path, 'this is no database at all '.repeat(500))
    await expect(place.open()).rejects.toMatchObject({ code: 'store.corrupt', data: { path } })
  })

  test('a database that is damaged in its middle is told when it is met', async () => {
    const { place, path } = await fileOf()
    const store = await place.open()
    for (let index = 0; index < 40; index++)
      await store.keep(keepOf({ answer: answerOf({ key: String(index), body: String(Math.random()).repeat(200) }) }))
    await store.close()
    const bytes = await readFile(path)
    bytes.fill(0xa5, 8192, bytes.length - 4096)
    await writeFile(path, bytes)
    const use = async () => {
      const damaged = await place.open()
      const { ok } = await damaged.check()
      if (!ok) throw { code: 'store.corrupt' }
    }
    await expect(use()).rejects.toMatchObject({ code: 'store.corrupt' })
  })

  test('database of a newer version', async () => {
    const { place, path, locks } = await fileOf()
    await (await place.open()).close()
    const dialect = await openSqlite({ path, locks, provider: null })
    await sql`insert into schema_version values (999, 'from the future', 1)`.execute(dialect.db)
    await dialect.close()
    await expect(place.open()).rejects.toMatchObject({ code: 'store.newer', data: { found: 999 } })
  })

  test('a database of the first schema is brought up, and its words for the planner become marks', async () => {
    const { place, path, locks } = await fileOf()
    const dialect = await openSqlite({ path, locks, provider: null })
    await migrate(dialect, () => at(1), [firstSchema])
    for (const [dataset, item] of [
      ['activity_list', '7'],
      ['activity_original', '7'],
    ])
      await sql`insert into ledger (user_id, dataset, item, state, settled, asked_at, changed_at, richness, reason, attempts)
        values (${me}, ${dataset}, ${item}, 'present', 1, 1, 1, 0, 'manual', 0)`.execute(dialect.db)
    await dialect.close()
    const store = await place.open()
    expect(await store.ledger.entries(me)).toMatchObject([
      { dataset: 'activity_list', reason: null, marks: ['manual'] },
      { dataset: 'activity_original', reason: 'manual', marks: [] },
    ])
  })

  test('home folder not writable', async () => {
    const { place } = await fileOf()
    // A file in the place of a folder stops everybody, root included.
    await writeFile(join(place.home, 'file'), '')
    const path = join(place.home, 'file', 'below', 'garminsync.db')
    await expect(place.open({ location: { kind: 'sqlite', path } })).rejects.toMatchObject({ code: 'store.unwritable' })
    await mkdir(join(place.home, 'folder.db'))
    const folder = join(place.home, 'folder.db')
    await expect(place.open({ location: { kind: 'sqlite', path: folder } })).rejects.toMatchObject({
      code: 'store.unwritable',
    })
  })

  test.skipIf(process.getuid?.() === 0)('a folder without permission to write', async () => {
    const { place } = await fileOf()
    await chmod(place.home, 0o500)
    await expect(place.open()).rejects.toMatchObject({ code: 'store.unwritable' })
    await chmod(place.home, 0o700)
  })

  test('disk full in mid-sync', async () => {
    const { place, path, locks } = await fileOf()
    await (await place.open()).close()
    const dialect = await openSqlite({ path, locks, provider: null })
    const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(dialect.db)
    await sql`pragma max_page_count = ${sql.lit((rows[0]?.page_count ?? 0) + 2)}`.execute(dialect.db)
    const write = dialect.db.transaction().execute(async (transaction) => {
      const value = 'x'.repeat(100_000)
      await transaction.insertInto('state').values({ scope: 's', key: 'k', value }).execute()
    })
    await expect(write).rejects.toMatchObject({ code: 'store.full' })
    // What was there stays usable.
    await dialect.db.insertInto('state').values({ scope: 's', key: 'small', value: '1' }).execute()
    await dialect.close()
  })

  test('every way in which SQLite says it is told in our terms, others are left as they are', () => {
    const codeOf = (message: string, errcode?: number) =>
      (
        sqliteFailure(Object.assign(new Error(message), errcode === undefined ? {} : { errcode }), '/nowhere/x.db') as {
          code?: string
        }
      ).code
    expect(codeOf('database is locked')).toBe('store.locked')
    expect(codeOf('something', 5 | (2 << 8))).toBe('store.locked')
    expect(codeOf('database or disk is full')).toBe('store.full')
    expect(codeOf('database disk image is malformed')).toBe('store.corrupt')
    expect(codeOf('Failed to open database: unable to open database file', 14)).toBe('store.unwritable')
    expect(codeOf('attempt to write a readonly database')).toBe('store.unwritable')
    expect(codeOf('disk I/O error')).toBe('store.unwritable')
    expect(codeOf('UNIQUE constraint failed: state.key', 19)).toBe(undefined)
  })
})

test('a SQLite that can damage what several processes write is refused', () => {
  expect(['3.51.3', '3.51.10', '3.53.0', '4.0.0'].map(isSafe)).toEqual([true, true, true, true])
  expect(['3.51.2', '3.45.1', '3.7.0', '2.99.99', ''].map(isSafe)).toEqual([false, false, false, false, false])
})

test('what must survive a power cut is synced before it is told, the rest is not', async () => {
  const { path, locks } = await fileOf()
  const dialect = await openSqlite({ path, locks, provider: null })
  const level = async (db: typeof dialect.db) =>
    (await sql<{ synchronous: number }>`pragma synchronous`.execute(db)).rows[0]?.synchronous
  expect(await dialect.durably((transaction) => level(transaction))).toBe(2)
  await expect(dialect.durably(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await level(dialect.db)).toBe(1)
  const { rows } = await sql<{ journal_mode: string }>`pragma journal_mode`.execute(dialect.db)
  expect(rows[0]?.journal_mode).toBe('wal')
  await dialect.close()
})

test('after closing, everything is in the one file', async () => {
  const { place, path } = await fileOf()
  const store = await place.open()
  await store.state.set('a', 'b', 'c')
  await store.close()
  const wal = await stat(`${path}-wal`).catch(() => null)
  expect(wal?.size ?? 0).toBe(0)
})

test('every table is STRICT and foreign keys are on', async () => {
  const { place, path, locks } = await fileOf()
  await (await place.open()).close()
  const dialect = await openSqlite({ path, locks, provider: null })
  const { rows } = await sql<{ name: string; strict: number }>`
    select name, strict from pragma_table_list where schema = 'main' and name not like 'sqlite_%'`.execute(dialect.db)
  expect(rows.filter(({ strict }) => strict !== 1)).toEqual([])
  expect(rows.map(({ name }) => name)).toContain('days')
  const { rows: keys } = await sql<{ foreign_keys: number }>`pragma foreign_keys`.execute(dialect.db)
  expect(keys[0]?.foreign_keys).toBe(1)
  const text = sql`insert into days (user_id, date, steps, first_seen_at, changed_at) values (1, 'd', 'many', 1, 1)`
  await expect(text.execute(dialect.db)).rejects.toThrow()
  await dialect.close()
})

test('old values are kept as a revision, with the key as digits', async () => {
  const { place, path, locks } = await fileOf()
  const store = await place.open()
  const keep = (when: number, row: object) =>
    store.keep(keepOf({ at: at(when), rows: [{ table: days, rows: [{ date: '2026-01-01', ...row }] }] }))
  await keep(1, { steps: 5 })
  await keep(2, { distance_m: 1.5 })
  await keep(3, { steps: 7, distance_m: 1.5 })
  await store.keep(keepOf({ at: at(4), removed: [{ table: days, keys: [{ date: '2026-01-01' }] }] }))
  await keep(5, { steps: 7 })
  await store.close()
  const dialect = await openSqlite({ path, locks, provider: null })
  const revisions = await dialect.db
    .selectFrom('revision')
    .select(['table_name', 'row_key', 'old_values', 'seen_at'])
    .orderBy('revision_id')
    .execute()
  const key = { table_name: 'days', row_key: '{"date":"2026-01-01"}' }
  expect(revisions.map((row) => ({ ...row }))).toEqual([
    { ...key, old_values: '{"steps":5}', seen_at: 3 },
    { ...key, old_values: '{"deleted_at":4}', seen_at: 5 },
  ])
  await dialect.close()
})

test('nothing secret is in clear in the database, and an older sealed pair put back does not open', async () => {
  const { place, path, locks } = await fileOf()
  const store = await place.open()
  const tokens = tokensOf()
  await store.tokens.put(me, tokens)
  const dialect = await openSqlite({ path, locks, provider: null })
  const before = await dialect.db.selectFrom('sealed_token').select('sealed').executeTakeFirstOrThrow()
  expect(Buffer.from(before.sealed).includes(tokens.refreshToken.open())).toBe(false)
  await store.tokens.replace(me, tokensOf(), 1)
  await dialect.db.updateTable('sealed_token').set({ sealed: before.sealed }).execute()
  await dialect.close()
  await expect(store.tokens.load(me)).rejects.toMatchObject({ code: 'store.secret-key' })
})

test('a second store of this process waits for a transaction instead of failing', async () => {
  const { path, locks } = await fileOf()
  const one = await openSqlite({ path, locks, provider: null })
  const two = await openSqlite({ path, locks, provider: null })
  await sql`create table t (n integer) strict`.execute(one.db)
  let release: () => void = () => undefined
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const slow = one.db.transaction().execute(async (transaction) => {
    await sql`insert into t values (1)`.execute(transaction)
    await held
  })
  const waiting = sql`insert into t values (2)`.execute(two.db)
  setTimeout(release, 60)
  await Promise.all([slow, waiting])
  const { rows } = await sql<{ n: number }>`select n from t order by n`.execute(two.db)
  expect(rows.map(({ n }) => n)).toEqual([1, 2])
  await one.close()
  await two.close()
})

test('database locked by another run', async () => {
  const { path, locks } = await fileOf()
  const holder = await openSqlite({ path, locks, provider: null })
  await sql`create table t (n integer) strict`.execute(holder.db)
  const hasty = await openSqlite({ path, locks, provider: null, busyMs: 50 })
  await holder.db.transaction().execute(async (transaction) => {
    await sql`insert into t values (1)`.execute(transaction)
    await expect(sql`insert into t values (2)`.execute(hasty.db)).rejects.toMatchObject({ code: 'store.locked' })
    // Whoever only reads is not kept waiting.
    expect((await sql`select n from t`.execute(hasty.db)).rows).toEqual([])
  })
  await sql`insert into t values (3)`.execute(hasty.db)
  await holder.close()
  await hasty.close()
})

test('a provider that is not there is told, not guessed', async () => {
  const builtIn = await loadProvider('node').then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (builtIn !== null) expect(builtIn).toMatchObject({ code: 'store.unsupported' })
  expect(typeof (await loadProvider(null))).toBe('function')
})

describe('file modes', () => {
  let program: ChildProgram
  beforeAll(async () => {
    program = await buildChildProgram()
  })
  afterAll(() => program.clear())

  for (const umask of [0o000, 0o022, 0o077, 0o777])
    test(`files 0600, folders 0700 under any umask: ${umask.toString(8).padStart(3, '0')}`, async () => {
      const { place } = await fileOf()
      const home = join(place.home, 'deep', 'home')
      const location = { kind: 'sqlite', path: join(home, 'garminsync.db') } as const
      const child = program.start({ store: { home, location, provider: null }, do: 'use-everything', umask })
      await child.said('ready')
      const found = await walk(join(place.home, 'deep'))
      expect(found.map(({ path }) => path)).toEqual(
        expect.arrayContaining(['', '-wal', '-shm'].map((end) => `${location.path}${end}`)),
      )
      expect(found.filter(({ isFolder, mode }) => mode !== (isFolder ? 0o700 : 0o600))).toEqual([])
      child.process.stdin?.end('\n')
      await child.ended()
    })

  test('a database file that others can read is closed to them', async () => {
    const { place, path } = await fileOf()
    await (await place.open()).close()
    await chmod(path, 0o644)
    await (await place.open()).close()
    expect((await stat(path)).mode & 0o777).toBe(0o600)
  })
})
