import type { OpenAPIHono } from '@hono/zod-openapi'
import { routes } from '../../contract/index.ts'
import { fail, type Instant, parseRfc3339 } from '../../domain/index.ts'
import type { Env } from '../env.ts'
import type { Pages } from '../services/pages.ts'

/** As many as a tile shows. */
const defaultDays = 28

export function addHomeRoutes(app: OpenAPIHono<Env>, { home, changes }: Pages): void {
  app.openapi(routes.home, async (c) =>
    c.json(await home(c.var.session, c.req.valid('query').days ?? defaultDays), 200),
  )

  app.openapi(routes.changes, async (c) => {
    const { since, table = null, limit = 50, cursor = null } = c.req.valid('query')
    const query = { table, limit, cursor, since: since === undefined ? null : momentOf(since) }
    return c.json(await changes.list(c.var.session.userId, query), 200)
  })

  app.openapi(routes.revisions, async (c) => {
    const { table, key } = c.req.valid('param')
    return c.json({ items: await changes.revisions(c.var.session.userId, table, key), next_cursor: null }, 200)
  })
}

/** @throws request.invalid */
function momentOf(text: string): Instant {
  const at = parseRfc3339(text)
  if (at === null) throw fail('request.invalid', { detail: 'since: is no moment in RFC 3339', field: 'since' })
  return at
}
