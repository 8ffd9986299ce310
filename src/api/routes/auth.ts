import type { OpenAPIHono } from '@hono/zod-openapi'
import { routes, type SessionItemJson } from '../../contract/index.ts'
import { fail, Secret } from '../../domain/index.ts'
import type { Env } from '../env.ts'
import type { Auth } from '../services/auth.ts'
import type { ActiveSession } from '../services/sessions.ts'
import { dropCookie } from '../session-cookie.ts'
import { toChallengeJson, toLinkJson, toSessionJson, toTokenJson } from '../wire.ts'
import { callOf, issued, knock } from './sign-in-call.ts'

export function addAuthRoutes(app: OpenAPIHono<Env>, auth: Auth): void {
  /** How sessions are shown to the one that asks. */
  const toItem = async (asking: ActiveSession) => {
    const placeOf = await auth.places.of(asking.userId)
    return async (row: ActiveSession['row']): Promise<SessionItemJson> => ({
      ...toSessionJson(await auth.sessions.show({ row, userId: asking.userId })),
      label: row.label,
      kind: row.kind === 'browser' ? 'browser' : 'cli',
      ...placeOf(row.session_id),
      current: row.session_id === asking.row.session_id,
    })
  }

  app.openapi(routes.authLogin, async (c) => {
    const { email, password, region, method } = c.req.valid('json')
    const call = callOf(c)
    const login = () => auth.signIn.login({ email, password: new Secret(password), region, method }, call)
    const result = call.trusted
      ? await login()
      : await auth.admission.password(email, c.get('peer'), call.signal, login)
    return 'kind' in result ? c.json(toChallengeJson(result), 202) : c.json(issued(c, result), 200)
  })

  app.openapi(routes.authMfa, async (c) => {
    const { challenge_id, code } = c.req.valid('json')
    knock(c, auth)
    const call = callOf(c)
    const challengeId = challengeOf(challenge_id, call.trusted)
    return c.json(issued(c, await auth.signIn.mfa({ challengeId, code: new Secret(code) }, call)), 200)
  })

  app.openapi(routes.authResend, async (c) => {
    knock(c, auth)
    const challengeId = challengeOf(c.req.valid('json').challenge_id, c.env.trusted === true)
    return c.json(toChallengeJson(await auth.signIn.resend({ challengeId, signal: c.req.raw.signal })), 200)
  })

  app.openapi(routes.authBrowser, (c) => c.json(toLinkJson(auth.signIn.link(c.req.valid('json').region)), 200))

  app.openapi(routes.authTicket, async (c) => {
    const { ticket, region } = c.req.valid('json')
    knock(c, auth)
    const session = await auth.signIn.ticket({ pasted: new Secret(ticket), region: region ?? null }, callOf(c))
    return c.json(issued(c, session), 200)
  })

  app.openapi(routes.authImport, async (c) => {
    const { content, passphrase, region } = c.req.valid('json')
    const input = {
      content: new Secret(content),
      passphrase: passphrase === undefined ? null : new Secret(passphrase),
      region: region ?? null,
    }
    knock(c, auth)
    return c.json(issued(c, await auth.signIn.takeOver(input, callOf(c))), 200)
  })

  app.openapi(routes.authExport, async (c) => {
    // Whoever has a session of ours may use the account, but the credential itself stays with the owner of the home.
    if (c.env.trusted !== true) throw fail('auth.owner-only')
    const passphrase = new Secret(c.req.valid('json').passphrase)
    return c.json({ bundle: await auth.token.seal(c.var.session.userId, passphrase) }, 200)
  })

  app.openapi(routes.authRefresh, async (c) => {
    const session = await auth.sessions.refresh(new Secret(c.req.valid('json').refresh_token))
    return c.json(toSessionJson(session), 200)
  })

  app.openapi(routes.authSession, async (c) => c.json(toSessionJson(await auth.sessions.show(c.var.session)), 200))

  app.openapi(routes.authSessions, async (c) => {
    const { userId } = c.var.session
    const rows = (await auth.sessions.rows(userId)).sort((a, b) => b.created_at - a.created_at)
    const show = await toItem(c.var.session)
    return c.json({ items: await Promise.all(rows.map(show)), next_cursor: null }, 200)
  })

  app.openapi(routes.authSessionName, async (c) => {
    const { session_id } = c.req.valid('param')
    const named = await auth.sessions.name(c.var.session.userId, session_id, c.req.valid('json').label)
    return c.json(await (await toItem(c.var.session))(named.row), 200)
  })

  app.openapi(routes.authSessionEnd, async (c) => {
    const { userId, row } = c.var.session
    dropCookie(c, userId)
    return c.json(toSessionJson(await auth.sessions.end(userId, row.session_id)), 200)
  })

  app.openapi(routes.authSessionEndOne, async (c) => {
    const ended = await auth.sessions.end(c.var.session.userId, c.req.valid('param').session_id)
    return c.json(toSessionJson(ended), 200)
  })

  app.openapi(routes.authToken, async (c) => c.json(toTokenJson(await auth.token.view(c.var.session)), 200))

  app.openapi(routes.authTokenRefresh, async (c) =>
    c.json(toTokenJson(await auth.token.refresh(c.var.session, c.req.raw.signal)), 200),
  )
}

/** Whoever starts a sign-in knows its id; on a server the newest may be somebody else's. @throws request.invalid */
function challengeOf(id: string | null | undefined, trusted: boolean): string | null {
  if (id != null) return id
  if (!trusted) throw fail('request.invalid', { detail: 'challenge_id: is missing', field: 'challenge_id' })
  return null
}
