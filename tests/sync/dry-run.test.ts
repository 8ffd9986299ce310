import { afterEach, describe, expect, it } from 'vitest'
import { createWorld, sync, type World } from '../support/world.ts'

const worlds: World[] = []
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close()
})

const open = async (...args: Parameters<typeof createWorld>) => {
  const world = await createWorld(...args)
  worlds.push(world)
  await world.signIn()
  return world
}

/** What `--dry-run` says now, and what then left the machine for Garmin's data. */
async function planAndRun(world: World, body: Parameters<typeof sync>[1] = {}) {
  const client = await world.client()
  world.asked()
  const plan = await client.syncPlan({ body: { sync_type: 'all', ...body } })
  expect(world.asked()).toEqual([])
  const job = await sync(world, body)
  expect(job).toMatchObject({ error_message: null, status: 'completed' })
  const sent = world.simulator.requests
    .filter(({ host }) => host === 'connectapi')
    .map(({ method, path, query, body: sentBody }) => ({ method, path, query, body: sentBody }))
  const planned = plan.requests.map(({ method, path, body: plannedBody }) => {
    const url = new URL(path, 'http://garmin')
    const query = Object.fromEntries(url.searchParams)
    return { method, path: url.pathname, query, body: plannedBody }
  })
  return { plan, planned, sent }
}

describe('what --dry-run prints', () => {
  it('of a first sync is what leaves first, in that order, bodies included', async () => {
    const { planned, sent, plan } = await planAndRun(await open(), { from: '-20d' })
    expect(planned.length).toBeGreaterThanOrEqual(5)
    expect(sent.slice(0, planned.length)).toEqual(planned)
    expect(plan.note).toContain('what they show decides')
  })

  it('of a run with nothing new is the probe and no more', async () => {
    const world = await open()
    await sync(world, { from: '-20d' })
    const { planned, sent, plan } = await planAndRun(world)
    expect(planned).toHaveLength(2)
    expect(sent).toEqual(planned)
    expect(plan.requests.map(({ reason }) => reason)).toEqual(['probe', 'probe'])
    expect(plan.note).toContain('If they show that something is new')
  })

  it('of a nightly run is what leaves first', async () => {
    const world = await open()
    await sync(world, { from: '-20d' })
    world.simulator.life.advance(1)
    const { planned, sent } = await planAndRun(world)
    expect(planned.length).toBeGreaterThan(3)
    expect(sent.slice(0, planned.length)).toEqual(planned)
  })

  it('of a run that goes on with one that was stopped is the question whether anything changed, and the rest', async () => {
    const world = await open()
    const limit = { match: /files\/wellness/, kind: '429', retryAfter: 3600, after: 4, times: null } as const
    const fault = world.simulator.faults.add(limit)
    expect(await sync(world, { from: '-12d' })).toMatchObject({ error_code: 'garmin.rate-limited' })
    world.simulator.faults.remove(fault)
    await world.restart()
    const { planned, sent } = await planAndRun(world)
    expect(planned.length).toBeGreaterThan(3)
    expect(planned[0]?.path).toBe('/device-service/deviceservice/mylastused')
    expect(sent.slice(0, planned.length)).toEqual(planned)
  })

  it('after midnight, with a watch that is silent, still is the probe and no more', async () => {
    const world = await open({ now: () => Date.UTC(2026, 8, 20, 20, 0) })
    await sync(world, { from: '-20d' })
    const { life } = world.simulator
    const before = life.today()
    life.advance(4 / 24, { upload: false })
    expect(life.today()).not.toBe(before)
    const { sent } = await planAndRun(world)
    expect(sent).toHaveLength(2)
  })
})
