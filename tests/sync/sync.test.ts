import { afterEach, describe, expect, it } from 'vitest'
import type { LocalDate } from '../../src/domain/index.ts'
import { createWorld, sync, type World } from '../support/world.ts'

const worlds: World[] = []
const open = async (...args: Parameters<typeof createWorld>) => {
  const world = await createWorld(...args)
  worlds.push(world)
  return world
}
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close()
})

/** Ends a sign-in and a first sync of the last weeks. */
const settled = async (from = '-30d') => {
  const world = await open()
  await world.signIn()
  const job = await sync(world, { from })
  expect(job).toMatchObject({ status: 'completed', error_code: null })
  return world
}

describe('a first sync', () => {
  it('brings the whole life, asks nothing twice, and keeps ids beyond 2^53 exact', async () => {
    const world = await open()
    await world.signIn()
    expect(await sync(world)).toMatchObject({ status: 'completed', error_code: null })
    const { life } = world.simulator
    const client = await world.client()
    const truths = life.activities()
    const rows = []
    for (let cursor: string | null = null; ; ) {
      const page = await client.activities({ query: { limit: 200, ...(cursor === null ? {} : { cursor }) } })
      rows.push(...page.items)
      cursor = page.next_cursor
      if (cursor === null) break
    }
    expect(rows.map((row) => row.activity_id).sort()).toEqual(truths.map((truth) => truth.id).sort())
    for (const truth of truths) {
      const row = rows.find((one) => one.activity_id === truth.id)
      expect(row).toMatchObject({
        name: truth.name,
        start_utc: new Date(truth.startUtc).toISOString(),
        offset_s: truth.offsetS,
        is_manual: truth.manual,
        has_original: !truth.manual,
      })
      expect(row?.distance_m ?? 0).toBeCloseTo(truth.distanceM ?? 0, 1)
    }
    for (const date of life.days()) {
      const truth = life.day(date)
      const day = await client.healthDay({ params: { day: date } })
      expect(day.states.daily_summary?.state, date).toBe(truth.worn ? 'present' : 'empty')
      expect(day.daily_summary?.steps ?? null, date).toBe(truth.wellness?.steps ?? null)
      expect(day.sleep?.total_s ?? null, date).toBe(truth.sleep?.totalS ?? null)
      expect(day.hrv?.last_night_avg ?? null, date).toBe(truth.hrv?.lastNightAvg ?? null)
    }
    expect(world.simulator.violations).toEqual([])
    const asked = world.simulator.requests.map(({ method, path, query, body }) =>
      JSON.stringify([method, path, query, body]),
    )
    expect(asked.filter((one, at) => asked.indexOf(one) !== at)).toEqual([])
    const large = truths.filter(({ id }) => BigInt(id) > 2n ** 53n)
    expect(large.length).toBeGreaterThan(0)
    for (const { id } of large) expect((await client.activity({ params: { activity_id: id } })).activity_id).toBe(id)
  }, 120_000)
})

describe('a second sync', () => {
  it('sends at most 2 requests when nothing changed', async () => {
    const world = await settled()
    world.asked()
    const job = await sync(world)
    expect(job).toMatchObject({ status: 'completed', progress: 100 })
    expect(world.asked().length).toBeLessThanOrEqual(2)
    expect(job.requests).toBeLessThanOrEqual(2)
  })

  it('brings what is new after an upload, and asks nothing of the settled past', async () => {
    const world = await settled()
    const added = world.simulator.life.addActivity({ name: 'After work' })
    world.asked()
    const job = await sync(world)
    expect(job).toMatchObject({ error_message: null, status: 'completed' })
    const client = await world.client()
    expect(await client.activity({ params: { activity_id: added.id } })).toMatchObject({
      name: 'After work',
      has_original: true,
    })
    expect(world.asked().length).toBeLessThanOrEqual(20)
  })

  it('notices edits, deletions and late changes of past days', async () => {
    const world = await settled()
    const { life } = world.simulator
    const [first, second] = life.activities()
    const weighIn = life.weighIns().at(-1)
    const day = life
      .days()
      .filter((date) => life.day(date).worn)
      .at(-9) as LocalDate
    life.rename(first!.id, 'A new name')
    life.deleteActivity(second!.id)
    if (weighIn) life.deleteWeighIn(weighIn.samplePk)
    life.changeDay(day)
    life.upload()
    expect(await sync(world)).toMatchObject({ error_message: null, status: 'completed' })
    const client = await world.client()
    expect((await client.activity({ params: { activity_id: first!.id } })).name).toBe('A new name')
    const listed = await client.activities({ query: { limit: 200 } })
    expect(listed.items.map((row) => row.activity_id)).not.toContain(second!.id)
    const all = await client.activities({ query: { limit: 200, deleted: true } })
    expect(all.items.find((row) => row.activity_id === second!.id)?.deleted_at).not.toBeNull()
    expect((await client.healthDay({ params: { day } })).daily_summary?.steps).toBe(life.day(day).wellness?.steps)
    if (weighIn) expect((await client.healthDay({ params: { day: weighIn.date } })).weight).toBeNull()
  })

  it('of a day that was synced late fetches the night that belongs to it', async () => {
    const world = await settled()
    const { life } = world.simulator
    life.advance(1)
    expect(await sync(world)).toMatchObject({ error_message: null, status: 'completed' })
    const client = await world.client()
    const today = life.today()
    const truth = life.day(today)
    const day = await client.healthDay({ params: { day: today } })
    expect(day.sleep?.total_s ?? null).toBe(truth.sleep?.totalS ?? null)
  })
})

