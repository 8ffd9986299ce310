import type { OpenAPIHono } from '@hono/zod-openapi'
import { routes, type StatusJson } from '../../contract/index.ts'
import { fail, isFailure, toRfc3339 } from '../../domain/index.ts'
import type { Env } from '../env.ts'
import type { Auth } from '../services/auth.ts'
import { createCoverage } from '../services/coverage.ts'
import { onlyFailure } from '../services/life.ts'
import type { Pages } from '../services/pages.ts'
import type { ActiveSession } from '../services/sessions.ts'
import type { ApiServices } from '../services/types.ts'
import { toSessionJson, toTokenJson } from '../wire.ts'

export function addStatusRoutes(app: OpenAPIHono<Env>, services: ApiServices, auth: Auth, pages: Pages): void {
  const coverage = createCoverage(services)

  app.openapi(routes.status, async (c) => c.json(await statusOf(services, auth, pages, c.var.session), 200))

  app.openapi(routes.coverage, async (c) => {
    const items = await coverage.list(c.var.session.userId, c.req.valid('query').dataset)
    return c.json({ items, next_cursor: null }, 200)
  })

  app.openapi(routes.coverageGaps, async (c) => {
    const { dataset = null, limit = 50, cursor } = c.req.valid('query')
    const all = await coverage.gaps(c.var.session.userId, dataset)
    const start = offsetOf(cursor)
    const end = start + limit
    return c.json({ items: all.slice(start, end), next_cursor: end < all.length ? String(end) : null }, 200)
  })
}

/** The ledger stands still while a page is read, or nearly: a place in the list is enough of a cursor. */
function offsetOf(cursor: string | undefined): number {
  if (cursor === undefined) return 0
  if (!/^\d{1,9}$/.test(cursor))
    throw fail('request.invalid', { detail: 'cursor: is not one that was given', field: 'cursor' })
  return Number(cursor)
}

async function statusOf(
  services: ApiServices,
  auth: Auth,
  { life, coverageList }: Pages,
  session: ActiveSession,
): Promise<StatusJson> {
  const { clock, loginPausedUntil } = services
  const { userId } = session
  const account = await auth.accounts.get(userId)
  const token = await auth.token.view(session).catch(onlyFailure)
  const signedIn = !isFailure(token)
  const pausedUntil = account.account_key === null ? null : await loginPausedUntil(account.account_key)
  return {
    ...(await life.status(session)),
    account: {
      user_id: userId,
      display_name: account.display_name,
      full_name: account.full_name,
      region: account.region,
      proven: await auth.accounts.isProven(userId),
    },
    signed_in: signedIn,
    sign_in_needed_reason: signedIn ? null : token.code,
    session: toSessionJson(await auth.sessions.show(session)),
    token: signedIn ? toTokenJson(token) : null,
    ...(await auth.token.ends(userId)),
    next_login_at: pausedUntil !== null && pausedUntil > clock() ? toRfc3339(pausedUntil) : null,
    datasets: await coverageList(userId),
  }
}
