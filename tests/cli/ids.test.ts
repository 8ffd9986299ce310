import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createShell, type Shell } from '../support/cli.ts'

const largest = 2n ** 63n - 1n
/** Where doubles, 32 bits and our own bounds end, and anything between. */
const edges = [
  1n,
  2n ** 31n,
  2n ** 32n + 1n,
  2n ** 53n - 1n,
  2n ** 53n + 1n,
  9007199254740993n,
  10n ** 18n + 1n,
  largest - 1n,
  largest,
]
const ids = [
  ...new Set([...edges, ...fc.sample(fc.bigInt({ min: 1n, max: largest }), { numRuns: 60, seed: 7 })].map(String)),
]

describe('ids up to 2^63-1', () => {
  let shell: Shell
  beforeAll(async () => {
    shell = await createShell()
    await shell.signIn()
    expect(await shell.run(['sync', 'profile'])).toMatchObject({ code: 0 })
    const db = new DatabaseSync(join(shell.home, 'garminsync.db'))
    const [account] = db.prepare('select cast(user_id as text) as id from user_account').all()
    const insert = db.prepare(
      'insert into activity (user_id, activity_id, start_utc, name, first_seen_at, changed_at) values (?, ?, ?, ?, 1, 1)',
    )
    for (const [at, id] of ids.entries()) insert.run(BigInt(String(account?.id)), BigInt(id), at, id)
    db.close()
  })
  afterAll(() => shell.close())

  it('survive store, API and command line, in lists and one by one', async () => {
    const listed = await shell.run(['activities', 'list', '--limit', 'all', '--json'])
    expect(listed.code, listed.stderr).toBe(0)
    const rows = JSON.parse(listed.stdout) as { activity_id: string; name: string }[]
    expect(rows.map((row) => row.activity_id).sort()).toEqual([...ids].sort())
    for (const row of rows) expect(row.activity_id).toBe(row.name)
    for (const id of [largest, 2n ** 53n + 1n].map(String)) {
      const shown = await shell.run(['activities', 'show', id, '--json'])
      expect(JSON.parse(shown.stdout)).toMatchObject({ activity_id: id, name: id })
    }
  }, 60_000)

  it('one more is no id, and is told so', async () => {
    const ran = await shell.run(['activities', 'show', String(largest + 1n)])
    expect([2, 10]).toContain(ran.code)
    expect(ran.stderr).toContain(String(largest + 1n))
  })
})
