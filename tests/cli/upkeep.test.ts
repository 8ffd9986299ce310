import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { DatabaseSync } from '@photostructure/sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contentOf, difference } from '../../bench/store-content.mjs'
import { createShell, type Shell } from '../support/cli.ts'

describe('rebuild and verify with the built command', () => {
  let shell: Shell
  beforeAll(async () => {
    shell = await createShell()
    await shell.signIn()
    expect(await shell.run(['sync', '--from', '-60d'])).toMatchObject({ code: 0 })
  })
  afterAll(() => shell.close())
  const edit = (sql: string) => {
    const db = new DatabaseSync(join(shell.home, 'garminsync.db'))
    db.exec(sql)
    db.close()
  }
  const same = (before: Map<string, number>) =>
    expect(difference(before, contentOf(shell.home))).toEqual({ lost: [], doubled: [] })

  it('verify says that all is whole; rebuild works offline and changes nothing', async () => {
    const before = contentOf(shell.home)
    shell.asked()
    const verified = await shell.run(['verify', '--deep'])
    expect(verified, verified.stderr).toMatchObject({ code: 0 })
    expect(verified.stdout + verified.stderr).toMatch(/All is whole: [\d,]+ answers and [\d,]+ originals checked/)
    const rebuilt = await shell.run(['rebuild'], { env: { GARMINSYNC_GARMIN_ORIGIN: 'http://127.0.0.1:9' } })
    expect(rebuilt, rebuilt.stderr).toMatchObject({ code: 0 })
    expect(rebuilt.stdout + rebuilt.stderr).toContain('nothing became different')
    same(before)
    expect(shell.asked()).toBe(0)
  }, 60_000)

  it('a rebuild that is killed leaves the old tables; the next one makes them anew', async () => {
    const before = contentOf(shell.home)
    edit('update daily_summary set steps = -1')
    const spoilt = contentOf(shell.home)
    for (const ms of [150, 250, 350, 450]) {
      const { child, ended } = shell.start(['rebuild'])
      await sleep(ms)
      const left = difference(spoilt, contentOf(shell.home))
      // Readers see the old tables or the new ones, never half of both.
      if (left.lost.length > 0) expect(difference(before, contentOf(shell.home))).toEqual({ lost: [], doubled: [] })
      child.kill('SIGKILL')
      await ended
      const now = contentOf(shell.home)
      expect([difference(spoilt, now).lost.length, difference(before, now).lost.length]).toContain(0)
    }
    expect(await shell.run(['rebuild'])).toMatchObject({ code: 0 })
    same(before)
  }, 60_000)

  it('what is missing ends verify with 9 and names the file; sync fetches it again; then all is whole', async () => {
    const [folder = ''] = readdirSync(join(shell.home, 'originals'))
    const [part = ''] = readdirSync(join(shell.home, 'originals', folder))
    rmSync(join(shell.home, 'originals', folder, part), { recursive: true })
    const ran = await shell.run(['verify'])
    expect(ran.code, ran.stderr).toBe(9)
    expect(ran.stdout).toMatch(/original +(wellness_fit|activity_original)/)
    expect(ran.stdout).toContain('fetches it again')
    expect(ran.stderr).toContain('garminsync sync')
    const rebuilt = await shell.run(['rebuild'])
    expect(rebuilt.code, rebuilt.stderr).toBe(9)
    expect(await shell.run(['sync'])).toMatchObject({ code: 0 })
    expect(await shell.run(['verify', '--deep'])).toMatchObject({ code: 0 })
  }, 60_000)

  it('works on this machine only', async () => {
    for (const command of ['rebuild', 'verify'])
      expect(await shell.run([command, '--server', 'http://127.0.0.1:1'])).toMatchObject({ code: 2 })
  })
})
