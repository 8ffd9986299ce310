import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { createApp } from '../../src/app/index.ts'
import { createClient, type SyncJobJson } from '../../src/contract/index.ts'
import type { Instant } from '../../src/domain/index.ts'
import { createSimulator } from '../../src/simulator/index.ts'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const minuteMs = 60_000
const dayMs = 86_400_000
const tickMs = 5 * minuteMs

/** A server that is left alone from Thursday before the clocks change to the Thursday after, within some seconds. */
test('a week alone: the schedule is kept over the change of the clocks, tokens are renewed, nothing is missing', async () => {
  const begin = Date.parse('2026-03-26T11:00:00Z')
  let moment = begin
  const now = () => moment
  const simulator = await createSimulator({ years: 1, now, clock: now })
  const home = await mkdtemp(join(tmpdir(), 'garminsync-week-'))
  closing.push(
    () => rm(home, { recursive: true, force: true }),
    () => simulator.close(),
  )
  let uploads = 0
  let stopped = false
  const env = { GARMINSYNC_HOME: home, GARMINSYNC_GARMIN_ORIGIN: simulator.origin, GARMINSYNC_PACE: 'off' }
  const app = await createApp({
    env,
    home,
    version: '0.0.0-test',
    clock: () => moment as Instant,
    // Time passes only while nothing runs, and the watch uploads at breakfast and in the evening.
    wait: async (_ms, signal) => {
      while (!signal.aborted && (await busy())) await setImmediate()
      if (stopped) return
      moment += tickMs
      const minutes = Math.floor((moment % dayMs) / minuteMs)
      if (minutes === 6 * 60 || minutes === 19 * 60) {
        simulator.life.upload()
        uploads++
      }
    },
  })
  closing.push(() => app.close())
  const visitor = createClient({ baseUrl: 'http://localhost', fetch: app.fetch })
  const client = createClient({ baseUrl: 'http://localhost', fetch: app.fetch, token: () => app.openSession(null) })
  const busy = async () => (await client.syncJobs({ query: { limit: 1 } })).items.some((job) => job.end_time === null)

  const answer = await visitor.authLogin({ body: { email: simulator.email, password: simulator.password } })
  if (answer.status === 202)
    await visitor.authMfa({
      body: { challenge_id: answer.body.challenge_id, code: simulator.inbox.at(-1)?.code ?? '' },
    })
  await client.scheduleChange({
    body: { zone: 'Europe/Berlin', nightly_at: '02:30', quiet_from: '22:00', quiet_to: '06:00' },
  })
  const { body: first } = await client.syncStart({ body: { sync_type: 'all', from: '-30d' } })
  for await (const _event of client.syncEvents({ params: { job_id: first.job_id } })) {
    // The first run is the person's own; the rest is the server's.
  }

  const server = await app.serve({ host: '127.0.0.1', port: 0 })
  closing.push(() => server.close())
  while (moment < begin + 7 * dayMs) await setImmediate()
  stopped = true
  while (await busy()) await setImmediate()

  const jobs: SyncJobJson[] = []
  for (let cursor: string | null = null; ; ) {
    const page = await client.syncJobs({ query: { limit: 100, ...(cursor === null ? {} : { cursor }) } })
    jobs.push(...page.items.filter((job) => job.session_id === null))
    cursor = page.next_cursor
    if (cursor === null) break
  }
  expect(jobs.filter((job) => job.status !== 'completed')).toEqual([])
  const wall = new Intl.DateTimeFormat('sv', {
    timeZone: 'Europe/Berlin',
    dateStyle: 'short',
    timeStyle: 'short',
  })
  const times = jobs.map((job) => wall.format(Date.parse(job.created_at)))
  const nights = times.filter((text) => /(0[2-5]):\d\d$/.test(text)).map((text) => text.slice(0, 10))
  // One each night; on the 29th the clocks go from 02:00 to 03:00.
  expect(nights.reverse()).toEqual(
    [27, 28, 29, 30, 31].map((day) => `2026-03-${day}`).concat('2026-04-01', '2026-04-02'),
  )
  // Otherwise nothing in the quiet hours, and by day a look at least every 40 minutes.
  expect(times.filter((text) => /(22|23|00|01):\d\d$/.test(text))).toEqual([])
  const all = jobs.map((job) => Date.parse(job.created_at)).sort((a, b) => a - b)
  const waited = all.slice(1).map((at, index) => ({ from: wall.format(all[index]).slice(11), ms: at - all[index]! }))
  const byDay = waited.filter(({ from }) => from >= '06:00' && from < '21:20').map(({ ms }) => ms)
  expect(byDay.length).toBeGreaterThan(7 * 20)
  expect(Math.max(...byDay)).toBeLessThanOrEqual(40 * minuteMs)
  // A look without news costs two requests.
  const idle = jobs.filter((job) => job.requests <= 2)
  expect(idle.length).toBeGreaterThan(jobs.length / 2)

  expect(uploads).toBe(14)
  expect(simulator.auth.counts.refreshes).toBeGreaterThanOrEqual(6)
  expect(simulator.violations).toEqual([])
  const { datasets, next_run } = await client.status()
  expect(datasets.filter((dataset) => dataset.failed > 0)).toEqual([])
  const whole = ['daily_summary', 'hrv_daily', 'sleep', 'weight', 'wellness_fit', 'activity_list']
  for (const name of whole) expect(datasets.find(({ dataset }) => dataset === name)?.missing, name).toBe(0)
  expect(Date.parse(next_run ?? '')).toBeGreaterThan(moment - tickMs)
  for (const date of simulator.life.days().filter((day) => day >= '2026-03-20' && day < simulator.life.today())) {
    const truth = simulator.life.day(date)
    const day = await client.healthDay({ params: { day: date } })
    expect(day.daily_summary?.steps ?? null, date).toBe(truth.wellness?.steps ?? null)
  }
}, 240_000)
