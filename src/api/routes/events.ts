import type { OpenAPIHono } from '@hono/zod-openapi'
import { routes } from '../../contract/index.ts'
import type { Env } from '../env.ts'
import { eventStream } from '../event-stream.ts'
import { failureOf, problemDocument } from '../problems.ts'
import { createAccountWatch } from '../services/account-watch.ts'
import type { ApiServices } from '../services/types.ts'
import { whileListened } from '../while-listened.ts'

export function addEventRoutes(app: OpenAPIHono<Env>, services: ApiServices): void {
  const watch = createAccountWatch(services)

  app.openapi(routes.events, async (c) => {
    const { userId, row } = c.var.session
    const after = c.req.valid('header')['last-event-id']
    const { signal, letGo } = whileListened(c, services.stopping)
    const requestId = c.get('requestId')
    const reader = { userId, sessionId: row.session_id, after: after === undefined ? null : Number(after), signal }
    return eventStream({
      events: watch(reader),
      onEnd: letGo,
      problemOf: (thrown) => problemDocument(failureOf(thrown, requestId), requestId),
    })
  })
}
