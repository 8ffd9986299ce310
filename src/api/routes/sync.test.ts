import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Client } from '../../contract/index.ts'
import { fail, type JobEventData, type LocalDate, type UserId } from '../../domain/index.ts'
import type { StoredJob } from '../../store/index.ts'
import { signedInAs } from '../testing/fake-garmin.ts'
import { failureOf, type OpenApi, openApi, signIn } from '../testing/open-api.ts'

let opened: OpenApi
let client: Client
let userId: UserId
beforeEach(async () => {
  opened = await openApi()
  const session = await signIn(opened)
  client = session.client
  userId = session.userId
})
afterEach(() => opened.close())

const jobFields = [
  'job_id',
  'user_id',
  'status',
  'progress',
  'start_time',
  'end_time',
  'sync_type',
  'error_message',
  'total_items',
  'processed_items',
  'session_id',
  'error_code',
  'counts',
  'requests',
  'bytes',
  'created_at',
  'current',
  'retry_at',
  'title',
  'trigger',
  'rate_per_s',
  'seconds_left',
  'waiting',
]

async function storedJob(): Promise<StoredJob> {
  const { body } = await client.syncStart({ body: { sync_type: 'all' } })
  const job = await opened.store.jobs.find(body.job_id)
  if (job === null) throw new Error('no job')
  return job
}

describe('starting a sync', () => {
  test('answers 202 with a SyncJob, every field there and no other', async () => {
    const { status, body } = await client.syncStart({ body: { sync_type: 'health', from: '-30d', to: 'today' } })
    expect(status).toBe(202)
    expect(Object.keys(body).sort()).toEqual([...jobFields].sort())
    expect(body).toMatchObject({
      status: 'pending',
      sync_type: 'health',
      progress: 0,
      user_id: '1001',
      start_time: null,
    })
    expect(body.session_id).toBe((await client.authSession()).session_id)
    const stored = await opened.store.jobs.find(body.job_id)
    expect(stored?.scope).toEqual({ sync_type: 'health', from: '2026-01-01', to: '2026-01-31', full: false })
    expect(stored?.max_wait_ms).toBe(900_000)
  })

  test('answers 200 with the job that it attached to', async () => {
    const first = await client.syncStart({ body: { sync_type: 'all', full: true, max_wait_s: 60 } })
    const second = await client.syncStart({ body: { sync_type: 'all', full: true } })
    expect([first.status, second.status]).toEqual([202, 200])
    expect(second.body.job_id).toBe(first.body.job_id)
  })

  test.each([
    [{}, 'sync_type', 'request.invalid'],
    [{ sync_type: 'import' }, 'sync_type', 'request.invalid'],
    [{ sync_type: 'all', full: 'yes' }, 'full', 'request.invalid'],
    [{ sync_type: 'all', max_wait_s: -1 }, 'max_wait_s', 'request.invalid'],
    [{ sync_type: 'all', form: '2026-01-01' }, 'form', 'request.invalid'],
    [{ sync_type: 'all', from: '2026-02-30' }, 'from', 'usage.date'],
    [{ sync_type: 'all', to: 'soon' }, 'to', 'usage.date'],
    [{ sync_type: 'all', from: '2026-01-02', to: '2026-01-01' }, 'to', 'usage.range'],
    [{ sync_type: 'all', datasets: 'sleep' }, 'datasets', 'request.invalid'],
    [{ sync_type: 'all', items: [{ dataset: 'sleep' }] }, 'items.0.key', 'request.invalid'],
    [{ sync_type: 'all', items: [{ dataset: 'sleep', key: 'soon' }] }, 'items.0.key', 'request.invalid'],
    [{ sync_type: 'all', items: [{ dataset: 'activity_original', key: '7' }] }, 'items.0.key', 'request.invalid'],
  ])('%j is refused, naming %s', async (body, field, code) => {
    for (const call of [client.syncStart, client.syncPlan]) {
      const failure = await failureOf(call({ body: body as { sync_type: 'all' } }))
      expect(failure.code).toBe(code)
      expect(failure.data.field).toBe(field)
      expect(failure.entry.status).toBe(422)
    }
    expect((await client.syncJobs()).items).toEqual([])
  })

  test('takes a gap and single items, and keeps them tidy in the scope', async () => {
    const items = [
      { dataset: 'sleep', key: '2026-01-20' },
      { dataset: 'hrv', key: '2026-01-20' },
      { dataset: 'sleep', key: '2026-01-20' },
    ]
    const wish = { sync_type: 'all', from: '2026-01-03', to: '2026-01-14' } as const
    const { body } = await client.syncStart({ body: { ...wish, datasets: ['sleep', 'hrv', 'sleep'], items } })
    expect((await opened.store.jobs.find(body.job_id))?.scope).toEqual({
      ...{ ...wish, full: false, datasets: ['hrv', 'sleep'] },
      items: [items[1], items[0]],
    })
    const other = await client.syncStart({ body: { ...wish, datasets: ['hrv', 'sleep'], items: items.slice(0, 2) } })
    expect([other.status, other.body.job_id]).toEqual([200, body.job_id])
    const unknown = await failureOf(client.syncStart({ body: { sync_type: 'all', datasets: ['slep'] } }))
    expect(unknown.code).toBe('dataset.not-found')
  })

  test('without a sign-in nothing is begun and nothing is sent', async () => {
    const stored = await opened.store.tokens.load(userId)
    await opened.store.tokens.markOver(userId, stored?.version ?? 0)
    const calls = opened.garmin.calls.length
    expect((await failureOf(client.syncStart({ body: { sync_type: 'all' } }))).code).toBe('auth.session-over')
    expect((await client.syncJobs()).items).toEqual([])
    expect(opened.garmin.calls).toHaveLength(calls)
  })
})

