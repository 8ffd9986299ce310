import type { OpenAPIHono } from '@hono/zod-openapi'
import { routes, type ScheduleJson } from '../../contract/index.ts'
import { toRfc3339 } from '../../domain/index.ts'
import type { ScheduleView } from '../../sync/index.ts'
import type { Env } from '../env.ts'
import type { ApiServices } from '../services/types.ts'

export function addScheduleRoutes(app: OpenAPIHono<Env>, { scheduler }: ApiServices): void {
  app.openapi(routes.schedule, async (c) => c.json(toScheduleJson(await scheduler.view(c.var.session.userId)), 200))

  app.openapi(routes.scheduleChange, async (c) => {
    const wishes = Object.fromEntries(Object.entries(c.req.valid('json')).filter(([, value]) => value !== undefined))
    return c.json(toScheduleJson(await scheduler.change(c.var.session.userId, wishes)), 200)
  })
}

function toScheduleJson({ schedule, next, waitsFor }: ScheduleView): ScheduleJson {
  const { enabled, every_min, nightly_at, quiet_from, quiet_to, zone } = schedule
  return {
    enabled,
    every_min,
    nightly_at,
    quiet_from,
    quiet_to,
    zone,
    next_run: toRfc3339(next?.at ?? null),
    next_kind: next?.kind ?? null,
    waits_for: waitsFor,
  }
}
