import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { DatabaseSync } from '@photostructure/sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSimulator, type Simulator } from '../../src/simulator/index.ts'
import { type CliResult, createShell, type Shell } from '../support/cli.ts'

const [lena, otto] = ['70010001', '70010002']
let shell: Shell
let other: Simulator
/** Which Garmin answers: each plays one person. */
const atOthers = () => ({ GARMINSYNC_GARMIN_ORIGIN: other.origin })
const json = (ran: CliResult) => {
  expect(ran.code, ran.stderr).toBe(0)
  return JSON.parse(ran.stdout)
}
const activities = async (...more: string[]): Promise<{ activity_id: string; has_original: boolean }[]> =>
  json(await shell.run(['activities', 'list', '--json', '--limit', 'all', ...more]))

beforeAll(async () => {
  shell = await createShell({ mfa: 'none' })
  other = await createSimulator({
    years: 1,
    mfa: 'none',
    seed: 11,
    email: 'otto@example.com',
    password: 'another password',
    identity: {
      profileId: Number(otto),
      displayName: 'otto.invented',
      fullName: 'Otto Invented',
      garminGuid: '3d0c6c1e-5f0a-4b7e-9a54-0b6a52d7c002',
    },
  })
  await shell.signIn()
  const login = ['auth', 'login', '--email', other.email, '--password-stdin']
  const ran = await shell.run(login, { stdin: other.password, env: atOthers() })
  expect(ran.code, ran.stderr).toBe(0)
})
afterAll(async () => {
  await other.close()
  await shell.close()
})

describe('several accounts on one installation', () => {
  it('auth list shows them all; the one that signed in last is current until auth switch', async () => {
    const list = async (env = {}) => json(await shell.run(['auth', 'list', '--json'], { env })) as object[]
    expect(await list()).toMatchObject([
      { user_id: lena, signed_in: true, current: false, region: 'com' },
      { user_id: otto, signed_in: true, current: true, full_name: 'Otto Invented' },
    ])
    const ran = await shell.run(['auth', 'switch', lena])
    expect(ran.code, ran.stderr).toBe(0)
    expect(await list()).toMatchObject([{ current: true }, { current: false }])
    expect((await shell.run(['auth', 'list'])).stdout).toMatch(/\* {2}70010001/)
    expect((await shell.run(['auth', 'switch', 'Otto Invented'])).code).toBe(0)
    expect(await list()).toMatchObject([{ current: false }, { current: true }])
    expect((await shell.run(['auth', 'switch', '123'])).code).toBe(10)
  })

  it('--user wins over GARMINSYNC_USER, which wins over auth switch', async () => {
    await shell.run(['auth', 'switch', lena])
    const who = async (args: string[], env = {}) =>
      json(await shell.run(['status', '--json', ...args], { env })).account.user_id
    expect(await who([])).toBe(lena)
    expect(await who([], { GARMINSYNC_USER: otto })).toBe(otto)
    expect(await who(['--user', lena], { GARMINSYNC_USER: otto })).toBe(lena)
  })

  it('an account that is not there is exit 10 for every command, and none acts for another instead', async () => {
    for (const words of [['status'], ['sync'], ['activities', 'list'], ['auth', 'logout'], ['auth', 'pair']])
      expect([words, (await shell.run([...words, '--user', '123'])).code]).toEqual([words, 10])
  })
})

