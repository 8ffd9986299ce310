import { createHmac } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createCatalogue, tablesOf } from '../datasets/index.ts'
import { fail, type GarminTokens, Secret, type SyncScope, toInstant, type UserId } from '../domain/index.ts'
import { createSecretKey, openStore, type Store } from '../store/index.ts'
import { toWebhooks, type Webhook } from './webhook-config.ts'
import { startWebhooks, type Webhooks } from './webhooks.ts'

const userId = '1001' as UserId
const secret = 'a-secret-of-sixteen'
const scope: SyncScope = { sync_type: 'all', from: null, to: null, full: false }
const noFile = async () => {
  throw fail('internal')
}
const tables = tablesOf(createCatalogue({ readFitActivity: noFile, readFitWellness: noFile }))
const activity = tables.find(({ name }) => name === 'activity')
if (activity === undefined) throw new Error('there is no table of activities')

interface Heard {
  readonly path: string
  readonly headers: Record<string, unknown>
  readonly body: string
}

describe('programs that want to be told', () => {
  let home: string
  let store: Store
  let server: Server
  let url: string
  const heard: Heard[] = []
  /** What the program answers, one after the other; then 204. */
  const answers: (number | 'hang' | 'redirect')[] = []
  let now = Date.parse('2026-01-31T08:00:00Z')
  const clock = () => toInstant(now)
  let webhooks: Webhooks | null = null
  let naps: { ms: number; wake: () => void }[] = []
  const troubles: unknown[] = []

  const open = () =>
    openStore({
      location: { kind: 'sqlite', path: join(home, 'garminsync.db') },
      folders: { originals: join(home, 'originals'), locks: join(home, 'locks') },
      secretKey: createSecretKey({ value: null, file: null, command: null, defaultFile: join(home, 'secret.key') }),
      tables,
      clock,
    })
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'garminsync-webhooks-'))
    store = await open()
    await store.accounts.save({
      user_id: userId,
      region: 'com',
      display_name: 'lena',
      full_name: 'Lena Example',
      garmin_guid: null,
      mfa_enabled: false,
      account_key: null,
      created_at: clock(),
    })
    server = createServer((request, response) => {
      let body = ''
      request.on('data', (part) => {
        body += part
      })
      request.on('end', () => {
        heard.push({ path: request.url ?? '', headers: request.headers, body })
        const answer = answers.shift() ?? 204
        if (answer === 'hang') {
          response.destroy()
          return
        }
        if (answer === 'redirect') response.writeHead(307, { location: '/elsewhere' })
        else response.writeHead(answer)
        response.end()
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
  })
  afterEach(async () => {
    await webhooks?.stop()
    webhooks = null
    await store.close()
    await new Promise((resolve) => server.close(resolve))
    await rm(home, { recursive: true, force: true })
    heard.length = 0
    answers.length = 0
    expect(troubles.splice(0)).toEqual([])
  })

  const hookOf = (over: Partial<Webhook> = {}): Webhook => {
    const [hook] = toWebhooks([{ url, secret }], (name) => fail('settings.invalid', { name }))
    if (hook === undefined) throw new Error('there is no hook')
    return { ...hook, ...over }
  }
  /** Runs until it sleeps. */
  const start = async (hooks: readonly Webhook[] = [hookOf()]) => {
    naps = []
    webhooks = startWebhooks({
      store,
      hooks,
      activity,
      clock,
      userAgent: 'GarminSync/test',
      send: fetch,
      wait: (ms, signal) =>
        new Promise((resolve) => {
          naps.push({ ms, wake: resolve })
          signal.addEventListener('abort', () => resolve(), { once: true })
        }),
      onTrouble: (thrown) => void troubles.push(thrown),
    })
    return asleep(1)
  }
  const asleep = async (times: number) => {
    while (naps.length < times) await new Promise((resolve) => setImmediate(resolve))
    return naps.at(-1)?.ms ?? 0
  }
  /** The next turn, so much later; gives how long it will sleep. */
  const later = (ms: number) => {
    now += ms
    const times = naps.length
    naps.at(-1)?.wake()
    return asleep(times + 1)
  }
  const endJob = async (event: 'complete' | 'fail') => {
    now += 1000
    const { job } = await store.jobs.add({ userId, scope, sessionId: null, maxWaitMs: 0, now: clock() })
    await store.jobs.apply(job.job_id, 'take', clock())
    await store.jobs.apply(job.job_id, event, clock(), event === 'fail' ? { error_code: 'garmin.unreachable' } : {})
    return job.job_id
  }
  const events = () => heard.map(({ body }) => JSON.parse(body) as { event: string; data: Record<string, unknown> })

  test('hear of a run that ended, signed as the docs say, and hear of it once', async () => {
    await start()
    const jobId = await endJob('complete')
    await later(60_000)
    await later(60_000)
    await later(3_600_000)
    expect(events()).toEqual([
      expect.objectContaining({
        event: 'job.finished',
        user_id: '1001',
        data: expect.objectContaining({ job_id: jobId }),
      }),
    ])
    const { headers, body } = heard[0] as Heard
    // The example of docs/server.md.
    const { t, v1 } = Object.fromEntries(
      `${headers['x-garminsync-signature']}`.split(',').map((part) => part.split('=')),
    )
    expect(v1).toBe(createHmac('sha256', secret).update(`${t}.${body}`).digest('hex'))
    expect(Math.abs(Number(t) - now / 1000)).toBeLessThan(4000)
    expect(JSON.stringify(heard)).not.toMatch(/Lena|lena/)
  })

  test('hear only what they asked for, and nothing that was before them', async () => {
    await endJob('fail')
    now += 1000
    await start([hookOf({ events: new Set(['job.failed'] as const) })])
    await endJob('complete')
    await endJob('fail')
    await later(60_000)
    expect(events()).toMatchObject([{ event: 'job.failed', data: { error_code: 'garmin.unreachable' } }])
  })

  test('hear of a new activity, and that Garmin wants a sign-in', async () => {
    await start()
    now += 1000
    const rows = [
      { activity_id: '101', name: 'Lunch run', type_key: 'running', start_utc: now - 3_600_000 },
      { activity_id: '102', name: 'Of a back-fill', type_key: 'running', start_utc: now - 30 * 86_400_000 },
    ]
    await store.keep({
      userId,
      at: clock(),
      answer: null,
      entries: [],
      series: [],
      originals: [],
      removed: [],
      rows: [{ table: activity, rows }],
    })
    await store.tokens.put(userId, { ...tokens(now) })
    const version = (await store.tokens.load(userId))?.version ?? 0
    await store.tokens.markOver(userId, version)
    await later(60_000)
    await later(60_000)
    expect(events().map(({ event, data }) => [event, data.activity_id])).toEqual(
      expect.arrayContaining([
        ['activity.new', '101'],
        ['sign-in-needed', undefined],
      ]),
    )
    expect(heard).toHaveLength(2)
  })

  test('that do not answer well are told again, later and later, and given up in the end', async () => {
    await start()
    await endJob('complete')
    answers.push(500, 'hang', 'redirect', 404)
    const sleeps = [await later(60_000)]
    for (let turn = 0; turn < 4; turn++) sleeps.push(await later(sleeps.at(-1) ?? 0))
    expect(sleeps.slice(0, 2)).toEqual([10_000, 60_000])
    // Longer ones are slept in turns.
    expect(new Set(sleeps.slice(2))).toEqual(new Set([60_000]))
    while (heard.length < 5) await later(60_000)
    await later(86_400_000)
    expect(heard.map(({ path }) => path)).toEqual(Array.from({ length: 5 }, () => '/hook'))
    expect(new Set(heard.map(({ headers }) => headers['x-garminsync-event-id'])).size).toBe(1)
    heard.length = 0
    answers.push(...Array.from({ length: 30 }, () => 500))
    await endJob('fail')
    for (let turn = 0; turn < 12; turn++) await later(86_400_000)
    expect(heard).toHaveLength(9)
  })

  test('that are gone for good are told no more', async () => {
    await start()
    await endJob('complete')
    answers.push(410)
    for (let turn = 0; turn < 3; turn++) await later(60_000)
    expect(heard).toHaveLength(1)
  })

  test('lose nothing with a process, and are not told again by the next one', async () => {
    await start()
    await endJob('complete')
    answers.push(503)
    await later(60_000)
    expect(heard).toHaveLength(1)
    await webhooks?.stop()
    // What ends while no server runs is found by the next one.
    await endJob('fail')
    await store.close()
    store = await open()
    now += 600_000
    await start()
    await later(60_000)
    expect(
      events()
        .map(({ event }) => event)
        .sort(),
    ).toEqual(['job.failed', 'job.finished', 'job.finished'])
    await webhooks?.stop()
    now += 60_000
    await start()
    expect(heard).toHaveLength(3)
  })

  test('of several servers on one store one tells them', async () => {
    await start()
    const second = startWebhooks({
      store,
      hooks: [hookOf()],
      activity,
      clock,
      userAgent: 'GarminSync/test',
      send: async () => {
        throw new Error('the other one tells')
      },
      wait: (_ms, signal) =>
        new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true })),
      onTrouble: (thrown) => void troubles.push(thrown),
    })
    await endJob('complete')
    second.wake(userId)
    await later(60_000)
    await second.stop()
    expect(heard).toHaveLength(1)
  })
})

