import { statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { afterEach, describe, expect, it } from 'vitest'
import { type CliResult, createShell, type Shell } from '../support/cli.ts'
import { expectNoSecret, secretsOf, walk, watchArguments } from '../support/secrets.ts'

const shells: Shell[] = []
const open = async (...args: Parameters<typeof createShell>): Promise<Shell> => {
  const shell = await createShell(...args)
  shells.push(shell)
  return shell
}
afterEach(async () => {
  for (const shell of shells.splice(0)) await shell.close()
})

const database = (shell: Shell) => join(shell.home, 'garminsync.db')
const edit = (shell: Shell, sql: string) => {
  const db = new DatabaseSync(database(shell))
  db.exec(sql)
  db.close()
}
/** One sentence of what happened, and one of what to do next. */
const saysWhatToDo = (ran: CliResult) => {
  expect(
    ran.stderr
      .trim()
      .split('\n')
      .filter((line) => line !== '').length,
    ran.stderr,
  ).toBeLessThanOrEqual(4)
  expect(ran.stderr).not.toMatch(/\bat .+\.js:\d+|Error:/)
}
const wait = (condition: () => boolean) =>
  new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      if (!condition()) return
      clearInterval(timer)
      resolve()
    }, 2)
  })

describe('bad luck with the store: exit 9, one clear sentence, and nothing lost', () => {
  it('home folder not writable', async () => {
    const shell = await open()
    const file = join(shell.cwd, 'a-file')
    writeFileSync(file, '')
    const ran = await shell.run(['sync'], { env: { GARMINSYNC_HOME: join(file, 'home') } })
    expect(ran.code, ran.stderr).toBe(9)
    saysWhatToDo(ran)
  })

  it('disk full in mid-sync: what was fetched stays, and the next sync goes on without asking twice', async () => {
    const shell = await open()
    await shell.signIn()
    // A limit on the size of files, in KiB: the database meets it in the middle of the run.
    const size = Math.ceil(statSync(database(shell)).size / 1024)
    const full = await shell.bash(`ulimit -f ${size + 700}; garminsync sync --from -60d`)
    expect(full.code, full.stderr).toBe(9)
    saysWhatToDo(full)
    const before = shell.simulator.requests.length
    expect(before).toBeGreaterThan(5)
    const rest = await shell.run(['sync'])
    expect(rest.code, rest.stderr).toBe(0)
    const asked = shell.simulator.requests.map(({ method, path, query, body }) =>
      JSON.stringify([method, path, query, body]),
    )
    // The answer that found no room, and whether the watch has uploaded meanwhile.
    expect(asked.length - new Set(asked).size).toBeLessThanOrEqual(2)
  }, 60_000)

  it('database locked by another program', async () => {
    const shell = await open()
    await shell.signIn()
    const db = new DatabaseSync(database(shell))
    try {
      db.exec('begin immediate')
      const ran = await shell.run(['sync', '--from', '-3d'])
      expect(ran.code, ran.stderr).toBe(9)
      saysWhatToDo(ran)
    } finally {
      db.exec('rollback')
      db.close()
    }
    expect((await shell.run(['sync', '--from', '-3d'])).code).toBe(0)
  }, 60_000)

  it('two syncs at once: the second attaches to the first, and both end well', async () => {
    const shell = await open({ latencyMs: 15 })
    await shell.signIn()
    const first = shell.start(['sync', '--from', '-10d'])
    await wait(() => shell.simulator.requests.length > 3)
    const second = await shell.run(['sync', '--from', '-10d'])
    expect(second.code, second.stderr).toBe(0)
    expect((await first.ended).code).toBe(0)
    expect(JSON.parse((await shell.run(['sync', 'list', '--json'])).stdout)).toHaveLength(1)
    expect(shell.simulator.violations).toEqual([])
  })

  it('database of a newer version', async () => {
    const shell = await open()
    await shell.signIn()
    edit(shell, "insert into schema_version (version, name, applied_at) values (9999, 'later', 0)")
    const ran = await shell.run(['status'])
    expect(ran.code, ran.stderr).toBe(9)
    expect(ran.stderr).toContain('newer version')
    saysWhatToDo(ran)
  })

  it('database of a newer version, told by its user_version alone', async () => {
    const shell = await open()
    await shell.signIn()
    edit(shell, 'pragma user_version = 9999')
    const ran = await shell.run(['status'])
    expect(ran.code, ran.stderr).toBe(9)
    expect(ran.stderr).toContain('newer version')
  })

  it('corrupted database file', async () => {
    const shell = await open()
    await shell.signIn()
    edit(shell, 'pragma wal_checkpoint(truncate)')
    writeFileSync(database(shell), 'not a database, but long enough to be looked at as one'.repeat(200))
    const ran = await shell.run(['status'])
    expect(ran.code, ran.stderr).toBe(9)
    expect(ran.stderr).toContain('damaged')
    saysWhatToDo(ran)
    expect((await shell.run(['doctor'])).stdout).toContain('damaged')
  })
})

