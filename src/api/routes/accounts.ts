import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { routes } from '../../contract/index.ts'
import { fail, Secret, toRfc3339, toUserId, type UserId } from '../../domain/index.ts'
import type { Env } from '../env.ts'
import { sessionOf } from '../need-session.ts'
import type { Auth } from '../services/auth.ts'
import { callOf, issued, knock } from './sign-in-call.ts'

/** Which accounts there are, which one is meant, and how another client gets in. */
export function addAccountRoutes(app: OpenAPIHono<Env>, auth: Auth): void {
  /** Null: the owner of the home, who sees them all. @throws auth.session-needed */
  const onlyAccountOf = async (c: Context<Env>): Promise<UserId | null> => {
    const session = await sessionOf(c, auth)
    if (session !== null) return session.userId
    if (c.env.trusted === true) return null
    throw fail('auth.session-needed')
  }

  app.openapi(routes.authAccounts, async (c) => {
    const only = await onlyAccountOf(c)
    const items = (await auth.installed.list()).filter((account) => only === null || account.user_id === only)
    return c.json({ items, next_cursor: null }, 200)
  })

  app.openapi(routes.authSwitch, async (c) => {
    const only = await onlyAccountOf(c)
    const wanted = c.req.valid('json').user_id
    const userId = toUserId(wanted)
    // To a session there are no other accounts than its own.
    if (userId === null || (only !== null && only !== userId)) throw fail('account.not-found', { value: wanted })
    return c.json(only === null ? await auth.installed.switchTo(userId) : await auth.installed.show(userId), 200)
  })

  app.openapi(routes.authPair, async (c) => {
    const { code, expiresAt } = await auth.pairing.offer(c.var.session.userId)
    // In the fragment, which no request carries, so that the code is in no server's log.
    const origin = c.get('publicOrigin') ?? new URL(c.req.url).origin
    const url = c.env.trusted === true ? null : `${origin}/#pair=${code}`
    return c.json({ code, url, expires_at: toRfc3339(expiresAt) }, 200)
  })

  app.openapi(routes.authPairRedeem, async (c) => {
    knock(c, auth)
    const { browser } = callOf(c)
    const session = await auth.pairing.redeem(new Secret(c.req.valid('json').code), browser)
    return c.json(issued(c, session), 200)
  })
}
