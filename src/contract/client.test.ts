import { describe, expect, test } from 'vitest'
import { type Failure, fail, toInstant, toProblem } from '../domain/index.ts'
import { createClient } from './index.ts'

const baseUrl = 'http://127.0.0.1:8787'
const jsonAnswer = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })

/** A client whose requests are kept and answered by `answer`. */
function clientOf(answer: (request: Request) => Response | Promise<Response>, token?: () => string | null) {
  const requests: Request[] = []
  const client = createClient({
    baseUrl,
    ...(token ? { token } : {}),
    fetch: (request) => {
      requests.push(request)
      return answer(request)
    },
  })
  return { client, requests }
}

const caught = (work: Promise<unknown>) =>
  work.then(
    () => {
      throw new Error('it did not fail')
    },
    (failure: Failure) => failure,
  )

describe('the typed client', () => {
  test('sends method, path, query and token as the contract says', async () => {
    const { client, requests } = clientOf(
      () => jsonAnswer({ items: [], next_cursor: null }),
      () => 'abc',
    )
    await client.activities({ query: { limit: 3, deleted: true, from: undefined } })
    const [request] = requests
    expect(request?.method).toBe('GET')
    expect(request?.url).toBe(`${baseUrl}/api/v1/activities?limit=3&deleted=true`)
    expect(request?.headers.get('authorization')).toBe('Bearer abc')
    expect(request?.headers.get('content-type')).toBeNull()
  })

  test('encodes what it puts into a path', async () => {
    const { client, requests } = clientOf(() => jsonAnswer({}))
    await client.healthDay({ params: { day: 'a/b?c' } })
    expect(requests[0]?.url).toBe(`${baseUrl}/api/v1/health/days/a%2Fb%3Fc`)
  })

  test('a request that changes something is JSON, with or without a body', async () => {
    const { client, requests } = clientOf(() => jsonAnswer({}))
    await client.authMfa({ body: { code: '123456' } })
    await client.authSessionEnd()
    expect(requests.map((request) => request.headers.get('content-type'))).toEqual([
      'application/json',
      'application/json',
    ])
    expect(await requests[0]?.json()).toEqual({ code: '123456' })
    expect(await requests[1]?.text()).toBe('')
  })

  test('a sign-in resolves to the status and the body: 200 signed in, 202 a code is wanted', async () => {
    const { client } = clientOf(() => jsonAnswer({ challenge_id: 'c1' }, 202))
    const answer = await client.authLogin({ body: { email: 'a@example.org', password: 'x' } })
    expect(answer).toEqual({ status: 202, body: { challenge_id: 'c1' } })
  })

  test('a file resolves to its bytes and the name that the server gave it', async () => {
    const { client } = clientOf(
      () =>
        new Response(new Uint8Array([1, 2, 3]), { headers: { 'content-disposition': 'attachment; filename="7.fit"' } }),
    )
    const file = await client.activityFile({ params: { activity_id: '7' } })
    expect(file).toEqual({ bytes: new Uint8Array([1, 2, 3]), filename: '7.fit' })
  })

  test('a file name cannot lead out of a folder', async () => {
    const headers = { 'content-disposition': 'attachment; filename="../../x"' }
    const { client } = clientOf(() => new Response('', { headers }))
    expect((await client.activityFile({ params: { activity_id: '7' } })).filename).toBe('original.bin')
  })

  test('a problem becomes the failure of its code with the texts of the server', async () => {
    const retryAt = toInstant(Date.parse('2026-01-31T08:00:00Z'))
    const problem = { ...toProblem(fail('auth.login-limited', { retryAt })), title: 'Wait.', hint: 'Really.' }
    const { client } = clientOf(() => jsonAnswer({ ...problem, attempts_left: 2, instance: 'r1' }, 429))
    const failure = await caught(client.status())
    expect(failure.code).toBe('auth.login-limited')
    expect(failure.message).toBe('Wait.')
    expect(failure.hint).toBe('Really.')
    expect(failure.retryAt).toBe(retryAt)
    expect(failure.data.attemptsLeftCount).toBe(2)
    expect(failure.data.instance).toBe('r1')
  })

  test('no answer is server.unreachable with the reason below', async () => {
    const { client } = clientOf(() => {
      throw new TypeError('fetch failed', { cause: Object.assign(new Error('no'), { code: 'ECONNREFUSED' }) })
    })
    const failure = await caught(client.status())
    expect(failure.code).toBe('server.unreachable')
    expect(failure.message).toContain('ECONNREFUSED')
  })

  test('an answer that is not ours is server.unreachable too', async () => {
    const { client } = clientOf(() => new Response('<html>', { status: 502 }))
    expect((await caught(client.status())).code).toBe('server.unreachable')
    const { client: other } = clientOf(() => new Response('<html>', { status: 200 }))
    expect((await caught(other.status())).code).toBe('server.unreachable')
  })
})

