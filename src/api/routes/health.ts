import type { OpenAPIHono } from '@hono/zod-openapi'
import { routes } from '../../contract/index.ts'
import { fail } from '../../domain/index.ts'
import { betweenDays, dayOf, daysOf } from '../days.ts'
import type { Env } from '../env.ts'
import { healthDayOf } from '../services/health-day.ts'
import { createRows } from '../services/rows.ts'
import type { ApiServices } from '../services/types.ts'

export function addHealthRoutes(app: OpenAPIHono<Env>, services: ApiServices): void {
  const rows = createRows(services)

  app.openapi(routes.healthDay, async (c) => {
    const { userId } = c.var.session
    const day = await dayOf(services, userId, 'day', c.req.valid('param').day)
    return c.json(await healthDayOf(services, rows, userId, day), 200)
  })

  app.openapi(routes.healthTable, async (c) => {
    const { userId } = c.var.session
    const { table: name } = c.req.valid('param')
    const known = rows.tables.get(name)
    if (known === undefined || known.dataset.group !== 'health') throw fail('dataset.not-found', { value: name })
    const { limit = 50, cursor = null, ...words } = c.req.valid('query')
    const { table } = known
    const days = await daysOf(services, userId, words)
    const between = table.time === null ? {} : betweenDays(table, table.time, days)
    return c.json(await rows.page({ table, userId, limit, cursor, ...between }), 200)
  })
}
