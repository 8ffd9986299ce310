import { type Client, createClient } from '../contract/index.ts'
import { isFailure, isProblem, parseRfc3339, toInstant } from '../domain/index.ts'
import type { App, Connection, SessionTokens } from './connect.ts'
import { once } from './once.ts'

type Fetch = (request: Request) => Promise<Response>

/** The server over HTTP. Our session with it is kept sealed in this machine's store and renewed without being asked. */
export function connectToServer(
  url: string,
  app: Pick<App, 'serverSessions' | 'close'>,
  send: Fetch = fetch,
  user: string | null = null,
): Connection {
  const sessions = app.serverSessions
  let current: SessionTokens | null | undefined
  const load = async () => {
    if (current === undefined) current = await sessions.load(url, user)
    return current
  }
  const keep = async (session: SessionTokens) => {
    const { user_id, access_token, refresh_token } = session
    current = { user_id, access_token, refresh_token }
    await sessions.save(url, current)
  }
  const bare = createClient({ baseUrl: url, fetch: send })
  const client = createClient({
    baseUrl: url,
    token: async () => (await load())?.access_token ?? null,
    async fetch(request) {
      const again = request.clone()
      const answer = await send(request)
      const used = current
      if (answer.status !== 401 || !used || !(await wantsSession(answer))) return answer
      const renewed = await sessions.exclusively(url, () => renew(used))
      if (renewed === null) return answer
      again.headers.set('authorization', `Bearer ${renewed.access_token}`)
      return send(again)
    },
  })

  /** One at a time across processes: a refresh token that is used twice ends the session. */
  async function renew(used: SessionTokens): Promise<SessionTokens | null> {
    const stored = await sessions.load(url, used.user_id)
    if (stored === null || stored.access_token !== used.access_token) {
      current = stored
      return stored
    }
    try {
      const session = await bare.authRefresh({ body: { refresh_token: used.refresh_token } })
      await keep(session)
      return session
    } catch (thrown) {
      // Refused: the session is over, and the answer that we have says what to do. Anything else is news.
      if (isFailure(thrown) && thrown.entry.status === 401) return null
      throw thrown
    }
  }

  /** A server does not know which of its visitors asks, so what waits there is remembered here. */
  const named = async <T extends { challenge_id?: string | null | undefined }>(body: T): Promise<T> =>
    body.challenge_id == null ? { ...body, challenge_id: await sessions.challenge(url) } : body

  return {
    client: {
      ...client,
      authLogin: async (input) => {
        const answer = await bare.authLogin(input)
        if (answer.status === 202) {
          const { challenge_id, expires_at } = answer.body
          await sessions.keepChallenge(url, challenge_id, parseRfc3339(expires_at) ?? toInstant(0))
        }
        return answer
      },
      authMfa: async (input) => bare.authMfa({ ...input, body: await named(input.body) }),
      authPairRedeem: bare.authPairRedeem,
      authImport: bare.authImport,
      authResend: async (input) => bare.authResend({ ...input, body: await named(input.body) }),
      authBrowser: bare.authBrowser,
      authTicket: bare.authTicket,
    } satisfies Client,
    server: url,
    signedIn: keep,
    async signedOut() {
      const ended = await load()
      current = null
      if (ended !== null) await sessions.forget(url, ended.user_id)
    },
    close: once(() => app.close()),
  }
}

async function wantsSession(answer: Response): Promise<boolean> {
  const body: unknown = await answer
    .clone()
    .json()
    .catch(() => null)
  return isProblem(body) && body.code === 'auth.session-needed'
}