test('a plan lists the requests with their paths, and sends none', async () => {
  const [profile, list] = ['profile', 'activity_list'].map((name) =>
    opened.services.catalogue.find((dataset) => dataset.name === name),
  )
  if (!profile || !list) throw new Error('no such dataset')
  await opened.close()
  opened = await openApi({
    jobs: {
      ...opened.services.jobs,
      plan: async () => ({
        requests: [
          { dataset: profile, form: profile.forms[0], target: { kind: 'account' }, reason: 'missing' },
          { dataset: list, form: list.forms[0], target: { kind: 'page', start: 0, limit: 5 }, reason: 'list' },
        ],
        derived: [],
        opensMore: true,
        foreseen: {
          requests: 9,
          items: 9,
          datasets: [{ dataset: 'profile', requests: 9, items: 9 }],
          bounded: false,
        },
      }),
    },
  })
  client = (await signIn(opened)).client
  const plan = await client.syncPlan({ body: { sync_type: 'all' } })
  expect(plan.total).toBe(2)
  expect(plan.requests[0]).toEqual({
    dataset: 'profile',
    method: 'GET',
    path: '/userprofile-service/socialProfile',
    body: null,
    reason: 'missing',
  })
  expect(plan.requests[1]?.path).toMatch(/\?.*limit=5/)
  expect(plan.note).toContain('what they show decides')
  expect(plan.foreseen).toMatchObject({ requests: 9, seconds: 1, bounded: false })
  expect(plan.foreseen.by_dataset).toEqual([{ dataset: 'profile', title: profile.title, requests: 9, items: 9 }])
  expect(opened.garmin.calls.filter((call) => call.startsWith('get'))).toEqual([])
})

describe('jobs', () => {
  test('are listed newest first, in pages', async () => {
    const ids: string[] = []
    for (const sync_type of ['activities', 'health', 'workouts'] as const) {
      ids.unshift((await client.syncStart({ body: { sync_type } })).body.job_id)
      opened.clock.now += 1_000
    }
    const first = await client.syncJobs({ query: { limit: 2 } })
    const second = await client.syncJobs({ query: { limit: 2, cursor: first.next_cursor ?? '' } })
    expect([...first.items, ...second.items].map((job) => job.job_id)).toEqual(ids)
    expect(second.next_cursor).toBeNull()
  })

  test.each(['0', '1001', 'ten', '-1', '1.5'])('a page of %s rows is refused, naming limit', async (limit) => {
    const failure = await failureOf(client.syncJobs({ query: { limit: limit as unknown as number } }))
    expect(failure.code).toBe('request.invalid')
    expect(failure.data.field).toBe('limit')
  })

  test('a cursor that nobody gave is refused, naming cursor', async () => {
    const failure = await failureOf(client.syncJobs({ query: { cursor: 'nonsense' } }))
    expect(failure.code).toBe('request.invalid')
    expect(failure.data.field).toBe('cursor')
  })

  test('one is shown as it is, and cancelled', async () => {
    const { job_id } = await storedJob()
    expect((await client.syncJob({ params: { job_id } })).status).toBe('pending')
    expect((await client.syncCancel({ params: { job_id } })).status).toBe('cancelled')
    expect((await client.syncJob({ params: { job_id } })).end_time).toBe('2026-01-31T08:00:00.000Z')
  })

  test('what is not there, or belongs to another account, is not found', async () => {
    const { job_id } = await storedJob()
    opened.garmin.next = () => signedInAs('2002', opened.clock.now, { accountKey: 'cd'.repeat(32) })
    const other = (await signIn(opened, 'b@example.org')).client
    expect((await other.syncJobs()).items).toEqual([])
    for (const params of [{ job_id }, { job_id: 'nobody' }])
      for (const work of [
        () => other.syncJob({ params }),
        () => other.syncCancel({ params }),
        async () => {
          for await (const _ of other.syncEvents({ params }));
        },
      ])
        expect((await failureOf(work())).code).toBe('job.not-found')
  })
})

