import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createShell, type Shell } from '../support/cli.ts'

describe('syncing and looking with the built command', () => {
  let shell: Shell
  beforeAll(async () => {
    shell = await createShell()
    await shell.signIn()
    const first = await shell.run(['sync'])
    expect(first, first.stderr).toMatchObject({ code: 0 })
    expect(first.stdout).toMatch(/^Synced: [\d,]+ new/)
  })
  afterAll(() => shell.close())

  const json = async (...args: string[]) => {
    const ran = await shell.run([...args, '--json'])
    expect(ran, ran.stderr).toMatchObject({ code: 0 })
    return JSON.parse(ran.stdout)
  }

  it('garminsync sync && garminsync sync: the second run sends at most 2 requests when nothing changed, and says so', async () => {
    shell.asked()
    const ran = await shell.run(['sync'])
    expect(ran.code, ran.stderr).toBe(0)
    expect(ran.stdout).toMatch(/^Nothing new: [0-2] requests?\.\n$/)
    expect(shell.asked()).toBeLessThanOrEqual(2)
    expect(shell.simulator.violations).toEqual([])
  })

  it('--dry-run prints the planned requests and sends none', async () => {
    shell.asked()
    const plan = await json('sync', '--full', '--dry-run')
    expect(plan.total).toBe(plan.requests.length)
    expect(plan.total).toBeGreaterThan(0)
    expect(shell.asked()).toBe(0)
  })

  it('--detach leaves the run to a process that outlives the command, and prints the job id', async () => {
    const ran = await shell.run(['sync', 'workouts', '--full', '--detach'])
    expect(ran.code, ran.stderr).toBe(0)
    const jobId = ran.stdout.trim()
    const watched = await shell.run(['sync', 'watch', jobId, '--json'])
    expect(watched.code, watched.stderr).toBe(0)
    expect(JSON.parse(watched.stdout)).toMatchObject({ job_id: jobId, status: 'completed', progress: 100 })
  })

  it('sync status JOB --json is the SyncJob; sync list has it', async () => {
    const [job] = await json('sync', 'list', '--limit', '1')
    expect(await json('sync', 'status', job.job_id)).toEqual(job)
    expect(Object.keys(job)).toEqual(
      expect.arrayContaining([
        'job_id',
        'user_id',
        'status',
        'progress',
        'start_time',
        'end_time',
        'sync_type',
        'error_message',
        'total_items',
        'processed_items',
      ]),
    )
  })

  it('activities list --json has the fields that others rely on, newest first, ids exact', async () => {
    const all = await json('activities', 'list', '--limit', 'all')
    expect(all.length).toBeGreaterThan(50)
    expect((await json('activities', 'list')).length).toBe(50)
    const starts = all.map((row: { start_utc: string }) => row.start_utc)
    expect(starts).toEqual([...starts].sort().reverse())
    const truth = shell.simulator.life.activities().map(({ id }) => String(id))
    expect(all.map((row: { activity_id: string }) => row.activity_id)).toEqual(expect.arrayContaining(truth))
    expect(all[0]).toMatchObject({
      activity_id: expect.stringMatching(/^\d+$/),
      is_manual: expect.any(Boolean),
      has_original: expect.any(Boolean),
      deleted_at: null,
    })
    const shown = await json('activities', 'show', all[0].activity_id)
    expect(shown).toMatchObject({ activity_id: all[0].activity_id, name: all[0].name })
  })

  it('activities file prints the original byte for byte', async () => {
    const all: { activity_id: string; original_sha256: string | null }[] = await json(
      'activities',
      'list',
      '--limit',
      'all',
    )
    const one = all.find((row) => row.original_sha256 !== null)
    const ran = await shell.bash(`garminsync activities file ${one?.activity_id} | sha256sum`)
    expect(ran.stdout.split(' ')[0]).toBe(one?.original_sha256)
  })

  it('health show, coverage, workouts and status read the store offline', async () => {
    shell.asked()
    expect(await json('health', 'show', 'yesterday')).toMatchObject({
      day: expect.any(String),
      states: expect.any(Object),
    })
    const coverage: { dataset: string; present: number }[] = await json('coverage')
    expect(coverage.find((row) => row.dataset === 'sleep')?.present).toBeGreaterThan(100)
    const workouts = await json('workouts', 'list')
    expect(await json('workouts', 'show', workouts[0].workout_id)).toMatchObject({ workout_id: workouts[0].workout_id })
    expect(await json('status')).toMatchObject({ signed_in: true, last_job: { status: 'completed' } })
    for (const args of [
      ['status'],
      ['coverage'],
      ['coverage', '--gaps'],
      ['workouts', 'list'],
      ['health', 'show'],
      ['doctor'],
    ])
      expect(await shell.run(args)).toMatchObject({ code: 0 })
    expect(shell.asked()).toBe(0)
  })

  const failing: [string, string[], number, Record<string, string>?][] = [
    ['unknown activity id', ['activities', 'show', '1'], 10],
    ['unknown workout', ['workouts', 'show', '1'], 10],
    ['unknown job', ['sync', 'status', 'nope'], 10],
    ['unknown dataset', ['coverage', 'slepe'], 10],
    ['unknown command', ['statsu'], 2],
    ['unknown option', ['status', '--jsno'], 2],
    ['date that does not exist', ['health', 'show', '2025-02-29'], 2],
    ['end before start', ['sync', '--from', '2026-01-31', '--to', '2026-01-01'], 2],
    ['unknown account', ['status', '--user', '1'], 10],
    ['server that is not there', ['status', '--server', 'http://127.0.0.1:9'], 8],
    [
      'Garmin unreachable',
      ['sync', '--full', '--max-wait', '1s'],
      8,
      { GARMINSYNC_GARMIN_ORIGIN: 'http://127.0.0.1:9' },
    ],
  ]
  it.each(failing)(
    '%s: `%s` ends with its own exit code and one clear sentence with the next step',
    async (_, args, code, env = {}) => {
      const ran = await shell.run(args, { env })
      expect(ran.code, ran.stderr).toBe(code)
      expect(ran.stdout).toBe('')
      const said = await shell.run([...args, '--json'], { env })
      expect(JSON.parse(said.stderr)).toMatchObject({ code: expect.any(String), hint: expect.stringMatching(/./) })
    },
  )

  it('a reader that goes away ends nothing badly', async () => {
    const ran = await shell.bash('garminsync activities list --limit all --json | head -n 1')
    expect(ran).toMatchObject({ code: 0, stdout: '[\n', stderr: expect.not.stringContaining('EPIPE') })
  })
})

