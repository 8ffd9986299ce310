import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { afterEach, describe, expect, it } from 'vitest'
import type { LocalDate } from '../../src/domain/index.ts'
import { createWorld, sync, type World } from '../support/world.ts'

const worlds: World[] = []
const open = async (...args: Parameters<typeof createWorld>) => {
  const world = await createWorld(...args)
  worlds.push(world)
  await world.signIn()
  return world
}
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close()
})
const never = new AbortController().signal
const rebuild = async (world: World) => (await (await world.app()).upkeep.rebuild({ userId: null, signal: never }))[0]!
const verify = async (world: World, deep = false) =>
  (await (await world.app()).upkeep.verify({ userId: null, signal: never, deep }))[0]!

const edit = (world: World, sql: string) => {
  const db = new DatabaseSync(join(world.home, 'garminsync.db'))
  try {
    db.exec(sql)
  } finally {
    db.close()
  }
}
const reading = <T>(world: World, use: (read: (sql: string) => Record<string, unknown>[]) => T): T => {
  const db = new DatabaseSync(join(world.home, 'garminsync.db'), { readOnly: true })
  try {
    return use((sql) => {
      const statement = db.prepare(sql)
      statement.setReadBigInts(true)
      return statement.all() as Record<string, unknown>[]
    })
  } finally {
    db.close()
  }
}
const read = (world: World, sql: string) => reading(world, (rows) => rows(sql))

const rowText = (row: Record<string, unknown>) =>
  JSON.stringify(row, (_key, value) =>
    typeof value === 'bigint' ? `${value}n` : value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value,
  )

/** Everything of the store, byte for byte, but for what belongs to clients and runs. */
const apart = /^(sqlite_|user_session|authentication_token|sealed_|sync_job|job_event|account_event|state)/
const contentOf = (world: World): Record<string, string[]> =>
  // One connection for all tables: a closed one keeps its file open until its statements are collected.
  reading(world, (rows) =>
    Object.fromEntries(
      rows("select name from sqlite_master where type = 'table' order by name")
        .map(({ name }) => String(name))
        .filter((name) => !apart.test(name))
        // Where its key does not say it, the order of a table's rows means nothing.
        .map((name) => [name, rows(`select * from "${name}"`).map(rowText).sort()]),
    ),
  )
/** Names of the tables that datasets fill. */
const madeTables = (world: World) =>
  Object.keys(contentOf(world)).filter(
    (name) => !/^(raw_|original$|ledger$|revision$|series$|user_account|schema_)/.test(name),
  )
