import { randomUUID } from 'node:crypto'
import { OpenAPIHono } from '@hono/zod-openapi'
import { routes } from '../contract/index.ts'
import { type Failure, fail } from '../domain/index.ts'
import { answeredOf } from './answered.ts'
import { openapiDocument } from './document.ts'
import type { Env } from './env.ts'
import { guards, secureHeaders } from './guards.ts'
import { needSession } from './need-session.ts'
import { failureOf, invalidRequest, problemResponse } from './problems.ts'
import { addAccountRoutes } from './routes/accounts.ts'
import { addActivityRoutes } from './routes/activities.ts'
import { addAuthRoutes } from './routes/auth.ts'
import { addCoverageRoutes } from './routes/coverage.ts'
import { addEntranceRoutes } from './routes/entrance.ts'
import { addEventRoutes } from './routes/events.ts'
import { addHealthRoutes } from './routes/health.ts'
import { addHomeRoutes } from './routes/home.ts'
import { addScheduleRoutes } from './routes/schedule.ts'
import { addServerRoutes } from './routes/server.ts'
import { addSettingsRoutes } from './routes/settings.ts'
import { addStatusRoutes } from './routes/status.ts'
import { addSyncRoutes } from './routes/sync.ts'
import { addWebRoutes } from './routes/web.ts'
import { addWorkoutRoutes } from './routes/workouts.ts'
import { type Auth, createAuth } from './services/auth.ts'
import { createPages } from './services/pages.ts'
import type { ApiServices, CallContext } from './services/types.ts'
import { createSettlingRouter } from './settling-router.ts'
import { sparing } from './sparing.ts'

/** The contract carried out: a function from request to answer, whoever calls it. */
export interface Api {
  /** Never rejects: every failure is a problem document. */
  fetch(request: Request, context?: CallContext): Promise<Response>
  openapi(): ReturnType<typeof openapiDocument>
  readonly auth: Auth
}

export function createApi(services: ApiServices): Api {
  const auth = createAuth(services)
  const pages = createPages(services, auth)
  const app = new OpenAPIHono<Env>({
    router: createSettlingRouter(),
    defaultHook: (result) => {
      if (!result.success) throw invalidRequest(result.error.issues, result.target)
    },
  })
  app.notFound((c) => problemResponse(c, fail('request.no-route', { value: new URL(c.req.url).pathname })))
  app.onError((thrown, c) => {
    const requestId = c.get('requestId')
    const failure = failureOf(thrown, requestId)
    if (isOurFault(failure)) services.onFault?.({ requestId, error: thrown })
    return problemResponse(c, failure)
  })
  app.use('*', async (c, next) => {
    c.set('requestId', randomUUID())
    const begun = performance.now()
    await next()
    services.onAnswered?.(answeredOf(c, performance.now() - begun))
    c.header('x-request-id', c.get('requestId'))
    // Health data and sessions have no place in a cache between us and the client.
    if (!c.res.headers.has('cache-control')) c.header('cache-control', 'no-store')
    secureHeaders(c)
  })
  app.use('*', ...guards(services))
  for (const route of Object.values(routes))
    if ('security' in route) app.on(route.method, route.getRoutingPath(), needSession(auth))
  for (const route of asked) app.get(route.getRoutingPath(), sparing)
  addAuthRoutes(app, auth)
  addEntranceRoutes(app, services, auth)
  addAccountRoutes(app, auth)
  addSyncRoutes(app, services, auth)
  addScheduleRoutes(app, services)
  addSettingsRoutes(app, services)
  addStatusRoutes(app, services, auth, pages)
  addCoverageRoutes(app, services)
  addEventRoutes(app, services)
  addActivityRoutes(app, services)
  addHomeRoutes(app, pages)
  addHealthRoutes(app, services, pages)
  addWorkoutRoutes(app, services)
  addServerRoutes(app, services)
  if (services.web !== undefined) addWebRoutes(app, services.web)
  return {
    fetch: async (request, context = {}) => app.fetch(request, context),
    openapi: openapiDocument,
    auth,
  }
}

/** Lists and documents that programs ask for again and again, most often to find them as they were. */
const asked = [
  routes.activities,
  routes.activity,
  routes.activityTotals,
  routes.activityTypes,
  routes.activityLaps,
  routes.activityStreams,
  routes.home,
  routes.status,
  routes.changes,
  routes.revisions,
  routes.metrics,
  routes.healthSeries,
  routes.healthTimeline,
  routes.healthDay,
  routes.healthIntraday,
  routes.healthTable,
  routes.workouts,
  routes.workout,
  routes.workoutSchedule,
  routes.coverage,
  routes.coverageGaps,
  routes.coverageDays,
  routes.coverageRuns,
  routes.coverageGapRuns,
  routes.coverageShow,
  routes.syncItems,
]

/** Trouble at Garmin is told to whoever asked; trouble here is worth a line in the log. */
function isOurFault({ code }: Failure): boolean {
  return code === 'internal' || code.startsWith('store.')
}
