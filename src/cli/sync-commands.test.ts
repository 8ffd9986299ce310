import { EventEmitter } from 'node:events'
import { describe, expect, it } from 'vitest'
import type { JobEventJson, SyncJobJson } from '../contract/index.ts'
import type { ErrorCode } from '../domain/index.ts'
import { aJob } from './testing/answers.ts'
import { runFake } from './testing/fake-runtime.ts'

const pending = aJob({ status: 'pending', progress: 0, start_time: null, end_time: null, counts: {}, requests: 0 })
const running = aJob({
  status: 'running',
  progress: 40,
  end_time: null,
  processed_items: 4,
  current: 'sleep 2026-01-01',
})

async function* events(...all: JobEventJson[]) {
  let id = 0
  for (const data of all) yield { id: ++id, data }
}

/** A run that passes through `running` and ends as `last`. */
function syncClient(last: SyncJobJson, status: 200 | 202 = 202) {
  const wishes: unknown[] = []
  return {
    wishes,
    client: {
      syncStart: async ({ body }: { body: unknown }) => {
        wishes.push(body)
        return { status, body: pending }
      },
      syncEvents: () => events({ type: 'state', job: running }, { type: 'state', job: last }),
    },
  }
}

const failed = (error_code: ErrorCode, retry_at: string | null = null) =>
  aJob({ status: 'failed', error_code, error_message: 'It went wrong.', retry_at })

describe('sync', () => {
  it('follows the run and ends with its counts in one sentence', async () => {
    const { client, wishes } = syncClient(aJob())
    const ran = await runFake('sync', { client })
    expect(ran).toMatchObject({ code: 0, stderr: '' })
    expect(ran.stdout).toBe('Synced: 8 new, 2 unchanged; 12 requests in 1 min.\n')
    expect(wishes).toEqual([{ sync_type: 'all', from: null, to: null, full: false }])
  })

  it('says so when nothing was new', async () => {
    const { client } = syncClient(aJob({ counts: {}, requests: 2 }))
    expect((await runFake('sync', { client })).stdout).toBe('Nothing new: 2 requests.\n')
  })

  it('passes on what is wanted, days as they were typed', async () => {
    const { client, wishes } = syncClient(aJob())
    await runFake('sync activities --from -30d --to today --full --max-wait 2m', { client })
    expect(wishes).toEqual([{ sync_type: 'activities', from: '-30d', to: 'today', full: true, max_wait_s: 120 }])
  })

  it('prints the job with --json, and nothing but that', async () => {
    const { client } = syncClient(aJob())
    const ran = await runFake('sync --json --quiet', { client })
    expect(JSON.parse(ran.stdout)).toEqual(aJob())
    expect(ran.stderr).toBe('')
  })

  it.each([
    ['sync.items-failed', 3],
    ['auth.session-over', 4],
    ['garmin.rate-limited', 7],
    ['garmin.unreachable', 8],
    ['garmin.edge-blocked', 8],
    ['store.full', 9],
    ['internal', 1],
  ] as const)('ends a run that failed with %s with exit code %i', async (code, exit) => {
    const { client } = syncClient(failed(code))
    const ran = await runFake('sync', { client })
    expect(ran).toMatchObject({ code: exit, stdout: '' })
    expect(ran.stderr).toContain('It went wrong.')
    const json = await runFake('sync --json', { client })
    expect(JSON.parse(json.stdout)).toMatchObject({ status: 'failed', error_code: code })
    expect(JSON.parse(json.stderr)).toMatchObject({ code, detail: 'It went wrong.', job_id: 'j1' })
  })

  it('prints when Garmin may be asked again', async () => {
    const { client } = syncClient(failed('garmin.rate-limited', '2026-02-03T14:00:00.000Z'))
    expect((await runFake('sync', { client })).stderr).toMatch(/Possible again 2026-02-0\d \d\d:\d\d\./)
  })

  it('prints the plan with --dry-run and starts nothing', async () => {
    const plan = {
      requests: [{ dataset: 'sleep', method: 'GET', path: '/sleep', body: '{"day":1}', reason: 'missing' }],
      total: 1,
      foreseen: { requests: 12, seconds: 6, items: 12, by_dataset: [], bounded: true },
      note: null,
    }
    const ran = await runFake('sync --dry-run', { client: { syncPlan: async () => plan } })
    expect(ran.stdout).toContain('GET /sleep {"day":1}')
    expect(ran.stderr).toBe('1 request planned, none sent; about 12 requests with what follows from them.\n')
  })

  it('asks for certain datasets with --dataset', async () => {
    const { client } = syncClient(aJob())
    const bodies: unknown[] = []
    const syncStart: typeof client.syncStart = (input) => {
      bodies.push(input.body)
      return client.syncStart(input)
    }
    await runFake('sync --dataset sleep,hrv --from 2026-01-03 --detach', { client: { ...client, syncStart } })
    expect(bodies).toMatchObject([{ sync_type: 'all', datasets: ['sleep', 'hrv'], from: '2026-01-03' }])
  })

  it('leaves the run to another process with --detach and prints the id of the job', async () => {
    const { client } = syncClient(aJob())
    const ran = await runFake('sync --detach --home h', { client })
    expect(ran).toMatchObject({ code: 0, stdout: 'j1\n', detached: [['__run-job', 'j1', '--home', 'h']] })
    expect(ran.connected[0]?.runsJobs).toBe(false)
    const remote = await runFake('sync --detach', { client, server: 'http://127.0.0.1:1' })
    expect(remote.detached).toEqual([])
  })

  it('asks again for a job whose stream ended before the job did', async () => {
    const { client } = syncClient(aJob())
    const broken = {
      ...client,
      syncEvents: () => events({ type: 'progress', job: running }),
      syncJob: async () => aJob(),
    }
    expect((await runFake('sync', { client: broken })).stdout).toContain('8 new')
  })

  it('cancels its own run at the first Ctrl-C and ends with exit 130', async () => {
    const { client, signals, cancelled } = interruptible()
    const ran = await runFake('sync', { client, signals })
    expect(ran).toMatchObject({ code: 130, stdout: '', endedNow: [] })
    expect(ran.stderr).toContain('Ctrl-C again stops at once')
    expect(ran.stderr).toContain('Job j1 was cancelled')
    expect(ran.stderr).toContain('Run `garminsync sync` to go on.')
    expect(cancelled()).toBe(true)
  })

  it('stops at once at the second Ctrl-C', async () => {
    const { client, signals } = interruptible(2)
    expect((await runFake('sync', { client, signals })).endedNow).toEqual([130])
  })

  it.each([
    ['a run that was there before', 200, undefined],
    ['the run of a server', 202, 'http://127.0.0.1:1'],
  ] as const)('leaves %s running at Ctrl-C', async (_, status, server) => {
    const { client, signals, cancelled } = interruptible(1, status)
    const ran = await runFake('sync', { client, signals, ...(server === undefined ? {} : { server }) })
    expect(ran.code).toBe(130)
    expect(ran.stderr).toContain('Job j1 goes on without this command.')
    expect(cancelled()).toBe(false)
  })

  it.each([
    ['leave', false],
    ['cancel', true],
  ] as const)('asks what shall become of a run of a server: %s', async (choice, expected) => {
    const { client, signals, cancelled } = interruptible()
    const prompts = { ask: refuse, askSecret: refuse, choose: async () => choice as never }
    const ran = await runFake('sync', { client, signals, server: 'http://127.0.0.1:1', prompts })
    expect(ran.code).toBe(130)
    expect(cancelled()).toBe(expected)
  })
})

