import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { createClient, type SyncJobJson } from '../../src/contract/index.ts'
import { isFinished } from '../../src/domain/index.ts'
import { createShell, type Shell } from '../support/cli.ts'
import { type RunningServer, startServer } from '../support/server.ts'

const open: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close()
})

/** A home whose server starts nothing by itself, at a Garmin that takes a moment for each answer. */
async function createHome(): Promise<Shell> {
  const shell = await createShell({ mfa: 'none', latencyMs: 25 })
  open.push(() => shell.close())
  await mkdir(shell.home, { recursive: true, mode: 0o700 })
  await writeFile(join(shell.home, 'config.toml'), '[schedule]\nenabled = false\n')
  return shell
}
async function serve(shell: Shell, port = 0): Promise<RunningServer> {
  const server = await startServer(shell, { port })
  open.push(() => server.end('SIGKILL'))
  return server
}
const questions = ({ simulator }: Shell) =>
  simulator.requests.map(({ method, path, query, body }) => JSON.stringify([method, path, query, body]))

async function signInAt(url: string, { simulator }: Shell) {
  const visitor = createClient({ baseUrl: url, fetch })
  const answer = await visitor.authLogin({ body: { email: simulator.email, password: simulator.password } })
  if (answer.status !== 200) throw new Error('a code is wanted')
  simulator.forget()
  return {
    token: answer.body.access_token,
    client: createClient({ baseUrl: url, fetch, token: () => answer.body.access_token }),
  }
}

/** Events of a job after one, until it has ended or the server is gone. */
async function readFrom(url: string, token: string, jobId: string, after: number, onEvent: (id: number) => void) {
  const answer = await fetch(`${url}/api/v1/sync/jobs/${jobId}/events`, {
    headers: { authorization: `Bearer ${token}`, ...(after > 0 ? { 'last-event-id': String(after) } : {}) },
  })
  let text = ''
  try {
    for await (const chunk of answer.body ?? []) {
      text += Buffer.from(chunk).toString()
      const blocks = text.split('\n\n')
      text = blocks.pop() ?? ''
      for (const block of blocks) {
        const id = /^id: (\d+)$/m.exec(block)?.[1]
        if (id !== undefined) onEvent(Number(id))
      }
    }
  } catch {
    // The server was killed.
  }
}

describe('a server that is killed with -9 in the middle of a run', () => {
  it('goes on after a restart with the same job; events go on, and nothing is asked again but what was under way', async () => {
    const shell = await createHome()
    const first = await serve(shell)
    const { client, token } = await signInAt(first.url, shell)
    const { body: job } = await client.syncStart({ body: { sync_type: 'all', from: '-20d' } })
    const ids: number[] = []
    const reading = readFrom(first.url, token, job.job_id, 0, (id) => void ids.push(id))
    while (shell.simulator.requests.length < 20) await sleep(5)
    await first.end('SIGKILL')
    await reading
    const before = ids.length
    expect(before).toBeGreaterThan(0)

    const second = await serve(shell, Number(new URL(first.url).port))
    const again = createClient({ baseUrl: second.url, fetch, token: () => token })
    // It is taken up by the server itself; nobody asks for it. The lease of the dead one would have lasted 90 s.
    const asked = shell.simulator.requests.length
    const restarted = performance.now()
    while (shell.simulator.requests.length === asked) await sleep(20)
    const idleMs = performance.now() - restarted
    expect(idleMs).toBeLessThan(35_000)
    await readFrom(second.url, token, job.job_id, ids.at(-1) ?? 0, (id) => void ids.push(id))
    expect(ids.length).toBeGreaterThan(before)
    expect(ids).toEqual(ids.map((_, at) => at + 1))
    const ended = await again.syncJob({ params: { job_id: job.job_id } })
    expect(ended).toMatchObject({ status: 'completed', progress: 100 })
    expect((await again.syncJobs()).items).toHaveLength(1)
    const all = questions(shell)
    expect(all.length - new Set(all).size).toBeLessThanOrEqual(1)
  })
})

describe('a server that is told to end while somebody reads events', () => {
  it('ends within 10 s, and the job stays for the next one', async () => {
    const shell = await createHome()
    const first = await serve(shell)
    const { client, token } = await signInAt(first.url, shell)
    const { body: job } = await client.syncStart({ body: { sync_type: 'all', from: '-20d' } })
    const readers = Array.from({ length: 5 }, () => readFrom(first.url, token, job.job_id, 0, () => undefined))
    while (shell.simulator.requests.length < 5) await sleep(5)
    const told = performance.now()
    expect(await first.end('SIGTERM')).toBe(0)
    expect(performance.now() - told).toBeLessThan(10_000)
    await Promise.all(readers)
    const second = await serve(shell)
    const again = createClient({ baseUrl: second.url, fetch, token: () => token })
    let latest: SyncJobJson = job
    while (!isFinished(latest.status)) {
      await sleep(100)
      latest = await again.syncJob({ params: { job_id: job.job_id } })
    }
    expect(latest.status).toBe('completed')
    const all = questions(shell)
    expect(all.length - new Set(all).size).toBeLessThanOrEqual(1)
  })
})

describe('a command in process on the store of a running server', () => {
  it('attaches to the run that is under way: there is one job, and nothing is asked twice', async () => {
    const shell = await createHome()
    const server = await serve(shell)
    const { client } = await signInAt(server.url, shell)
    const { body: job } = await client.syncStart({ body: { sync_type: 'all', from: '-20d' } })
    while (shell.simulator.requests.length < 5) await sleep(5)
    // An answer that takes its time: the run is under way however long the command needs to start.
    shell.simulator.faults.add({ kind: 'slow', ms: 5000 })
    const ran = await shell.run(['sync', '--from', '-20d', '--json'])
    expect(ran, ran.stderr).toMatchObject({ code: 0 })
    expect(JSON.parse(ran.stdout)).toMatchObject({ job_id: job.job_id, status: 'completed' })
    expect((await client.syncJobs()).items).toHaveLength(1)
    const all = questions(shell)
    expect(new Set(all).size).toBe(all.length)
  })
})