describe('bad luck with Garmin', () => {
  it('token refused: exit 4, and a further sync sends at most 2 requests', async () => {
    const shell = await open()
    await shell.signIn()
    expect((await shell.run(['sync', '--from', '-2d'])).code).toBe(0)
    shell.simulator.auth.signOutEverywhere()
    shell.asked()
    const ran = await shell.run(['sync', '--full'])
    expect(ran.code, ran.stderr).toBe(4)
    expect(ran.stderr).toContain('garminsync auth login')
    saysWhatToDo(ran)
    shell.asked()
    expect((await shell.run(['sync'])).code).toBe(4)
    expect(shell.asked()).toBeLessThanOrEqual(2)
    expect((await shell.run(['activities', 'list'])).code).toBe(0)
  })

  it('rate-limited: exit 7 with the time to go on at', async () => {
    const shell = await open()
    await shell.signIn()
    shell.simulator.faults.add({ match: 'hrv-service', kind: '429', retryAfter: 1800, times: null })
    const ran = await shell.run(['sync', '--from', '-5d', '--json'])
    expect(ran.code, ran.stderr).toBe(7)
    const problem = JSON.parse(ran.stderr)
    expect(problem).toMatchObject({ code: 'garmin.rate-limited' })
    expect(Date.parse(problem.retry_at)).toBeGreaterThan(Date.now() + 1_500_000)
  })

  it('some items failed: exit 3, and the next sync asks for those only', async () => {
    const shell = await open()
    await shell.signIn()
    const fault = shell.simulator.faults.add({ match: 'files/wellness', kind: 'forbidden', times: null })
    const ran = await shell.run(['sync', '--from', '-3d'])
    expect(ran.code, ran.stderr).toBe(3)
    expect((await shell.run(['coverage', 'wellness_fit', '--gaps'])).stdout).toMatch(/failed/)
    shell.simulator.faults.remove(fault)
    shell.asked()
    expect((await shell.run(['sync'])).code).toBe(0)
    expect(shell.asked()).toBeLessThanOrEqual(2 + 4)
  })

  it('403 of the edge: exit 8, and nothing is marked empty', async () => {
    const shell = await open()
    await shell.signIn()
    shell.simulator.faults.add({ match: 'wellness', kind: 'challenge', times: null })
    const ran = await shell.run(['sync', '--from', '-3d', '--max-wait', '1s'])
    expect(ran.code, ran.stderr).toBe(8)
    const rows = JSON.parse((await shell.run(['coverage', '--json'])).stdout) as { dataset: string; empty: number }[]
    expect(rows.find((row) => row.dataset === 'wellness_fit')?.empty).toBe(0)
  })
})

describe('a simulator is not Garmin', () => {
  it('a token from a stand-in on this machine never leaves for Garmin', async () => {
    const shell = await open()
    await shell.signIn()
    const ran = await shell.run(['sync'], { env: { GARMINSYNC_GARMIN_ORIGIN: '', GARMINSYNC_PACE: '' } })
    expect(ran.code, ran.stderr).toBe(4)
    expect(ran.stderr).toContain('signed in at a simulator')
  })
})

describe('Ctrl-C twice', () => {
  it('stops at once with 130 and loses nothing', async () => {
    const shell = await open({ latencyMs: 30 })
    await shell.signIn()
    const { child, ended } = shell.start(['sync', '--from', '-20d'])
    await wait(() => shell.simulator.requests.length > 6)
    child.kill('SIGINT')
    child.kill('SIGINT')
    expect((await ended).code).toBe(130)
    const rest = await shell.run(['sync'])
    expect(rest.code, rest.stderr).toBe(0)
    const asked = shell.simulator.requests.map(({ method, path, query, body }) =>
      JSON.stringify([method, path, query, body]),
    )
    // The request under way, and whether the watch has uploaded meanwhile.
    expect(asked.length - new Set(asked).size).toBeLessThanOrEqual(2)
  })
})

describe('no secret in any file, log, error or argument list', () => {
  it('after sign-in, sync, refresh and faults; files 0600, folders 0700 under any umask', async () => {
    const shell = await open()
    const { email, password, faults } = shell.simulator
    const said: CliResult[] = []
    const watch = watchArguments()
    let argv = ''
    try {
      said.push(
        await shell.run(['auth', 'login', '--email', email, '--password-stdin', '--verbose'], {
          stdin: `${password}\n`,
        }),
      )
      said.push(await shell.run(['auth', 'mfa', '000000', '--verbose']))
      said.push(await shell.run(['auth', 'mfa', '-', '--verbose'], { stdin: shell.code() }))
      said.push(await shell.bash('umask 000; garminsync sync --from -3d --verbose'))
      said.push(await shell.run(['auth', 'refresh', '--verbose']))
      faults.add({ match: 'hrv-service', kind: 'token-not-active', times: null })
      said.push(await shell.run(['sync', '--full', '--verbose']))
      faults.clear()
      shell.simulator.auth.signOutEverywhere()
      said.push(await shell.run(['sync', '--full', '--verbose', '--json']))
      said.push(
        await shell.run(['doctor']),
        await shell.run(['status', '--json']),
        await shell.run(['auth', 'status', '--json']),
      )
    } finally {
      argv = watch.stop()
    }
    const secrets = secretsOf(shell)
    expect(secrets.length).toBeGreaterThan(6)
    const outputs = said.map(({ stdout, stderr }) => stdout + stderr).join('\n')
    const files = walk(shell.home)
    expect(files.length).toBeGreaterThan(5)
    expectNoSecret(secrets, { 'what was said': outputs, 'an argument list': argv }, [shell.home])
    for (const { path, isFile, mode } of files)
      expect([path, (mode & 0o777).toString(8)]).toEqual([path, isFile ? '600' : '700'])
  }, 120_000)
})