describe('faults on the way', () => {
  it.each([
    ['5xx', { kind: 'server-error', times: 2 }],
    ['reset', { kind: 'reset', times: 2 }],
    ['truncated', { kind: 'truncated', times: 1 }],
    ['HTML instead of JSON', { kind: 'html', times: 1 }],
  ] as const)('%s once or twice is repeated, and nothing is missing', async (_name, fault) => {
    const world = await open({ years: 1 }, {})
    await world.signIn()
    world.simulator.faults.add({ match: /hrv-service/, ...fault })
    const job = await sync(world, { from: '-20d' })
    expect(job).toMatchObject({ status: 'completed' })
  })

  it('an item that fails for good ends the job as failed, is named in the ledger, and is asked again next time', async () => {
    const world = await open()
    await world.signIn()
    const fault = world.simulator.faults.add({ match: /hrv-service/, kind: 'server-error', times: 50 })
    const job = await sync(world, { from: '-20d' })
    expect(job).toMatchObject({ status: 'failed', error_code: 'sync.items-failed' })
    const client = await world.client()
    const coverage = async () => (await client.coverage()).items.find((row) => row.dataset === 'hrv_daily')
    expect((await coverage())?.failed).toBeGreaterThan(0)
    world.simulator.faults.remove(fault)
    expect(await sync(world)).toMatchObject({ status: 'completed' })
    expect((await coverage())?.failed).toBe(0)
  })

  it('a snapshot that could not be read is a failure in the coverage, asked again, and then settled', async () => {
    const world = await open()
    await world.signIn()
    const fault = world.simulator.faults.add({ match: /deviceregistration/, kind: 'forbidden', times: null })
    expect(await sync(world, { sync_type: 'profile' })).toMatchObject({ error_code: 'sync.items-failed' })
    const client = await world.client()
    const failed = async () => (await client.coverage()).items.find((row) => row.dataset === 'devices')?.failed
    expect(await failed()).toBe(1)
    world.simulator.faults.remove(fault)
    expect(await sync(world, { sync_type: 'profile' })).toMatchObject({ status: 'completed' })
    expect(await failed()).toBe(0)
    world.asked()
    expect(await sync(world, { sync_type: 'profile' })).toMatchObject({ status: 'completed' })
    expect(world.asked()).toEqual([])
  })

  it('an expired token is refreshed once on the way', async () => {
    const world = await open()
    await world.signIn()
    world.simulator.faults.add({ match: /hrv-service/, kind: 'expired-token', times: 1 })
    expect(await sync(world, { from: '-20d' })).toMatchObject({ status: 'completed' })
  })

  it('GraphQL refused: the day form is used instead', async () => {
    const world = await open()
    await world.signIn()
    world.simulator.faults.add({ match: /graphql/, kind: 'graphql-undefined', times: null })
    const job = await sync(world, { from: '-10d', sync_type: 'health' })
    expect(job.status).toBe('completed')
    const client = await world.client()
    const { life } = world.simulator
    const day = life
      .days()
      .filter((date) => life.day(date).worn)
      .at(-3) as LocalDate
    expect((await client.healthDay({ params: { day } })).daily_summary?.steps).toBe(life.day(day).wellness?.steps)
  })

  it('an overloaded GraphQL gateway is asked once more instead of many single days', async () => {
    const world = await open()
    await world.signIn()
    world.simulator.faults.add({ match: /graphql/, kind: 'graphql-errors', times: 1 })
    expect(await sync(world, { from: '-5d', sync_type: 'health' })).toMatchObject({ status: 'completed' })
    expect(world.asked().filter((path) => path.startsWith('/usersummary-service'))).toEqual([])
  })

  it('a 429 without end stops the run with the time to go on at', async () => {
    const world = await open()
    await world.signIn()
    world.simulator.faults.add({ match: /wellness/, kind: '429', retryAfter: 3600, times: 50 })
    const job = await sync(world, { from: '-10d' })
    expect(job).toMatchObject({ status: 'failed', error_code: 'garmin.rate-limited' })
    expect(job.retry_at).not.toBeNull()
  })
})

