import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Client } from '../../src/contract/index.ts'
import { createWorld, sync, type World } from '../support/world.ts'

/** A month of which eleven days in the middle were never asked for. */
let world: World
let client: Client
beforeAll(async () => {
  world = await createWorld()
  await world.signIn()
  client = await world.client()
  await sync(world, { sync_type: 'health', from: '-30d', to: '-20d' })
  await sync(world, { sync_type: 'health', from: '-8d', to: 'today' })
  world.asked()
})
afterAll(() => world.close())

const gapsOf = async (dataset: string) =>
  (await client.coverageGaps({ query: { dataset, limit: 1000 } })).items.map(({ item }) => item)
const finish = async (body: Parameters<Client['syncStart']>[0]['body']) => {
  const { body: job } = await client.syncStart({ body })
  for await (const _event of client.syncEvents({ params: { job_id: job.job_id } })) {
    // Only the end counts.
  }
  return client.syncJob({ params: { job_id: job.job_id } })
}

describe('a gap', () => {
  it('is foreseen without a request, fetched alone, and closed', async () => {
    const gap = await gapsOf('sleep')
    expect(gap).toHaveLength(11)
    const wish = {
      sync_type: 'all',
      from: gap.at(-1) ?? '',
      to: gap[0] ?? '',
      datasets: ['sleep', 'hrv_daily'],
    } as const
    const plan = await client.syncPlan({ body: { ...wish, datasets: [...wish.datasets] } })
    expect(world.asked()).toEqual([])
    expect(plan.foreseen.bounded).toBe(true)
    expect(plan.foreseen.by_dataset.map(({ dataset }) => dataset)).toEqual(expect.arrayContaining([...wish.datasets]))

    const job = await finish({ ...wish, datasets: [...wish.datasets] })
    expect(job).toMatchObject({ status: 'completed', progress: 100 })
    expect(Object.keys(job.counts)).toEqual(expect.arrayContaining(plan.foreseen.by_dataset.map((one) => one.dataset)))
    // Every day held something, as was supposed.
    expect(job.requests).toBe(plan.foreseen.requests)
    expect(await gapsOf('sleep')).toEqual([])
    expect(await gapsOf('stress_samples')).not.toEqual([])
    world.asked()
    expect(await finish({ ...wish, datasets: [...wish.datasets] })).toMatchObject({ status: 'completed', requests: 0 })
  })

  it('that cannot be asked for is an error of the wish, and no job', async () => {
    const before = (await client.syncJobs()).items.length
    await expect(client.syncStart({ body: { sync_type: 'all', datasets: ['nothing'] } })).rejects.toMatchObject({
      code: 'dataset.not-found',
    })
    expect((await client.syncJobs()).items).toHaveLength(before)
  })
})

describe('one failed night', () => {
  it('is tried again alone, and nothing else is asked', async () => {
    const fault = world.simulator.faults.add({ kind: 'html', match: 'dailyStress', times: null })
    const items = [{ dataset: 'stress_samples', key: (await gapsOf('stress_samples'))[0] ?? '' }]
    expect(await finish({ sync_type: 'all', items, full: true })).toMatchObject({
      status: 'failed',
      error_code: 'sync.items-failed',
    })
    world.simulator.faults.remove(fault)
    world.asked()
    const job = await finish({ sync_type: 'all', items })
    expect(job).toMatchObject({ status: 'completed', requests: 1 })
    expect(world.asked()).toEqual([expect.stringContaining('dailyStress')])
  })
})
