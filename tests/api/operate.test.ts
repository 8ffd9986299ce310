import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type App, createApp } from '../../src/app/index.ts'
import { createClient } from '../../src/contract/index.ts'
import { createWorld, type World } from '../support/world.ts'

/** What nobody may find in a log or among the figures, wherever it was sent. */
const planted = ['planted-query', 'planted-header', 'planted-body', 'planted-path', 'planted-cookie']

describe('a server that is looked after', () => {
  let world: World
  let app: App
  let server: { url: string; close(): Promise<void> }
  const lines: string[] = []
  const page = async () => (await fetch(`${server.url}/metrics`)).text()

  beforeAll(async () => {
    world = await createWorld({ years: 1, mfa: 'none' })
    // Only what is asked for here is counted.
    await mkdir(world.home, { recursive: true, mode: 0o700 })
    await writeFile(join(world.home, 'config.toml'), '[schedule]\nenabled = false\n')
    app = await createApp({
      env: { ...world.env, GARMINSYNC_DATASETS: '-activity_original,-wellness_fit' },
      home: world.home,
      version: '0.0.0-test',
      log: { write: (text) => void lines.push(...text.split('\n')), verbose: true },
    })
    server = await app.serve({ host: '127.0.0.1', port: 0 })
    const visitor = createClient({ baseUrl: server.url, fetch })
    const session = await visitor.authLogin({
      body: { email: world.simulator.email, password: world.simulator.password },
    })
    if (session.status !== 200) throw new Error('a code is wanted')
    const token = session.body.access_token
    world.simulator.forget()
    // One connection is cut without an answer; the request is repeated.
    world.simulator.faults.add({ kind: 'reset', match: 'usersummary|wellness', after: 1 })
    const client = createClient({ baseUrl: server.url, fetch, token: () => token })
    const { body: job } = await client.syncStart({ body: { sync_type: 'health', from: '-20d' } })
    for await (const _event of client.syncEvents({ params: { job_id: job.job_id } })) {
      // Only the end counts.
    }
    await fetch(`${server.url}/api/v1/planted-path?q=planted-query`, {
      headers: { authorization: 'Bearer planted-header', cookie: 'garminsync-1=planted-cookie' },
    })
    await fetch(`${server.url}/api/v1/auth/login?q=planted-query`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': 'planted-header' },
      body: JSON.stringify({ email: 'planted-body@example.org', password: ['planted-body'] }),
    })
  })
  afterAll(async () => {
    await server.close()
    await app.close()
    await world.close()
  })

  test('tells how many answers of Garmin each dataset had, by status', async () => {
    const text = await page()
    const counted = [
      ...text.matchAll(/^garminsync_garmin_requests_total\{dataset="(\w+)",status="(\d+|none)"\} (\d+)$/gm),
    ]
    const sum = counted.reduce((total, [, , , times]) => total + Number(times), 0)
    expect(counted.map(([, dataset]) => dataset)).toContain('daily_summary')
    expect(sum).toBe(world.simulator.requests.length)
    expect(counted.filter(([, , status]) => status === 'none').map(([, , , times]) => times)).toEqual(['1'])
  })

  test('tells of jobs, queue, ages and tokens', async () => {
    const text = await page()
    const value = (pattern: RegExp) => Number(new RegExp(`^${pattern.source} (\\S+)$`, 'm').exec(text)?.[1])
    expect(value(/garminsync_jobs_total\{status="completed"\}/)).toBe(1)
    expect(value(/garminsync_queue_length/)).toBe(0)
    expect(value(/garminsync_last_run_age_seconds\{user_id="\d+"\}/)).toBeGreaterThanOrEqual(0)
    expect(value(/garminsync_newest_data_age_seconds\{user_id="\d+"\}/)).toBeLessThan(3 * 86_400)
    expect(value(/garminsync_token_expires_in_seconds\{user_id="\d+"\}/)).toBeGreaterThan(3600)
    expect(value(/garminsync_sign_in_needed\{user_id="\d+"\}/)).toBe(0)
    expect(value(/process_cpu_seconds_total/)).toBeGreaterThan(0)
    expect(text).toContain(
      'garminsync_http_request_duration_seconds_count{method="POST",route="/api/v1/sync/jobs",status="202"} 1',
    )
  })

  test('writes a line of JSON for each request, each answer of Garmin and each step of a job', () => {
    const events = lines.map((line) => JSON.parse(line) as Record<string, unknown>)
    const of = (event: string) => events.filter((one) => one.event === event)
    expect(of('server.started')).toHaveLength(1)
    expect(of('job').map(({ status }) => status)).toEqual(['running', 'completed'])
    expect(of('garmin').every(({ dataset }) => typeof dataset === 'string')).toBe(true)
    const statuses = of('garmin').map(({ status }) => status)
    expect(statuses.filter((status) => typeof status !== 'number')).toEqual([null])
    const [login] = of('request')
    expect(Object.keys(login ?? {})).toEqual(['at', 'event', 'request', 'method', 'route', 'status', 'ms', 'user_id'])
    expect(login).toMatchObject({ method: 'POST', route: '/api/v1/auth/login', status: 200 })
  })

  test('neither figures nor lines hold a secret, a name, an address or anything that somebody typed', async () => {
    const text = (await page()) + lines.join('\n')
    const { email, password } = world.simulator
    const tokens = world.simulator.requests.flatMap(({ headers }) => headers.authorization?.replace(/^\w+ /, '') ?? [])
    for (const secret of [...planted, email, password, ...tokens]) expect(text.includes(secret)).toBe(false)
    expect(tokens.length).toBeGreaterThan(0)
    expect(text).not.toMatch(/@|Bearer|eyJ/)
  })
})
