import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { exposedTo } from '../../src/api/testing/exposed.ts'
import { signedInAs } from '../../src/api/testing/fake-garmin.ts'
import { fill } from '../../src/api/testing/fill.ts'
import { type OpenApi, openApi, signIn } from '../../src/api/testing/open-api.ts'
import { listen } from '../../src/app/listen.ts'
import { fail } from '../../src/domain/index.ts'
import { rawRequest } from '../support/raw-request.ts'

const json = { 'content-type': 'application/json' }

/** Notes every call of the store: the work of an answer, whatever the machine's clock makes of it. */
function watchStore(opened: OpenApi): { take(): string[] } {
  let calls: string[] = []
  for (const [part, methods] of Object.entries(opened.store) as [string, unknown][]) {
    if (typeof methods !== 'object' || methods === null) continue
    const holder = methods as Record<string, unknown>
    for (const [name, method] of Object.entries(holder)) {
      if (typeof method !== 'function') continue
      holder[name] = (...words: unknown[]) => {
        calls.push(`${part}.${name}`)
        return (method as (...words: unknown[]) => unknown).apply(holder, words)
      }
    }
  }
  return {
    take: () => {
      const taken = calls
      calls = []
      return taken
    },
  }
}

describe('who asks over the network learns nothing from how long an answer takes', () => {
  let opened: OpenApi
  let server: { url: string; close(): Promise<void> }
  let work: ReturnType<typeof watchStore>
  const waits: number[] = []
  /** `from`: whose socket it is taken for; default the one it is. */
  const serve = async (change: Parameters<typeof openApi>[0], from: string | null = null) => {
    opened = await openApi(change)
    work = watchStore(opened)
    server = await listen({
      host: '127.0.0.1',
      port: 0,
      handle: (request, address) => opened.api.fetch(request, { trusted: false, address: from ?? address }),
    })
  }
  beforeEach(() => {
    waits.length = 0
  })
  afterEach(async () => {
    await server.close()
    await opened.close()
  })
  /** Status, header names, and the problem without what is its own at each request. */
  const told = async (method: string, path: string, headers: Record<string, string>, body: string | null = null) => {
    work.take()
    const answer = await rawRequest(server.url, { method, path, headers: { ...json, ...headers }, body })
    const { instance: _, ...problem } = (await answer.json()) as Record<string, unknown>
    return { status: answer.status, headers: [...answer.headers.keys()].sort(), problem, work: work.take() }
  }

  test("another account's id costs the same work as one that nobody has, and is answered alike", async () => {
    await serve({})
    const mine = await signIn(opened)
    opened.garmin.next = () => signedInAs('1002', opened.clock.now)
    const theirs = await signIn(opened, 'b@example.org')
    await fill(opened, theirs.userId, {
      rows: { activity: [{ activity_id: '101', name: 'Theirs' }], workout: [{ workout_id: '301', name: 'Theirs' }] },
      originals: [{ item: '101', name: '101.fit', bytes: new Uint8Array([1, 2, 3]), extension: 'fit' }],
    })
    const { body: job } = await theirs.client.syncStart({ body: { sync_type: 'all' } })
    const { session_id } = await theirs.client.authSession()
    const authorization = `Bearer ${await opened.api.auth.openLocal(mine.userId)}`
    const nobody = (id: string) => id.replace(/[0-9a-f]/g, (sign) => (sign === '9' ? '8' : '9'))
    for (const [method, path, id] of [
      ['GET', '/api/v1/activities/ID', '101'],
      ['GET', '/api/v1/activities/ID/file', '101'],
      ['GET', '/api/v1/activities/ID/laps', '101'],
      ['GET', '/api/v1/activities/ID/streams', '101'],
      ['GET', '/api/v1/workouts/ID', '301'],
      ['GET', '/api/v1/sync/jobs/ID', job.job_id],
      ['GET', '/api/v1/sync/jobs/ID/events', job.job_id],
      ['POST', '/api/v1/sync/jobs/ID/cancel', job.job_id],
      ['DELETE', '/api/v1/auth/sessions/ID', session_id],
    ] as const) {
      // What is looked up once for all that follow is known by now.
      await told('GET', path.replace('ID', nobody(nobody(id))), { authorization })
      const answers = []
      for (const one of [id, nobody(id)]) {
        const { problem, ...answer } = await told(method, path.replace('ID', one), { authorization })
        answers.push({ ...answer, problem: JSON.stringify(problem).replaceAll(one, 'ID') })
      }
      expect(answers[0], path).toEqual(answers[1])
      expect([answers[0]?.status, (answers[0]?.work.length ?? 0) > 0], path).toEqual([404, true])
    }
  })

  test('an e-mail that the server is not for is answered like a wrong password, after as long a wait as Garmin took', async () => {
    await serve({ exposure: exposedTo('a@example.org'), pause: async (ms: number) => void waits.push(ms) }, '10.0.0.1')
    opened.garmin.next = () => {
      opened.clock.now += 1_234
      throw fail('auth.credentials-refused')
    }
    const proxied = { 'x-forwarded-for': '203.0.113.9', 'x-forwarded-proto': 'https', host: 'fit.example.org' }
    const login = (email: string) =>
      told('POST', '/api/v1/auth/login', proxied, JSON.stringify({ email, password: 'wrong' }))
    const wrong = await login('a@example.org')
    opened.garmin.calls.length = 0
    const stranger = await login('stranger@example.org')
    expect({ ...stranger, work: [] }).toEqual({ ...wrong, work: [] })
    expect(waits).toEqual([1_234])
    expect(opened.garmin.calls).toEqual([])
  })
})
