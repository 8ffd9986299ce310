import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type JobEvent, jobTransitions, type SyncScope } from '../../../domain/index.ts'
import type { JobNumbers, Store } from '../../types.ts'
import { at, me, other } from '../fixtures.ts'
import type { Place } from '../places.ts'

const scope: SyncScope = { sync_type: 'all', from: null, to: null, full: false }

export function jobSuite(newPlace: () => Promise<Place>): void {
  const add = (store: Store, changes: Partial<Parameters<Store['jobs']['add']>[0]> = {}) =>
    store.jobs.add({ userId: me, scope, sessionId: null, maxWaitMs: 900_000, now: at(1000), ...changes })
  const numbers = (changes: Partial<JobNumbers> = {}): JobNumbers => ({
    progress: 10,
    total_items: 10,
    processed_items: 1,
    counts: {},
    requests: 1,
    bytes: 100,
    current: 'steps',
    ...changes,
  })

  test('a new job waits with all its fields', async () => {
    const store = await (await newPlace()).open()
    const { job, created } = await add(store, { sessionId: 's' })
    expect(created).toBe(true)
    expect(job).toEqual({
      job_id: job.job_id,
      user_id: me,
      status: 'pending',
      progress: 0,
      start_time: null,
      end_time: null,
      sync_type: 'all',
      error_message: null,
      total_items: 0,
      processed_items: 0,
      session_id: 's',
      error_code: null,
      counts: {},
      requests: 0,
      bytes: 0,
      created_at: 1000,
      current: null,
      retry_at: null,
      title: 'Everything',
      trigger: 'person',
      rate_per_s: null,
      seconds_left: null,
      waiting: null,
      scope,
      cancel_requested: false,
      lease_until: null,
      lease_host: null,
      max_wait_ms: 900_000,
    })
    expect(await store.jobs.find(job.job_id)).toEqual(job)
  })

  test('what failed in a job is kept once, in pages, and stays', async () => {
    const store = await (await newPlace()).open()
    const { job } = await add(store)
    const failure = (key: string, code: string) => ({ dataset: 'sleep', key, day: null, code, detail: null })
    await store.jobs.addFailures(job.job_id, at(5), [failure('2', 'a'), failure('1', 'a'), failure('2', 'b')])
    await store.jobs.addFailures(job.job_id, at(6), [failure('1', 'c')])
    const first = await store.jobs.failures(job.job_id, { limit: 1 })
    expect(first.failures).toEqual([{ ...failure('1', 'c'), at: 6 }])
    const second = await store.jobs.failures(job.job_id, { limit: 1, cursor: first.nextCursor })
    expect(second).toEqual({ failures: [{ ...failure('2', 'b'), at: 5 }], nextCursor: null })
  })

  test('how a job goes is seen while it runs, and is gone when it has ended', async () => {
    const store = await (await newPlace()).open()
    const { job } = await add(store, { title: 'Gap 3 to 14 March 2026' })
    await store.jobs.apply(job.job_id, 'take', at(2))
    const live = { rate_per_s: 1.5, seconds_left: 40, waiting: { until: at(90), reason: 'pace' } }
    await store.jobs.numbers(job.job_id, numbers({ live }))
    expect(await store.jobs.find(job.job_id)).toMatchObject({ title: 'Gap 3 to 14 March 2026', ...live })
    const nothing = { rate_per_s: null, seconds_left: null, waiting: null }
    expect(await store.jobs.apply(job.job_id, 'cancel', at(3))).toMatchObject(nothing)
  })

  test('events of an account are numbered from one, for each account apart, also when many tell at once', async () => {
    const store = await (await newPlace()).open()
    expect(await store.events.ends(me)).toBeNull()
    const changed = (table: string) => ({ type: 'data-changed', tables: [table], days: null }) as const
    await Promise.all(Array.from({ length: 6 }, (_, n) => store.events.add(me, at(n), changed('sleep'))))
    await store.events.add(other, at(9), changed('hrv'))
    const found = await store.events.after(me, 2, 3)
    expect(found.map(({ id, data }) => [id, data])).toEqual([3, 4, 5].map((id) => [id, changed('sleep')]))
    expect([await store.events.ends(me), await store.events.ends(other)]).toEqual([
      { oldest: 1, newest: 6 },
      { oldest: 1, newest: 1 },
    ])
  })

  test('at most one job waits for each scope, however many ask at once', async () => {
    const store = await (await newPlace()).open()
    const asked = await Promise.all(Array.from({ length: 8 }, () => add(store)))
    expect(asked.filter(({ created }) => created)).toHaveLength(1)
    expect(new Set(asked.map(({ job }) => job.job_id)).size).toBe(1)
    expect((await add(store, { scope: { ...scope, full: true } })).created).toBe(true)
    expect((await add(store, { userId: other })).created).toBe(true)
    await store.jobs.apply(asked[0]?.job.job_id ?? '', 'take', at(2000))
    expect((await add(store)).created).toBe(true)
  })

  test('one job at a time runs for an account', async () => {
    const store = await (await newPlace()).open()
    const first = (await add(store)).job.job_id
    const second = (await add(store, { scope: { ...scope, full: true }, now: at(1001) })).job.job_id
    expect((await store.jobs.nextPending(me))?.job_id).toBe(first)
    expect(await store.jobs.apply(first, 'take', at(2000))).toMatchObject({ status: 'running', start_time: 2000 })
    expect((await store.jobs.running(me))?.job_id).toBe(first)
    expect((await store.jobs.nextPending(me))?.job_id).toBe(second)
    expect(await store.jobs.apply(second, 'take', at(2000))).toBe(null)
    await store.jobs.apply(first, 'complete', at(3000))
    expect(await store.jobs.apply(second, 'take', at(3000))).toMatchObject({ status: 'running' })
    expect(await store.jobs.running(other)).toBe(null)
  })

  test('any order of job events keeps to the transition table', async () => {
    const store = await (await newPlace()).open()
    const events = fc.array(fc.constantFrom<JobEvent>('take', 'complete', 'fail', 'cancel'), { maxLength: 6 })
    let user = 1
    await fc.assert(
      fc.asyncProperty(events, async (sequence) => {
        const userId = String(user++) as typeof me
        let { job } = await add(store, { userId })
        for (const event of sequence) {
          const after = await store.jobs.apply(job.job_id, event, at(2000), { error_code: 'garmin.unreachable' })
          expect(after !== null).toBe(jobTransitions[event].from.includes(job.status))
          if (after === null) continue
          expect(after.status).toBe(jobTransitions[event].to)
          expect(after.end_time).toBe(event === 'take' ? null : 2000)
          if (event === 'complete') expect(after).toMatchObject({ progress: 100, error_code: null })
          job = after
        }
        expect(await store.jobs.find(job.job_id)).toEqual(job)
      }),
      { numRuns: 25 },
    )
  })

  test('of two who end a job at once, one does', async () => {
    const store = await (await newPlace()).open()
    const { job_id } = (await add(store)).job
    await store.jobs.apply(job_id, 'take', at(2000))
    const ends = await Promise.all([
      store.jobs.apply(job_id, 'complete', at(3000)),
      store.jobs.apply(job_id, 'cancel', at(3000)),
      store.jobs.apply(job_id, 'fail', at(3000)),
    ])
    expect(ends.filter((end) => end !== null)).toHaveLength(1)
  })

  test('progress never falls, and a job that has ended keeps its numbers', async () => {
    const store = await (await newPlace()).open()
    const { job_id } = (await add(store)).job
    await store.jobs.apply(job_id, 'take', at(2000))
    await store.jobs.numbers(job_id, numbers({ progress: 50, processed_items: 5 }))
    await store.jobs.numbers(job_id, numbers({ progress: 20, total_items: 25, processed_items: 6 }))
    expect(await store.jobs.find(job_id)).toMatchObject({ progress: 50, total_items: 25, processed_items: 6 })
    expect(await store.jobs.apply(job_id, 'complete', at(3000))).toMatchObject({ progress: 100, processed_items: 25 })
    await store.jobs.numbers(job_id, numbers())
    expect(await store.jobs.find(job_id)).toMatchObject({ progress: 100, processed_items: 25, current: null })
  })

  test('a wish to cancel reaches the holder with its next heartbeat', async () => {
    const store = await (await newPlace()).open()
    const { job_id } = (await add(store)).job
    await store.jobs.apply(job_id, 'take', at(2000))
    const lease = { until: at(90_000), host: 'here' }
    expect(await store.jobs.heartbeat(job_id, lease)).toEqual({ cancelRequested: false })
    expect(await store.jobs.requestCancel(job_id)).toMatchObject({
      cancel_requested: true,
      lease_until: 90_000,
      lease_host: 'here',
    })
    expect(await store.jobs.heartbeat(job_id, lease)).toEqual({ cancelRequested: true })
    expect(await store.jobs.requestCancel('unknown')).toBe(null)
  })

  test('ids of events grow by one within a job, however many write at once', async () => {
    const store = await (await newPlace()).open()
    const first = (await add(store)).job.job_id
    const second = (await add(store, { scope: { ...scope, full: true } })).job.job_id
    const note = (text: string) => ({ type: 'note', dataset: 'sleep', text }) as const
    const ids = await Promise.all(
      Array.from({ length: 6 }, (_, index) => store.jobs.addEvent(first, at(index), note(String(index)))),
    )
    expect([...ids].sort()).toEqual([1, 2, 3, 4, 5, 6])
    expect(await store.jobs.addEvent(second, at(9), note('x'))).toBe(1)
    const events = await store.jobs.events(first, 2, 3)
    expect(events.map(({ id }) => id)).toEqual([3, 4, 5])
    expect(await store.jobs.events(second, 0, 10)).toEqual([{ id: 1, at: 9, data: note('x') }])
  })

  test('jobs are listed newest first, page by page', async () => {
    const store = await (await newPlace()).open()
    for (let index = 0; index < 7; index++) {
      const { job } = await add(store, { now: at(1000 + (index >> 1)) })
      await store.jobs.apply(job.job_id, 'cancel', at(5000))
    }
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const page: Awaited<ReturnType<Store['jobs']['list']>> = await store.jobs.list(me, { limit: 3, cursor })
      seen.push(...page.jobs.map((job) => job.job_id))
      cursor = page.nextCursor
    } while (cursor !== null)
    expect(new Set(seen).size).toBe(7)
    const { jobs } = await store.jobs.list(me, { limit: 100 })
    expect(jobs.map((job) => job.job_id)).toEqual(seen)
    expect(jobs.map((job) => job.created_at)).toEqual([1003, 1002, 1002, 1001, 1001, 1000, 1000])
  })
}