describe('nothing crosses over', () => {
  beforeAll(async () => {
    for (const [user, env] of [
      [lena, {}],
      [otto, atOthers()],
    ] as const) {
      const ran = await shell.run(['sync', '--from', '-20d', '--user', user], { env })
      expect(ran.code, ran.stderr).toBe(0)
    }
    // A token went to its own Garmin only: the other one would have refused it.
    expect(shell.simulator.violations).toEqual([])
    expect(other.violations).toEqual([])
    expect(other.requests.some(({ status }) => status === 401)).toBe(false)
  })

  it('by CLI --user: lists, single items, files, jobs and coverage are the own ones', async () => {
    const [hers, his] = [await activities('--user', lena), await activities('--user', otto)]
    expect(hers.length).toBeGreaterThan(0)
    expect(his.length).toBeGreaterThan(0)
    const hersOnly = new Set(hers.map(({ activity_id }) => activity_id))
    const foreign = his.filter(({ activity_id }) => !hersOnly.has(activity_id))
    expect(foreign.length).toBeGreaterThan(0)
    const { activity_id } = foreign.find(({ has_original }) => has_original) ?? foreign[0]!
    for (const words of [
      ['activities', 'show', activity_id],
      ['activities', 'file', activity_id],
    ]) {
      expect((await shell.run([...words, '--user', lena])).code).toBe(10)
      expect((await shell.run([...words, '--user', otto])).code).toBe(0)
    }
    const jobs = json(await shell.run(['sync', 'list', '--json', '--user', otto])) as { job_id: string }[]
    for (const words of ['status', 'watch', 'cancel'])
      expect((await shell.run(['sync', words, jobs[0]!.job_id, '--user', lena])).code).toBe(10)
    expect(json(await shell.run(['sync', 'list', '--json', '--user', lena]))).toHaveLength(1)
  })

  it("by API with account A's bearer: B's activities, jobs, sessions, files and coverage are neither seen nor changed", async () => {
    const serving = shell.start(['serve', '--port', '0', '--json'])
    const { value } = await createInterface({ input: serving.child.stdout! })[Symbol.asyncIterator]().next()
    const { url } = JSON.parse(value) as { url: string }
    try {
      const call = async (method: string, path: string, token?: string, body?: object) => {
        const answer = await fetch(`${url}/api/v1/${path}`, {
          method,
          headers: {
            'content-type': 'application/json',
            ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        })
        return { status: answer.status, json: await answer.json().catch(() => null) }
      }
      const sessionOf = async (user: string) => {
        const { code } = json(await shell.run(['auth', 'pair', '--json', '--user', user]))
        return (await call('POST', 'auth/pair/redeem', undefined, { code })).json
      }
      const [hers, his] = [await sessionOf(lena), await sessionOf(otto)]
      const own = (await call('GET', 'activities?limit=1000', hers.access_token)).json.items as {
        activity_id: string
      }[]
      const ids = new Set(own.map((row) => row.activity_id))
      const foreign = (await activities('--user', otto)).find(({ activity_id }) => !ids.has(activity_id))!.activity_id
      const job = (await call('GET', 'sync/jobs', his.access_token)).json.items[0].job_id
      for (const [method, path] of [
        ['GET', `activities/${foreign}`],
        ['GET', `activities/${foreign}/file`],
        ['GET', `sync/jobs/${job}`],
        ['GET', `sync/jobs/${job}/events`],
        ['POST', `sync/jobs/${job}/cancel`],
        ['DELETE', `auth/sessions/${his.session_id}`],
      ] as const) {
        const body = method === 'GET' ? undefined : {}
        expect([path, (await call(method, path, hers.access_token, body)).status]).toEqual([path, 404])
      }
      const sessions = (await call('GET', 'auth/sessions', hers.access_token)).json.items as { user_id: string }[]
      expect(new Set(sessions.map((session) => session.user_id))).toEqual(new Set([lena]))
      expect((await call('GET', 'auth/session', his.access_token)).json).toMatchObject({
        user_id: otto,
        status: 'active',
      })
      const tokens = [hers, his].map(({ token_id }) => token_id)
      expect(new Set(tokens).size).toBe(2)
    } finally {
      serving.child.kill('SIGTERM')
      await serving.ended
    }
  })

  it('every row, file and state carries one of the two accounts', () => {
    const db = new DatabaseSync(join(shell.home, 'garminsync.db'))
    const tables = db.prepare("select name from sqlite_master where type = 'table'").all() as { name: string }[]
    let checked = 0
    for (const { name } of tables) {
      const columns = db.prepare(`pragma table_info("${name}")`).all() as { name: string }[]
      if (!columns.some((column) => column.name === 'user_id')) continue
      const strangers = db.prepare(`select count(*) as n from "${name}" where user_id not in (${lena}, ${otto})`)
      expect([name, Number((strangers.get() as { n: number }).n)]).toEqual([name, 0])
      checked++
    }
    db.close()
    expect(checked).toBeGreaterThan(10)
    expect(readdirSync(join(shell.home, 'originals')).sort()).toEqual([lena, otto])
  })

  it('the end of one sign-in is not the end of the other', async () => {
    other.auth.signOutEverywhere()
    expect((await shell.run(['sync', '--user', otto, '--full'], { env: atOthers() })).code).toBe(4)
    expect((await shell.run(['auth', 'status', '--user', lena])).code).toBe(0)
    expect((await shell.run(['sync', '--user', lena])).code).toBe(0)
    expect((await shell.run(['auth', 'logout', '--user', otto])).code).toBe(0)
    expect(json(await shell.run(['auth', 'list', '--json']))).toMatchObject([{ signed_in: true }, { signed_in: false }])
    expect((await activities('--user', otto)).length).toBeGreaterThan(0)
  })
})

describe('a client of a server', () => {
  it('pairs from another home, is listed, renewed and revoked; --user picks among its sessions', async () => {
    const serving = shell.start(['serve', '--port', '0', '--json'])
    const { value } = await createInterface({ input: serving.child.stdout! })[Symbol.asyncIterator]().next()
    const { url } = JSON.parse(value) as { url: string }
    try {
      const { code } = json(await shell.run(['auth', 'pair', '--json', '--user', lena]))
      const away = { env: { GARMINSYNC_HOME: join(shell.cwd, 'away') } }
      const ran = await shell.run(['--server', url, 'auth', 'pair', '-'], { ...away, stdin: code })
      expect(ran.code, ran.stderr).toBe(0)
      expect((await shell.run(['--server', url, 'auth', 'pair', code], away)).code).toBe(4)
      expect(json(await shell.run(['--server', url, 'auth', 'list', '--json'], away))).toMatchObject([
        { user_id: lena },
      ])
      expect((await shell.run(['--server', url, 'status', '--user', lena], away)).code).toBe(0)
      expect((await shell.run(['--server', url, 'status', '--user', otto], away)).code).toBe(4)
      const { session_id } = json(await shell.run(['--server', url, 'auth', 'status', '--json'], away))
      expect((await shell.run(['auth', 'status', '--sessions', '--user', lena])).stdout).toContain(session_id)
      expect((await shell.run(['auth', 'logout', '--session', session_id, '--user', lena])).code).toBe(0)
      expect((await shell.run(['--server', url, 'status'], away)).code).toBe(4)
      expect((await shell.run(['auth', 'status', '--user', lena])).code).toBe(0)
    } finally {
      serving.child.kill('SIGTERM')
      await serving.ended
    }
  })
})
