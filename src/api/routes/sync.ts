import type { OpenAPIHono } from '@hono/zod-openapi'
import { routes, type SyncPlanJson } from '../../contract/index.ts'
import { fail, queryPairs, type UserId } from '../../domain/index.ts'
import type { StoredJob } from '../../store/index.ts'
import type { Env } from '../env.ts'
import { eventStream } from '../event-stream.ts'
import { failureOf, problemDocument } from '../problems.ts'
import type { Auth } from '../services/auth.ts'
import { failuresOf } from '../services/job-failures.ts'
import { secondsFor } from '../services/sync-cost.ts'
import { createScopes } from '../services/sync-scope.ts'
import type { ApiServices } from '../services/types.ts'
import { whileListened } from '../while-listened.ts'
import { toEventJson, toJobJson } from '../wire.ts'

export function addSyncRoutes(app: OpenAPIHono<Env>, services: ApiServices, auth: Auth): void {
  const { store, jobs } = services
  const scopeOf = createScopes(services)
  const titles = new Map(services.catalogue.map(({ name, title }) => [name, title]))
  const titleOf = (dataset: string) => titles.get(dataset) ?? dataset
  const jobOf = async (userId: UserId, jobId: string): Promise<StoredJob> => {
    const job = await store.jobs.find(jobId)
    if (job === null || job.user_id !== userId) throw fail('job.not-found', { value: jobId })
    return job
  }

  app.openapi(routes.syncStart, async (c) => {
    const session = c.var.session
    const body = c.req.valid('json')
    const scope = await scopeOf(session.userId, body)
    // A run that cannot go on for want of a sign-in is not begun: nothing is sent, and the answer says why.
    await auth.token.check(session.userId)
    const userId = await auth.prove(session.userId, c.req.raw.signal)
    const { job, attached } = await jobs.start(userId, scope, session.row.session_id, body.max_wait_s * 1000)
    return attached ? c.json(toJobJson(job), 200) : c.json(toJobJson(job), 202)
  })

  app.openapi(routes.syncPlan, async (c) => {
    const { userId } = c.var.session
    const plan = await jobs.plan(userId, await scopeOf(userId, c.req.valid('json')))
    const account = await store.accounts.find(userId)
    const names = { displayName: account?.display_name ?? null, profileId: userId }
    return c.json(toPlanJson(services, plan, names), 200)
  })

  app.openapi(routes.syncJobs, async (c) => {
    const { limit = 50, cursor = null } = c.req.valid('query')
    const page = await store.jobs.list(c.var.session.userId, { limit, cursor })
    return c.json({ items: page.jobs.map(toJobJson), next_cursor: page.nextCursor }, 200)
  })

  app.openapi(routes.syncJob, async (c) =>
    c.json(toJobJson(await jobOf(c.var.session.userId, c.req.valid('param').job_id)), 200),
  )

  app.openapi(routes.syncCancel, async (c) =>
    c.json(toJobJson(await jobs.cancel(c.var.session.userId, c.req.valid('param').job_id)), 200),
  )

  app.openapi(routes.syncEvents, async (c) => {
    const job = await jobOf(c.var.session.userId, c.req.valid('param').job_id)
    const after = Number(c.req.valid('header')['last-event-id'] ?? 0)
    const { signal, letGo } = whileListened(c, services.stopping)
    const requestId = c.get('requestId')
    return eventStream({
      events: toJson(jobs.watch(job.job_id, after, signal), titleOf),
      onEnd: letGo,
      problemOf: (thrown) => problemDocument(failureOf(thrown, requestId), requestId),
    })
  })

  app.openapi(routes.syncItems, async (c) => {
    const job = await jobOf(c.var.session.userId, c.req.valid('param').job_id)
    const { limit = 50, cursor = null } = c.req.valid('query')
    return c.json(await failuresOf(services, job, { limit, cursor }), 200)
  })
}

async function* toJson(events: ReturnType<ApiServices['jobs']['watch']>, titleOf: (dataset: string) => string) {
  for await (const { id, data } of events) yield { id, data: toEventJson(data, titleOf) }
}

const ifNew = 'If they show that something is new, everything that may have changed is asked for as well.'
/** What is planned from lists and ranges is known only when they are there. */
const moreToCome = 'These come first; what they show decides which days and files are asked for next.'

type Planned = Awaited<ReturnType<ApiServices['jobs']['plan']>>

function toPlanJson(
  { catalogue, pace }: ApiServices,
  plan: Planned,
  account: { displayName: string | null; profileId: string },
): SyncPlanJson {
  const requests = plan.requests.flatMap(({ dataset, form, target, reason }) => {
    const request = form.request(target, account)
    if (request === null) return []
    const query = new URLSearchParams(queryPairs(request)).toString()
    const path = query === '' ? request.path : `${request.path}?${query}`
    const body = request.body === undefined ? null : JSON.stringify(request.body)
    return [{ dataset: dataset.name, method: request.method, path, body, reason: reason as string }]
  })
  const probes = plan.requests.some(({ reason }) => reason === 'probe')
  const { datasets, ...sums } = plan.foreseen
  const titles = new Map(catalogue.map(({ name, title }) => [name, title]))
  return {
    requests,
    total: requests.length,
    foreseen: {
      ...sums,
      seconds: secondsFor(sums.requests, pace),
      by_dataset: datasets.map((one) => ({ ...one, title: titles.get(one.dataset) ?? one.dataset })),
    },
    note: probes ? ifNew : plan.opensMore ? moreToCome : null,
  }
}