describe('a run that was stopped', () => {
  /** A run that Garmin's limit stopped half-way, and the limit gone again. */
  const stopped = async () => {
    const world = await open()
    await world.signIn()
    const fault = world.simulator.faults.add({
      match: /wellness\/20/,
      kind: '429',
      retryAfter: 3600,
      after: 4,
      times: null,
    })
    expect(await sync(world, { from: '-12d' })).toMatchObject({ error_code: 'garmin.rate-limited' })
    world.simulator.faults.remove(fault)
    await world.restart()
    return { world, before: new Set(world.simulator.requests.filter(({ status }) => status === 200).map(nameOf)) }
  }
  const nameOf = ({ method, path, query, body }: World['simulator']['requests'][number]) =>
    JSON.stringify([method, path, query, body])

  it('is gone on with: only whether the watch has uploaded is asked again', async () => {
    const { world, before } = await stopped()
    world.simulator.forget()
    expect(await sync(world)).toMatchObject({ status: 'completed' })
    const again = world.simulator.requests.filter((request) => before.has(nameOf(request)))
    expect(again.map(({ path }) => path)).toEqual(['/device-service/deviceservice/mylastused'])
    world.asked()
    expect(await sync(world)).toMatchObject({ status: 'completed' })
    expect(world.asked().length).toBeLessThanOrEqual(2)
  })

  it('begins anew where the watch has uploaded meanwhile', async () => {
    const { world } = await stopped()
    const { life } = world.simulator
    life.addActivity({ name: 'In between' })
    expect(await sync(world)).toMatchObject({ status: 'completed' })
    const client = await world.client()
    expect((await client.activities({ query: { limit: 1 } })).items[0]?.name).toBe('In between')
    expect((await client.healthDay({ params: { day: life.today() } })).daily_summary?.steps).toBe(
      life.day(life.today()).wellness?.steps,
    )
  })
})

describe('training and vital signs', () => {
  it('of every day are in the day document as they are true of the person', async () => {
    const world = await settled('-60d')
    const { life } = world.simulator
    const client = await world.client()
    for (const date of life.days().slice(-60)) {
      const day = await client.healthDay({ params: { day: date } })
      const fitness = life.fitness(date)
      expect(day.states.training_status?.state, date).toBe(fitness === null ? 'empty' : 'present')
      expect(day.training_status?.acute_load ?? null, date).toBe(fitness?.acuteLoad ?? null)
      // The newest snapshot of the day.
      expect(day.training_readiness?.score ?? null, date).toBe(fitness?.readiness[0]?.score ?? null)
      expect(day.training_readiness?.recovery_min ?? null, date).toBe(fitness?.readiness[0]?.recoveryMin ?? null)
      // This watch has no pulse oximeter.
      expect(day.states.spo2, date).toMatchObject({ state: 'empty' })
    }
    const pressures = life.days().flatMap((date) => life.day(date).bloodPressures)
    const table = await client.healthTable({ params: { table: 'blood_pressure' }, query: { limit: 200 } })
    expect(table.items.map((row) => row.version).sort()).toEqual(
      pressures
        .filter(({ date }) => date >= life.days().slice(-60)[0]!)
        .map(({ version }) => String(version))
        .sort(),
    )
  })
})

describe('without the GraphQL gateway', () => {
  it('a range of measures stands in for the summary, other ranges for the rest, and only recent days are asked one by one', async () => {
    const world = await open()
    world.simulator.faults.add({ match: /graphql-gateway/, kind: 'graphql-undefined', times: null })
    await world.signIn()
    world.simulator.forget()
    expect(await sync(world, { from: '-90d', sync_type: 'health' })).toMatchObject({
      error_message: null,
      status: 'completed',
    })
    const asked = (pattern: RegExp) => world.simulator.requests.filter(({ path }) => pattern.test(path)).length
    expect(asked(/usersummary\/daily\//)).toBe(0)
    expect(asked(/userstats-service/)).toBe(1)
    expect(asked(/stats\/(stress|bodybattery|hydration)\/daily/)).toBeLessThanOrEqual(3 * 4)
    expect(asked(/stats\/(steps|floors|im|heartRate)\/daily/)).toBe(0)
    expect(asked(/trainingreadiness/)).toBeLessThanOrEqual(28)
    expect(asked(/dailySleepData/)).toBe(0)
    const { life } = world.simulator
    const client = await world.client()
    for (const date of life.days().slice(-60)) {
      const { wellness, sleep } = life.day(date)
      const day = await client.healthDay({ params: { day: date } })
      expect(day.daily_summary?.steps ?? null, date).toBe(wellness?.steps ?? null)
      expect(day.daily_summary?.stress_low_s ?? null, date).toBe(wellness?.stress.lowS ?? null)
      expect(day.daily_summary?.bb_high ?? null, date).toBe(wellness?.bodyBattery.high ?? null)
      expect(day.respiration?.resp_waking_avg ?? null, date).toBe(wellness?.respirationAvg ?? null)
      expect(day.sleep?.score ?? null, date).toBe(sleep?.score ?? null)
    }
    // Nothing of it is asked for where the summary comes as it should, and nobody misses it.
    const { items } = await client.coverage({ query: {} })
    expect(items.map(({ dataset }) => dataset)).not.toContain('stress_daily')
    expect(world.simulator.violations).toEqual([])
  })
})
