import type { OpenAPIHono } from '@hono/zod-openapi'
import { routes } from '../../contract/index.ts'
import { addDays, fail, type TableDefinition } from '../../domain/index.ts'
import { betweenDays, dayOf, daysOf } from '../days.ts'
import type { Env } from '../env.ts'
import { healthDayOf, sectionTables } from '../services/health-day.ts'
import { intradayByHour } from '../services/intraday.ts'
import type { Pages } from '../services/pages.ts'
import { createRows } from '../services/rows.ts'
import type { ApiServices } from '../services/types.ts'

/** Days. */
const tenYears = 3652

export function addHealthRoutes(app: OpenAPIHono<Env>, services: ApiServices, { metrics, timeline }: Pages): void {
  const rows = createRows(services)

  app.openapi(routes.metrics, async (c) =>
    c.json({ items: await metrics.list(c.var.session.userId), next_cursor: null }, 200),
  )

  app.openapi(routes.healthSeries, async (c) => {
    const { userId } = c.var.session
    const { metrics: words, from = '-1y', to = 'today', every = 'day' } = c.req.valid('query')
    const span = {
      from: await dayOf(services, userId, 'from', from),
      to: await dayOf(services, userId, 'to', to),
    }
    if (span.to < span.from) throw fail('usage.range', { ...span, field: 'to' })
    return c.json(await metrics.series(userId, { words: words ?? metrics.usual(), ...span, every }), 200)
  })

  app.openapi(routes.healthTimeline, async (c) => {
    const { userId } = c.var.session
    const day = await dayOf(services, userId, 'day', c.req.valid('param').day)
    return c.json(await timeline(userId, day, c.req.valid('query').channels), 200)
  })

  app.openapi(routes.healthDay, async (c) => {
    const { userId } = c.var.session
    const day = await dayOf(services, userId, 'day', c.req.valid('param').day)
    return c.json(await healthDayOf(services, rows, userId, day), 200)
  })

  app.openapi(routes.healthIntraday, async (c) => {
    const { userId } = c.var.session
    const { metric, by = 'hour', ...words } = c.req.valid('query')
    const days = await daysOf(services, userId, words)
    const to = days.to ?? (await services.today(userId))
    const from = days.from ?? addDays(to, -tenYears)
    return c.json(
      { metric, by, from, to, ...(await intradayByHour(services.store, rows, { userId, metric, from, to })) },
      200,
    )
  })

  app.openapi(routes.healthTable, async (c) => {
    const { userId } = c.var.session
    const { table: name } = c.req.valid('param')
    // A part of a day may be named as the day document names it.
    const known = rows.tables.get((sectionTables as Record<string, string>)[name] ?? name)
    if (known === undefined || hasOwnRoute(known.table)) throw fail('dataset.not-found', { value: name })
    const { limit = 50, cursor = null, ...words } = c.req.valid('query')
    const { table } = known
    const days = await daysOf(services, userId, words)
    const between = table.time === null ? {} : betweenDays(table, table.time, days)
    return c.json(await rows.page({ table, userId, limit, cursor, ...between }), 200)
  })
}

/** Activities and workouts, with what belongs to one of them, are read where they are. */
function hasOwnRoute({ key }: TableDefinition): boolean {
  return key[0] === 'activity_id' || key[0] === 'workout_id'
}
