import { describe, expect, it } from 'vitest'
import { fail, toProblem } from '../domain/index.ts'
import type { SessionTokens } from './connect.ts'
import { connectToServer } from './server-connection.ts'
import { aSession, aStatus } from './testing/answers.ts'

const url = 'http://127.0.0.1:8787'

/** A server whose good access token is `a2`, renewed by `r1`; and the place where our session with it is kept. */
const aChallenge = {
  challenge_id: 'c7',
  mfa_method: 'email',
  sent_to: null,
  expires_at: '2026-01-31T08:10:00.000Z',
  attempts_left: 3,
}

function world(stored: SessionTokens | null, refresh: () => Response) {
  const calls: string[] = []
  let kept = stored
  const turns: string[] = []
  const bodies: unknown[] = []
  let waiting: string | null = null
  const send = async (request: Request) => {
    const path = new URL(request.url).pathname.replace('/api/v1/', '')
    const bearer = request.headers.get('authorization')
    calls.push(`${path} ${bearer ?? 'nobody'}`)
    if (path === 'auth/refresh') return refresh()
    if (path === 'auth/login') return Response.json(aChallenge, { status: 202 })
    if (path === 'auth/mfa') {
      bodies.push(await request.json())
      return Response.json(aSession())
    }
    return bearer === 'Bearer a2' ? Response.json(aStatus()) : problem('auth.session-needed')
  }
  const app = {
    serverSessions: {
      load: async () => kept,
      save: async (_: string, session: SessionTokens) => {
        kept = session
      },
      forget: async () => {
        kept = null
      },
      keepChallenge: async (_: string, challengeId: string) => {
        waiting = challengeId
      },
      challenge: async () => waiting,
      exclusively: async <T>(name: string, work: () => Promise<T>) => {
        turns.push(name)
        return work()
      },
    },
    close: async () => {},
  }
  const connection = connectToServer(url, app, send)
  return { connection, calls, turns, bodies, kept: () => kept, replace: (session: SessionTokens) => (kept = session) }
}

function problem(code: 'auth.session-needed') {
  const body = toProblem(fail(code))
  return Response.json(body, { status: body.status, headers: { 'content-type': 'application/problem+json' } })
}

const renewed = () => Response.json(aSession({ access_token: 'a2', refresh_token: 'r2' }))

describe('a session with a server', () => {
  it('is renewed without being asked, in turn with other processes, and kept', async () => {
    const { connection, calls, turns, kept } = world(
      { user_id: '82500001', access_token: 'a1', refresh_token: 'r1' },
      renewed,
    )
    expect(await connection.client.status()).toEqual(aStatus())
    expect(calls).toEqual(['status Bearer a1', 'auth/refresh nobody', 'status Bearer a2'])
    expect(turns).toEqual([url])
    expect(kept()).toEqual({ user_id: '82500001', access_token: 'a2', refresh_token: 'r2' })
  })

  it('remembers which sign-in waits there, so that the code alone finishes it', async () => {
    const { connection, bodies } = world(null, renewed)
    expect((await connection.client.authLogin({ body: { email: 'a@example.org', password: 'x' } })).status).toBe(202)
    await connection.client.authMfa({ body: { challenge_id: null, code: '123456' } })
    await connection.client.authMfa({ body: { challenge_id: 'c8', code: '123456' } })
    expect(bodies).toEqual([
      { challenge_id: 'c7', code: '123456' },
      { challenge_id: 'c8', code: '123456' },
    ])
  })

  it('takes what another process renewed in the meantime', async () => {
    const { connection, calls, replace } = world(
      { user_id: '82500001', access_token: 'a1', refresh_token: 'r1' },
      renewed,
    )
    await connection.client
      .status()
      .then(() => replace({ user_id: '82500001', access_token: 'a2', refresh_token: 'r9' }))
    calls.length = 0
    const other = world({ user_id: '82500001', access_token: 'a1', refresh_token: 'r1' }, () =>
      problem('auth.session-needed'),
    )
    const asking = other.connection.client.status()
    other.replace({ user_id: '82500001', access_token: 'a2', refresh_token: 'r2' })
    expect(await asking).toEqual(aStatus())
    expect(other.calls).not.toContain('auth/refresh nobody')
  })

  it('ends with the wish for a sign-in when it cannot be renewed, or was never there', async () => {
    const over = world({ user_id: '82500001', access_token: 'a1', refresh_token: 'r1' }, () =>
      problem('auth.session-needed'),
    )
    await expect(over.connection.client.status()).rejects.toMatchObject({ code: 'auth.session-needed' })
    const none = world(null, renewed)
    await expect(none.connection.client.status()).rejects.toMatchObject({ code: 'auth.session-needed' })
    expect(none.calls).toEqual(['status nobody'])
  })

  it('is kept at sign-in and forgotten at sign-out', async () => {
    const { connection, kept } = world(null, renewed)
    await connection.signedIn(aSession({ access_token: 'a2', refresh_token: 'r2' }))
    expect(kept()).toEqual({ user_id: '82500001', access_token: 'a2', refresh_token: 'r2' })
    expect(await connection.client.status()).toEqual(aStatus())
    await connection.signedOut()
    expect(kept()).toBeNull()
  })

  it('reports a server that does not answer as unreachable', async () => {
    const app = world(null, renewed)
    const connection = connectToServer(
      url,
      {
        serverSessions: {
          load: async () => null,
          save: async () => {},
          forget: async () => {},
          keepChallenge: async () => {},
          challenge: async () => null,
          exclusively: (_: string, work) => work(),
        },
        close: async () => {},
      },
      async () => {
        throw new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code: 'ECONNREFUSED' }) })
      },
    )
    expect(app.calls).toEqual([])
    await expect(connection.client.status()).rejects.toMatchObject({ code: 'server.unreachable' })
  })
})