describe('events of a job', () => {
  const tell = async (job: StoredJob, ...events: JobEventData[]) => {
    for (const event of events) await opened.store.jobs.addEvent(job.job_id, job.created_at, event)
  }
  const read = async (job_id: string, lastEventId?: number) => {
    const seen: [number, string][] = []
    for await (const { id, data } of client.syncEvents({ params: { job_id }, lastEventId })) seen.push([id, data.type])
    return seen
  }

  test('come with growing ids, end with the job, and resume after the last one seen', async () => {
    const job = await storedJob()
    const ended: StoredJob = { ...job, status: 'completed', progress: 100 }
    await tell(
      job,
      { type: 'state', job: { ...job, status: 'running' } },
      { type: 'note', dataset: 'sleep', text: 'odd' },
      { type: 'waiting', until: job.created_at, reason: 'pace' },
      { type: 'progress', job },
      { type: 'state', job: ended },
    )
    expect(await read(job.job_id)).toEqual([
      [1, 'state'],
      [2, 'note'],
      [3, 'waiting'],
      [4, 'progress'],
      [5, 'state'],
    ])
    expect(await read(job.job_id, 3)).toEqual([
      [4, 'progress'],
      [5, 'state'],
    ])
    expect(await read(job.job_id, 5)).toEqual([])
  })

  test('are server-sent events whose jobs hold only what a SyncJob has', async () => {
    const job = await storedJob()
    await tell(job, { type: 'state', job: { ...job, status: 'failed' } })
    const headers = { authorization: `Bearer ${await opened.api.auth.openLocal(null)}` }
    const answer = await opened.ask(`/api/v1/sync/jobs/${job.job_id}/events`, { headers })
    expect(answer.headers.get('content-type')).toBe('text/event-stream')
    const text = await answer.text()
    const [, data] = /^id: 1\nevent: state\ndata: (.*)\n\n$/.exec(text) ?? []
    expect(Object.keys(JSON.parse(data ?? '{}').job).sort()).toEqual([...jobFields].sort())
  })

  test('a wrong Last-Event-ID is refused, naming it', async () => {
    const job = await storedJob()
    const headers = { authorization: `Bearer ${await opened.api.auth.openLocal(null)}`, 'last-event-id': 'x' }
    const answer = await opened.ask(`/api/v1/sync/jobs/${job.job_id}/events`, { headers })
    expect(answer.status).toBe(422)
    expect(await answer.json()).toMatchObject({ code: 'request.invalid', field: 'last-event-id' })
  })

  test('a watcher that leaves is noticed, and trouble on the way is told', async () => {
    let left = false
    await opened.close()
    opened = await openApi({
      jobs: {
        ...opened.services.jobs,
        watch: async function* (_, after, signal) {
          if (after === 7) throw fail('store.full')
          signal.addEventListener('abort', () => {
            left = true
          })
          const job = await opened.store.jobs.nextPending('1001' as UserId)
          if (job !== null) yield { id: 1, data: { type: 'progress' as const, job } }
          await new Promise((resolve) => signal.addEventListener('abort', resolve))
        },
        start: async (user, scope, sessionId, maxWaitMs) => {
          const now = opened.services.clock()
          const { job } = await opened.store.jobs.add({ userId: user, scope, sessionId, maxWaitMs, now })
          return { job, attached: false }
        },
      },
    })
    client = (await signIn(opened)).client
    const job_id = (await client.syncStart({ body: { sync_type: 'all' } })).body.job_id
    for await (const _ of client.syncEvents({ params: { job_id } })) break
    expect(left).toBe(true)
    expect((await failureOf(read(job_id, 7))).code).toBe('store.full')
  })
})

test('a day without a zone mark is one of the account’s own', async () => {
  await opened.close()
  opened = await openApi({ today: async () => '2026-02-01' as LocalDate })
  client = (await signIn(opened)).client
  const { body } = await client.syncStart({ body: { sync_type: 'health', from: 'yesterday' } })
  expect((await opened.store.jobs.find(body.job_id))?.scope.from).toBe('2026-01-31')
})
