import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openapiDocument } from '../../src/api/index.ts'
import { checkAnswer } from '../../src/api/testing/check-answer.ts'
import { type App, createApp } from '../../src/app/index.ts'
import { type Client, createClient } from '../../src/contract/index.ts'
import { errors } from '../../src/domain/index.ts'
import { broken, hostileText, valid } from '../support/arbitrary-json.ts'
import { rawRequest } from '../support/raw-request.ts'
import { createWorld, sync, type World } from '../support/world.ts'

/** For each route; the document has about forty. GARMINSYNC_FUZZ_RUNS asks for more. */
const numRuns = Number(process.env.GARMINSYNC_FUZZ_RUNS ?? 25)

interface Operation {
  readonly operationId: string
  readonly security?: readonly object[]
  readonly parameters?: readonly {
    readonly in: string
    readonly name: string
    readonly schema: unknown
    readonly required?: boolean
  }[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: unknown }>> }
}

const { paths, components } = JSON.parse(JSON.stringify(openapiDocument()))
const shapes = components.schemas as Record<string, unknown>
const operations = Object.entries(paths as Record<string, Record<string, Operation>>)
  .flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method, operation })))
  // What ends the session that asks comes last.
  .sort((a, b) => Number(/End/.test(a.operation.operationId)) - Number(/End/.test(b.operation.operationId)))