const originalsOf = (world: World) =>
  readdirSync(join(world.home, 'originals'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()

/** A life with edits, deletions, late changes and new uploads, each followed by a run. */
async function lived() {
  const world = await open()
  expect(await sync(world, { from: '-40d' })).toMatchObject({ status: 'completed' })
  const { life } = world.simulator
  const days = () => life.days().filter((date) => life.day(date).worn)
  const [first, second, third] = life.activities()
  life.rename(first!.id, 'A new name')
  life.deleteActivity(second!.id)
  life.changeDay(days().at(-9) as LocalDate)
  life.addActivity({ name: 'After work' })
  life.upload()
  expect(await sync(world)).toMatchObject({ status: 'completed' })
  const weighIn = life.weighIns().at(-1)
  if (weighIn) life.deleteWeighIn(weighIn.samplePk)
  life.rename(first!.id, 'Another name')
  life.rename(third!.id, 'A third one')
  life.advance(2)
  expect(await sync(world, { full: true })).toMatchObject({ status: 'completed' })
  life.rename(first!.id, 'A new name')
  life.upload()
  expect(await sync(world, { full: true })).toMatchObject({ status: 'completed' })
  return world
}

describe('rebuild', () => {
  it('gives the same content byte for byte, after edits, deletions, revisions and late changes, and asks Garmin nothing', async () => {
    const world = await lived()
    const before = contentOf(world)
    expect(before.revision?.length).toBeGreaterThan(3)
    expect(before.activity?.some((row) => /"deleted_at":"\d+n"/.test(row))).toBe(true)
    world.asked()
    expect(await rebuild(world)).toMatchObject({ changed: {}, unread: [] })
    expect(contentOf(world)).toEqual(before)
    expect(world.asked()).toEqual([])
  }, 120_000)

  it('makes emptied, changed and doubled tables what they were', async () => {
    const world = await lived()
    const before = contentOf(world)
    const tables = madeTables(world)
    expect(tables.length).toBeGreaterThanOrEqual(10)
    for (const table of tables.filter((_, at) => at % 2 === 0)) edit(world, `delete from "${table}"`)
    edit(world, "update activity set name = 'broken', deleted_at = null; delete from series; delete from revision")
    edit(world, 'update daily_summary set steps = steps + 1, first_seen_at = 1')
    const { changed } = await rebuild(world)
    expect(Object.keys(changed).length).toBeGreaterThanOrEqual(5)
    const { revision: _, ...after } = contentOf(world)
    const { revision: revisions, ...wanted } = before
    for (const table of Object.keys(wanted)) expect([table, after[table]]).toEqual([table, wanted[table]])
    const withoutNumber = (rows: string[] = []) => rows.map((row) => row.replace(/"revision_id":"\d+n",/, '')).sort()
    expect(withoutNumber(contentOf(world).revision)).toEqual(withoutNumber(revisions))
  }, 120_000)

  it('is refused while a sync of the account is under way', async () => {
    const world = await open({ latencyMs: 40 })
    const client = await world.client()
    const { body: job } = await client.syncStart({ body: { sync_type: 'all', from: '-5d' } })
    for await (const { data } of client.syncEvents({ params: { job_id: job.job_id } }))
      if (data.type === 'progress') break
    await expect(rebuild(world)).rejects.toMatchObject({ code: 'sync.busy' })
    await client.syncCancel({ params: { job_id: job.job_id } })
  })

  it('happens by itself before the next run when a reader has become another', async () => {
    const world = await open()
    expect(await sync(world, { from: '-5d' })).toMatchObject({ status: 'completed' })
    const before = contentOf(world)
    edit(world, "update state set value = json_set(value, '$.sleep', 0) where key = 'made-with'; delete from sleep")
    expect(await sync(world)).toMatchObject({ status: 'completed' })
    expect(contentOf(world).sleep).toEqual(before.sleep)
  })
})

describe('verify', () => {
  it('of a sound store finds nothing, deep or not', async () => {
    const world = await open()
    await sync(world, { from: '-10d' })
    expect(await verify(world)).toMatchObject({ damages: [], reread: null })
    const { damages, reread, answers, originals } = await verify(world, true)
    expect(damages).toEqual([])
    expect(reread).toMatchObject({ changed: {}, unread: [] })
    expect(answers).toBeGreaterThan(10)
    expect(originals).toBe(originalsOf(world).length)
  }, 120_000)

  it('a damaged and a missing original are named, marked, and fetched again by the next sync; then all is as it was', async () => {
    const world = await open()
    await sync(world, { from: '-10d' })
    const before = contentOf(world)
    const [one, two] = originalsOf(world)
    const bytes = readFileSync(one!)
    // One bit within, so that neither length nor checksum at its end tell.
    bytes[Math.floor(bytes.length / 2)]! ^= 1
    writeFileSync(one!, bytes)
    rmSync(two!)
    const { damages } = await verify(world)
    expect(damages.map(({ kind, fetched_again }) => [kind, fetched_again])).toEqual(
      expect.arrayContaining([
        ['original', true],
        ['original', true],
      ]),
    )
    await expect(rebuild(world)).rejects.toMatchObject({ code: 'store.damaged' })
    const marked = read(world, "select item, reason from ledger where state = 'failed'")
    expect(marked.length).toBeGreaterThanOrEqual(1)
    expect(marked.every(({ reason }) => reason === 'store.damaged')).toBe(true)
    world.asked()
    expect(await sync(world)).toMatchObject({ status: 'completed' })
    expect(world.asked().filter((path) => path.startsWith('/download-service')).length).toBe(marked.length)
    expect(await verify(world, true)).toMatchObject({ damages: [] })
    const after = contentOf(world)
    for (const table of [...madeTables(world), 'revision', 'series'])
      expect([table, after[table]]).toEqual([table, before[table]])
  }, 120_000)

  it('a damaged answer is named, marked, and fetched again by the next sync', async () => {
    const world = await open()
    await sync(world, { from: '-10d' })
    const before = contentOf(world)
    edit(
      world,
      "update raw_body set body = x'00' where sha256 in (select sha256 from raw_answer where dataset in ('sleep', 'training_status', 'weight', 'activity_list'))",
    )
    await expect(rebuild(world)).rejects.toMatchObject({ code: 'store.damaged' })
    const { damages } = await verify(world)
    expect(damages.length).toBeGreaterThan(3)
    expect(damages.every((damage) => damage.kind === 'answer' && damage.fetched_again)).toBe(true)
    expect(await sync(world)).toMatchObject({ status: 'completed' })
    expect(await verify(world)).toMatchObject({ damages: [] })
    const after = contentOf(world)
    for (const table of madeTables(world)) expect([table, after[table]]).toEqual([table, before[table]])
  }, 120_000)

  it('deep finds tables that are not what the answers say; rebuild mends them', async () => {
    const world = await open()
    await sync(world, { from: '-5d' })
    edit(world, 'update daily_summary set steps = 1')
    const { damages } = await verify(world, true)
    expect(damages).toMatchObject([{ kind: 'table', what: 'daily_summary' }])
    await rebuild(world)
    expect(await verify(world, true)).toMatchObject({ damages: [] })
  }, 120_000)
})
