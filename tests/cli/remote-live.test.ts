import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SyncJobJson } from '../../src/contract/index.ts'
import { createShell, type Shell } from '../support/cli.ts'
import { type RunningServer, startServer } from '../support/server.ts'
import { atTerminal, ctrlC } from '../support/terminal.ts'

describe.runIf(process.platform === 'linux')('a person at a terminal, and a server elsewhere', () => {
  let home: Shell
  let person: Shell
  let server: RunningServer
  let env: Record<string, string>
  beforeAll(async () => {
    // A year takes most of a minute here: whatever is typed meanwhile meets a run that is under way.
    home = await createShell({ latencyMs: 60 })
    person = await createShell()
    server = await startServer(home)
    env = { GARMINSYNC_SERVER: server.url }
  })
  afterAll(async () => {
    await server?.end('SIGTERM')
    await person?.close()
    await home?.close()
  })
  const latest = async (): Promise<SyncJobJson> => {
    const listed = await person.run(['sync', 'list', '--limit', '1', '--json'], { env })
    return JSON.parse(listed.stdout)[0]
  }
  const cancelled = async () => {
    for (let job = await latest(); ; job = await latest()) {
      if (job.status !== 'running' && job.status !== 'pending') return job
      await sleep(50)
    }
  }

  it('the server asks for the code through the command, and again when it was wrong; the session stays with the person', async () => {
    const seat = atTerminal(person, ['auth', 'login', '--email', home.simulator.email], env)
    await seat.answer('Password (not shown): ', `${home.simulator.password}\r`)
    const wrong = home.simulator.inbox.length === 0 ? '000000' : home.code() === '000000' ? '111111' : '000000'
    await seat.answer('Code from Garmin', '')
    await seat.answer('example.com): ', `${wrong}\r`)
    await seat.answer('That code was not accepted; 2 tries left.', '')
    await seat.answer('example.com): ', `${home.code()}\r`)
    const { code } = await seat.ended
    expect(code, seat.shown()).toBe(0)
    expect(seat.shown()).toContain('Signed in as')
    expect(seat.shown()).not.toContain(home.simulator.password)
    expect(home.simulator.violations).toEqual([])
    // Nothing was asked of Garmin from here.
    expect(person.asked()).toBe(0)
  })

  it('a run shows itself live; Ctrl-C asks, Enter leaves it running, and it goes on without the command', async () => {
    const seat = atTerminal(person, ['sync', '--from', '-1y'], env)
    await seat.answer(' %', '')
    await seat.answer('requests', ctrlC)
    await seat.answer('What shall become of it?', '')
    await seat.answer('[1]: ', '\r')
    expect((await seat.ended).code, seat.shown()).toBe(130)
    expect(seat.shown()).toMatch(/Job \S+ goes on without this command/)
    const before = home.simulator.requests.length
    while (home.simulator.requests.length < before + 3) await sleep(10)
    expect(await latest()).toMatchObject({ status: 'running' })
  })

  it('who only looks on leaves without a question', async () => {
    const seat = atTerminal(person, ['sync', 'watch'], env)
    await seat.answer('requests', ctrlC)
    expect((await seat.ended).code, seat.shown()).toBe(130)
    expect(seat.shown()).toContain('or stop it with `garminsync sync cancel`')
    expect(await latest()).toMatchObject({ status: 'running' })
  })

  it('the same command attaches to it; told to cancel, the job ends as cancelled and says how to go on', async () => {
    const { job_id } = await latest()
    const seat = atTerminal(person, ['sync', '--from', '-1y'], env)
    await seat.answer('requests', ctrlC)
    await seat.answer('[1]: ', '2\r')
    const { code } = await seat.ended
    const job = await cancelled()
    expect(job).toMatchObject({ job_id, status: 'cancelled' })
    expect(code, seat.shown()).toBe(130)
    expect(seat.shown()).toContain('garminsync sync')
    const asked = home.simulator.requests.length
    expect((await person.run(['sync', 'list', '--json'], { env })).code).toBe(0)
    expect(home.simulator.requests.length).toBe(asked)
  })
})
