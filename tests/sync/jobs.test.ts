import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import type { FaultSpec } from '../../src/simulator/index.ts'
import { createWorld, type World } from '../support/world.ts'

const worlds: World[] = []
const open = async (...args: Parameters<typeof createWorld>) => {
  const world = await createWorld(...args)
  worlds.push(world)
  await world.signIn()
  return world
}
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close()
})
const until = async (condition: () => boolean) => {
  while (!condition()) await sleep(5)
}
const start = async (world: World, from = '-6d') => {
  const client = await world.client()
  return { client, ...(await client.syncStart({ body: { sync_type: 'all', from } })) }
}
const end = async (world: World, job_id: string) => {
  const client = await world.client()
  for await (const _event of client.syncEvents({ params: { job_id } })) {
    // Only the end counts.
  }
  return client.syncJob({ params: { job_id } })
}

describe('cancelling', () => {
  it.each<[string, FaultSpec]>([
    ['an answer that takes minutes', { kind: 'slow', ms: 300_000, match: 'wellness', times: null }],
    ['a pause that Garmin asked for', { kind: '429', retryAfter: 300, match: 'wellness', times: null }],
    ['an edge that refuses', { kind: 'challenge', match: 'wellness', times: null }],
    ['a gateway that is overloaded', { kind: 'graphql-errors', match: 'graphql', times: null }],
  ])('does not wait for %s: the run is cancelled, and what was fetched stays', async (_what, fault) => {
    const world = await open()
    world.simulator.faults.add(fault)
    const { client, body } = await start(world)
    await until(() => world.simulator.requests.some((request) => request.fault !== null))
    await client.syncCancel({ params: { job_id: body.job_id } })
    const job = await end(world, body.job_id)
    expect(job).toMatchObject({ status: 'cancelled', error_code: null, current: null })
    expect(job.end_time).not.toBeNull()
    world.simulator.faults.clear()
    const { items } = await client.coverage()
    expect(items.find(({ dataset }) => dataset === 'activity_list')?.present).toBeGreaterThan(0)
  })
})

describe('a run seen from outside', () => {
  it('its progress never falls and its numbers never shrink, also when another process goes on with it', async () => {
    const world = await open({ latencyMs: 4 })
    const { body } = await start(world, '-25d')
    const seen: { progress: number; requests: number; processed_items: number }[] = []
    const watch = async (enough: number) => {
      const client = await world.client()
      for await (const { data } of client.syncEvents({ params: { job_id: body.job_id } })) {
        if (data.type === 'progress' || data.type === 'state') seen.push(data.job)
        if (seen.length >= enough) return
      }
    }
    await watch(4)
    // The process stops; the job stays as it is for the next one.
    await world.restart()
    seen.length = 0
    const client = await world.client()
    expect((await client.syncJob({ params: { job_id: body.job_id } })).status).toBe('running')
    const attached = await client.syncStart({ body: { sync_type: 'all', from: '-25d' } })
    expect(attached).toMatchObject({ status: 200, body: { job_id: body.job_id } })
    await watch(Number.POSITIVE_INFINITY)
    for (const [at, now] of seen.entries()) {
      const before = seen[at - 1] ?? now
      expect(now.progress).toBeGreaterThanOrEqual(before.progress)
      expect(now.requests).toBeGreaterThanOrEqual(before.requests)
      expect(now.processed_items).toBeGreaterThanOrEqual(before.processed_items)
    }
    const done = await client.syncJob({ params: { job_id: body.job_id } })
    expect(done).toMatchObject({ status: 'completed', progress: 100 })
    expect(done.processed_items).toBe(done.total_items)
    expect(done.requests).toBe(world.simulator.requests.filter(({ host }) => host === 'connectapi').length)
  }, 60_000)
})