const refuse = async (): Promise<never> => {
  throw new Error('not expected to ask')
}

/** A run that goes on until it is cancelled; Ctrl-C comes once it has begun. */
function interruptible(times = 1, status: 200 | 202 = 202) {
  const signals = new EventEmitter()
  let cancel = () => {}
  let isCancelled = false
  const stopped = new Promise<void>((resolve) => {
    cancel = () => {
      isCancelled = true
      resolve()
    }
  })
  const client = {
    syncStart: async () => ({ status, body: pending }),
    syncCancel: async () => {
      cancel()
      return running
    },
    async *syncEvents({ signal }: { signal?: AbortSignal | undefined }) {
      yield { id: 1, data: { type: 'state', job: running } as const }
      const left = new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve()))
      for (let press = 0; press < times; press++) signals.emit('SIGINT')
      await Promise.race([stopped, left])
      if (isCancelled) yield { id: 2, data: { type: 'state', job: aJob({ status: 'cancelled' }) } as const }
    },
  }
  return { client, signals, cancelled: () => isCancelled }
}

describe('sync status, watch, cancel and list', () => {
  const jobs = (...items: SyncJobJson[]) => ({ syncJobs: async () => ({ items, next_cursor: null }) })

  it('takes the run under way, else the newest, else ends with exit 10', async () => {
    const old = aJob({ job_id: 'old' })
    expect((await runFake('sync status', { client: jobs(aJob({ job_id: 'new' }), old) })).stdout).toContain('new')
    expect((await runFake('sync status', { client: jobs(old, { ...running, job_id: 'r' }) })).stdout).toMatch(
      /^job +r$/m,
    )
    const none = await runFake('sync status', { client: jobs() })
    expect(none.code).toBe(10)
    expect(none.stderr).toContain('There is no job yet.')
  })

  it('tells of a failed run without failing itself', async () => {
    const ran = await runFake('sync status j1', { client: { syncJob: async () => failed('garmin.unreachable') } })
    expect(ran.code).toBe(0)
    expect(ran.stdout).toContain('It went wrong.')
  })

  it('watches to the end and ends as the run ends', async () => {
    const client = { ...jobs(running), syncEvents: () => events({ type: 'state', job: failed('store.full') }) }
    expect((await runFake('sync watch', { client })).code).toBe(9)
  })

  it('ends the watching only at Ctrl-C', async () => {
    const { client, signals, cancelled } = interruptible()
    const ran = await runFake('sync watch', { client: { ...client, ...jobs(running) }, signals })
    expect(ran.code).toBe(130)
    expect(cancelled()).toBe(false)
  })

  it('cancels the run under way', async () => {
    const client = { ...jobs(running), syncCancel: async () => aJob({ status: 'running' }) }
    expect((await runFake('sync cancel', { client })).stdout).toBe(
      'Job j1 stops at its next item; what was fetched stays.\n',
    )
  })

  it('lists as many runs as are asked for, over all pages, as one array', async () => {
    const asked: unknown[] = []
    const client = {
      syncJobs: async (input?: { query?: { limit?: number | undefined; cursor?: string | undefined } }) => {
        asked.push(input?.query)
        return input?.query?.cursor
          ? { items: [aJob({ job_id: 'b' })], next_cursor: null }
          : { items: [aJob({ job_id: 'a' })], next_cursor: 'next' }
      },
    }
    const ran = await runFake('sync list --limit all --json', { client })
    expect(JSON.parse(ran.stdout).map((job: SyncJobJson) => job.job_id)).toEqual(['a', 'b'])
    expect(asked).toEqual([{ limit: 1000 }, { limit: 1000, cursor: 'next' }])
    expect(JSON.parse((await runFake('sync list --limit 1 --json', { client })).stdout)).toHaveLength(1)
  })
})