test.each([
  [{ url: 'http://example.org/hook', secret }, 'webhooks.url'],
  [{ url: 'https://user:word@example.org/', secret }, 'webhooks.url'],
  [{ url: 'file:///etc/passwd', secret }, 'webhooks.url'],
  [{ url: 'https://example.org/', secret: 'short' }, 'webhooks.secret'],
  [{ url: 'https://example.org/', secret, events: ['job.started'] }, 'webhooks.events'],
  [{ url: 'https://example.org/', secret, events: [] }, 'webhooks.events'],
  [{ url: 'https://example.org/', secret, retries: 3 }, 'webhooks.retries'],
  ['https://example.org/', 'webhooks.url'],
])('a hook that cannot be is refused by the name of what is wrong: %j', (entry, name) => {
  const invalid = (wrong: string, detail: string) => fail('settings.invalid', { name: wrong, detail })
  expect(() => toWebhooks([entry], invalid)).toThrow(name)
  expect(() => toWebhooks([entry], invalid)).not.toThrow(secret)
})

function tokens(at: number): GarminTokens {
  return {
    accessToken: new Secret('access'),
    refreshToken: new Secret('refresh'),
    clientId: 'CLIENT',
    region: 'com',
    scope: 'CONNECT_READ',
    receivedAt: toInstant(at),
    expiresAt: toInstant(at + 86_399_000),
    lifeSeconds: 86_399,
    refreshExpiresAt: null,
    mfaVerified: false,
  }
}
