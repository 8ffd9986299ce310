import type { OpenAPIHono } from '@hono/zod-openapi'
import { type DoctorJson, routes } from '../../contract/index.ts'
import { toRfc3339 } from '../../domain/index.ts'
import { dayOf } from '../days.ts'
import type { Env } from '../env.ts'
import { createSettings } from '../services/settings.ts'
import type { ApiServices, Finding } from '../services/types.ts'

export function addSettingsRoutes(app: OpenAPIHono<Env>, services: ApiServices): void {
  const settings = createSettings(services)

  app.openapi(routes.settings, async (c) => c.json(await settings.view(c.var.session.userId), 200))

  app.openapi(routes.settingsChange, async (c) => {
    const { userId } = c.var.session
    const first_day = await dayOf(services, userId, 'first_day', c.req.valid('json').first_day)
    return c.json(await settings.change(userId, { first_day }), 200)
  })

  app.openapi(routes.doctor, async (c) => {
    const found = (await services.doctor?.()) ?? []
    const full = services.exposure === undefined
    const items = found.map((finding) => toJson(finding, full))
    return c.json({ checked_at: toRfc3339(services.clock()), full, items }, 200)
  })
}

/** Where others reach the server: whether it is well, and how to mend it, but no path, key or account. */
function toJson({ name, state, detail, fix, isPrivate }: Finding, full: boolean): DoctorJson['items'][number] {
  const tells = full || !isPrivate
  return {
    code: name.replace(/[^a-z0-9]+/gi, '-'),
    title: name,
    level: state,
    detail: tells ? detail : null,
    hint: tells ? fix : null,
    commands: [...(fix ?? '').matchAll(/`([^`]+)`/g)].map(([, command]) => command ?? ''),
  }
}
