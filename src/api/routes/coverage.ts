import type { OpenAPIHono } from '@hono/zod-openapi'
import { routes } from '../../contract/index.ts'
import { daysOf } from '../days.ts'
import type { Env } from '../env.ts'
import { createLedgerPages } from '../services/ledger-pages.ts'
import type { ApiServices } from '../services/types.ts'

export function addCoverageRoutes(app: OpenAPIHono<Env>, services: ApiServices): void {
  const pages = createLedgerPages(services)

  app.openapi(routes.coverageDays, async (c) => {
    const { userId } = c.var.session
    return c.json(await pages.days(userId, await daysOf(services, userId, c.req.valid('query'))), 200)
  })

  app.openapi(routes.coverageRuns, async (c) => {
    const { userId } = c.var.session
    return c.json(await pages.runs(userId, await daysOf(services, userId, c.req.valid('query'))), 200)
  })

  app.openapi(routes.coverageGapRuns, async (c) => c.json({ items: await pages.gaps(c.var.session.userId) }, 200))

  app.openapi(routes.coverageShow, async (c) => {
    const { userId } = c.var.session
    const days = await daysOf(services, userId, c.req.valid('query'))
    return c.json(await pages.one(userId, c.req.valid('param').dataset, days), 200)
  })
}
