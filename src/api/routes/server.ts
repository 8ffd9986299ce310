import { createHash, timingSafeEqual } from 'node:crypto'
import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { fail } from '../../domain/index.ts'
import { docsPage, docsPolicy } from '../docs-page.ts'
import { openapiDocument } from '../document.ts'
import type { Env } from '../env.ts'
import type { ApiServices } from '../services/types.ts'
import { sparing } from '../sparing.ts'

/** What a server is asked about itself. */
export function addServerRoutes(app: OpenAPIHono<Env>, services: ApiServices): void {
  const { store, version } = services
  // Made at the first question and the same ever after; any cache may keep them and asks whether they still hold.
  const fixed = { 'cache-control': 'no-cache' }
  const document = once(() => JSON.stringify(openapiDocument()))
  const page = once(() => docsPage(openapiDocument()))
  app.get('/openapi.json', sparing, (c) =>
    c.body(document(), 200, { ...fixed, 'content-type': 'application/json; charset=utf-8' }),
  )
  app.get('/docs', sparing, (c) =>
    c.body(page(), 200, {
      ...fixed,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': docsPolicy,
    }),
  )
  app.get('/healthz', (c) => c.json({ status: 'ok', version }))
  app.get('/readyz', async (c) => {
    await store.about()
    return c.json({ status: 'ready', version })
  })
  app.get('/metrics', async (c) => {
    const metrics = mayCount(c, services) ? ((await services.metrics?.()) ?? null) : null
    // Who may not see it learns not even that it is there.
    if (metrics === null) throw fail('request.no-route', { value: '/metrics' })
    return c.body(metrics.text, 200, { 'content-type': metrics.type })
  })
}

/** On a server for this machine everybody; on another one who shows its token. */
function mayCount(c: Context<Env>, { exposure }: ApiServices): boolean {
  if (exposure === undefined) return true
  const shown = /^Bearer +(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1]
  if (exposure.metricsToken === null || shown === undefined) return false
  return timingSafeEqual(hash(shown), hash(exposure.metricsToken.open()))
}

function hash(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