/** In a path, anything is sent as it is but what would end the line or the path. */
const raw = (text: string) => text.replace(/[^!-~]|[?#]/g, (sign) => encoded(sign))
const encoded = (text: string) => encodeURIComponent(text.replace(/[\ud800-\udfff]/g, '\ufffd'))

describe('every route of the document, asked in right, wrong and hostile ways', () => {
  let world: World
  let app: App
  let server: { url: string; close(): Promise<void> }
  let token: string
  const known: Record<string, string[]> = {}
  const answeredWell = new Set<string>()

  beforeAll(async () => {
    world = await createWorld({ years: 1, mfa: 'none' })
    await world.signIn()
    const job = await sync(world, { sync_type: 'activities' })
    await sync(world, { sync_type: 'workouts' })
    await world.restart()
    // Jobs that are asked for here are kept and not run: it is the API that is asked.
    app = await createApp({ env: world.env, home: world.home, version: '0.0.0-test', runsJobs: false })
    server = await app.serve({ host: '127.0.0.1', port: 0 })
    token = await app.openSession(null)
    const client = createClient({ baseUrl: server.url, fetch, token: () => token })
    known.job_id = [job.job_id]
    known.activity_id = (await client.activities({ query: { limit: 3 } })).items.map((one) => one.activity_id)
    known.workout_id = (await client.workouts({ query: { limit: 3 } })).items.map((one) => one.workout_id)
    known.table = ['sleep', 'daily_summary', 'activity', 'gear']
    known.dataset = ['sleep', 'activity_list']
    known.day = ['today', '2026-01-31']
    known.metric = ['heart_rate']
    known.metrics = ['daily_summary.steps']
    known.from = ['2026-01-01']
    known.challenge_id = [await waitingChallenge(client)]
  })
  afterAll(async () => {
    await server.close()
    await app.close()
    await world.close()
  })

  /** A sign-in that Garmin has sent a code for. */
  async function waitingChallenge(client: Client): Promise<string> {
    const { auth, email, password } = world.simulator
    auth.account.mfa = 'email'
    const answer = await client.authLogin({ body: { email, password } })
    auth.account.mfa = 'none'
    if (answer.status !== 202) throw new Error('no code was wanted')
    return answer.body.challenge_id
  }

  const parameter = (name: string, schema: unknown) =>
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...(known[name] ?? ['none'])) },
      { weight: 2, arbitrary: valid(schema, shapes).map(String) },
      { weight: 3, arbitrary: hostileText },
    )

  test.each(operations.map(({ path, method, operation }) => [method.toUpperCase(), path, operation] as const))(
    '%s %s never fails on our side, and answers as the document says',
    async (method, path, operation) => {
      const parameters = operation.parameters ?? []
      const of = (place: string) => parameters.filter((one) => one.in === place)
      const texts = (place: string, requiredKeys: 'all' | 'some') =>
        fc.record(
          Object.fromEntries(of(place).map(({ name, schema }) => [name, parameter(name, schema)])),
          requiredKeys === 'all' ? {} : { requiredKeys: [] },
        ) as fc.Arbitrary<Record<string, string>>
      const schema = operation.requestBody?.content['application/json']?.schema
      const right = schema === undefined ? fc.constant(undefined) : valid(schema, shapes)
      const body = fc.oneof(
        right.map((value) => JSON.stringify(value) ?? ''),
        broken(right).map((value) => JSON.stringify(value) ?? ''),
        fc.constantFrom('', '{', 'null', '[]', '{"a":1,"a":2}', '\ufeff{}', '['.repeat(5000), '"x"', '1e400'),
      )
      const request = fc.record({
        params: texts('path', 'all'),
        query: fc.oneof(
          texts('query', 'some'),
          fc.dictionary(fc.string({ minLength: 1, maxLength: 8 }), hostileText, { maxKeys: 2 }),
        ),
        headers: texts('header', 'some'),
        body: method === 'GET' ? fc.constant(null) : body,
        asks: fc.constantFrom('session', 'session', 'session', 'nobody', 'stranger'),
        tidy: fc.boolean(),
      })
      await fc.assert(
        fc.asyncProperty(request, async ({ params, query, headers, body, asks, tidy }) => {
          const at = path.replace(/\{(\w+)\}/g, (_, name) => (tidy ? encoded : raw)(params[name] ?? ''))
          const search = Object.entries(query).map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
          const authorization = { session: `Bearer ${token}`, stranger: 'Bearer x.y.z', nobody: undefined }[asks]
          const answer = await rawRequest(server.url, {
            method,
            path: search.length === 0 ? at : `${at}?${search.join('&')}`,
            headers: {
              'content-type': 'application/json',
              ...(authorization === undefined ? {} : { authorization }),
              ...Object.fromEntries(
                Object.entries(headers).map(([name, value]) => [name, value.replace(/[^ -~]/g, '?')]),
              ),
            },
            body,
          })
          expect(answer.status).toBeLessThan(500)
          if (answer.ok) answeredWell.add(operation.operationId)
          expect(answer.headers.get('x-injected')).toBeNull()
          if (answer.headers.get('content-type') === 'application/problem+json') {
            const { code, status, instance } = await answer.clone().json()
            expect(Object.keys(errors)).toContain(code)
            expect([status, instance]).toEqual([answer.status, answer.headers.get('x-request-id')])
          }
          if (asks !== 'session' && operation.security !== undefined) expect(answer.status).toBeGreaterThanOrEqual(400)
          // A path that leads elsewhere is answered by that route, or by none.
          if (tidy) await checkAnswer(new Request(new URL(at, server.url), { method }), answer)
        }),
        // Asked rightly once, so that what follows is asked of a route that answers.
        {
          numRuns,
          examples: [
            [
              {
                params: Object.fromEntries(of('path').map(({ name }) => [name, known[name]?.[0] ?? 'none'])),
                query: Object.fromEntries(
                  of('query')
                    .filter(({ required }) => required === true)
                    .map(({ name }) => [name, known[name]?.[0] ?? 'none']),
                ),
                headers: {},
                body: method === 'GET' ? null : '{}',
                asks: 'session',
                tidy: true,
              },
            ],
          ],
        },
      )
    },
  )

  test('every route that only reads was also asked in a way that it answers', () => {
    const reads = operations.filter(({ method }) => method === 'get').map(({ operation }) => operation.operationId)
    expect(reads.filter((id) => !answeredWell.has(id))).toEqual([])
  })

  test.each(['TRACE', 'OPTIONS', 'PATCH', 'PROPFIND', 'HEAD'])('%s is no way in anywhere', async (method) => {
    // What anybody may read tells nothing more to HEAD.
    const readByAll = ({ method: own, operation }: (typeof operations)[number]) => own === 'get' && !operation.security
    for (const { path } of operations.filter((each) => method !== 'HEAD' || !readByAll(each))) {
      const headers = { 'content-type': 'application/json' }
      const answer = await rawRequest(server.url, { method, path: path.replace(/[{}]/g, ''), headers })
      expect(answer.status).toBeGreaterThanOrEqual(400)
      expect(answer.status).toBeLessThan(500)
    }
  })
})