describe('events of a job', () => {
  const event = (id: number, type: string, status = 'running') =>
    `id: ${id}\nevent: ${type}\ndata: ${JSON.stringify({ type, job: { status } })}\n\n`
  const stream = (...parts: (string | Error)[]) => {
    const left = [...parts]
    return new Response(
      new ReadableStream<Uint8Array>(
        {
          pull(controller) {
            const part = left.shift()
            if (part === undefined) controller.close()
            else if (part instanceof Error) controller.error(part)
            else controller.enqueue(new TextEncoder().encode(part))
          },
        },
        { highWaterMark: 0 },
      ),
      { headers: { 'content-type': 'text/event-stream' } },
    )
  }
  const params = { job_id: 'j' }

  test('come as they are written, however they are cut, and end with the job', async () => {
    const whole = `: hello\n\n${event(1, 'state')}${event(2, 'progress')}${event(3, 'state', 'completed')}`
    const { client, requests } = clientOf(() => stream(whole.slice(0, 30), whole.slice(30, 31), whole.slice(31)))
    const ids: number[] = []
    for await (const { id } of client.syncEvents({ params })) ids.push(id)
    expect(ids).toEqual([1, 2, 3])
    expect(requests).toHaveLength(1)
  })

  test('a connection that breaks off is taken up again after the last event', async () => {
    const { client, requests } = clientOf((request) =>
      request.headers.get('last-event-id') === null
        ? stream(event(1, 'state'), new Error('reset'))
        : stream(event(2, 'state', 'failed')),
    )
    const ids: number[] = []
    for await (const { id } of client.syncEvents({ params })) ids.push(id)
    expect(ids).toEqual([1, 2])
    expect(requests.map((request) => request.headers.get('last-event-id'))).toEqual([null, '1'])
  })

  test('a stream that brings nothing new is the end', async () => {
    const { client, requests } = clientOf(() => stream())
    for await (const _ of client.syncEvents({ params, lastEventId: 9 })) throw new Error('unexpected')
    expect(requests[0]?.headers.get('last-event-id')).toBe('9')
    expect(requests).toHaveLength(1)
  })

  test('an error event is thrown as the failure that it tells of', async () => {
    const problem = JSON.stringify(toProblem(fail('store.full')))
    const { client } = clientOf(() => stream(event(1, 'state'), `event: error\ndata: ${problem}\n\n`))
    const read = async () => {
      for await (const _ of client.syncEvents({ params }));
    }
    expect((await caught(read())).code).toBe('store.full')
  })

  test('stop when nobody wants them any more', async () => {
    const stop = new AbortController()
    let cancelled = false
    const { client } = clientOf(
      () =>
        new Response(
          new ReadableStream({
            start: (controller) => controller.enqueue(new TextEncoder().encode(event(1, 'state'))),
            cancel: () => {
              cancelled = true
            },
          }),
        ),
    )
    for await (const _ of client.syncEvents({ params, signal: stop.signal })) break
    expect(cancelled).toBe(true)
  })
})