describe('Ctrl-C', () => {
  it('once: the job becomes cancelled, the command says how to go on and exits 130; nothing is lost', async () => {
    const shell = await createShell({ latencyMs: 20 })
    try {
      await shell.signIn()
      const { child, ended } = shell.start(['sync'])
      while (shell.simulator.requests.length < 5) await new Promise((resolve) => setTimeout(resolve, 10))
      child.kill('SIGINT')
      const ran = await ended
      expect(ran).toMatchObject({ code: 130, stdout: '' })
      expect(ran.stderr).toContain('garminsync sync')
      const jobs = JSON.parse((await shell.run(['sync', 'list', '--json'])).stdout)
      expect(jobs[0].status).toBe('cancelled')
      expect((await shell.run(['sync', 'workouts'])).code).toBe(0)
    } finally {
      await shell.close()
    }
  })
})

describe('serve', () => {
  it('answers other commands with --server, refuses them without a session, and ends within 10 s of SIGTERM', async () => {
    const shell = await createShell()
    try {
      await shell.signIn()
      const { child, ended } = shell.start(['serve', '--port', '0', '--json'])
      const url: string = await new Promise((resolve) => {
        child.stdout?.once('data', (text: string) => resolve(JSON.parse(text).url))
      })
      const elsewhere = { GARMINSYNC_HOME: `${shell.home}-elsewhere`, GARMINSYNC_SERVER: url }
      expect((await shell.run(['status'], { env: elsewhere })).code).toBe(4)
      const { email, password } = shell.simulator
      const login = ['auth', 'login', '--email', email, '--password-stdin', '--json']
      const first = await shell.run(login, { env: elsewhere, stdin: password })
      expect(first.code).toBe(5)
      const id: string = JSON.parse(first.stdout).challenge_id
      const second = await shell.run(['auth', 'mfa', shell.code(), '--challenge', id], { env: elsewhere })
      expect(second.code, second.stderr).toBe(0)
      expect((await shell.run(['status'], { env: elsewhere })).code).toBe(0)
      expect((await shell.run(['auth', 'logout'], { env: elsewhere })).code).toBe(0)
      expect((await shell.run(['status'], { env: elsewhere })).code).toBe(4)
      child.kill('SIGTERM')
      expect((await ended).code).toBe(0)
    } finally {
      await shell.close()
    }
  })
})
