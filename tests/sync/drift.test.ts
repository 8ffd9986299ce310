import { afterEach, describe, expect, it } from 'vitest'
import { createWorld, sync, type World } from '../support/world.ts'

const worlds: World[] = []
const settled = async () => {
  const world = await createWorld()
  worlds.push(world)
  await world.signIn()
  expect(await sync(world, { from: '-8d' })).toMatchObject({ status: 'completed' })
  world.asked()
  return world
}
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close()
})
const doctor = async (world: World) => {
  const checks = await (await world.app()).doctor({ garmin: new AbortController().signal })
  return new Map(checks.map((check) => [check.name.replace(/^garmin \d+ /, ''), check]))
}

describe('doctor --garmin', () => {
  it('asks at most one small request for each dataset, keeps nothing of it, and finds answers as expected', async () => {
    const world = await settled()
    const checks = await doctor(world)
    for (const dataset of ['profile', 'activity_list', 'daily_summary', 'sleep', 'weight', 'wellness_fit'])
      expect([dataset, checks.get(dataset)?.state]).toEqual([dataset, 'ok'])
    expect([...checks.values()].filter(({ state }) => state === 'problem')).toEqual([])
    const asked = world.asked()
    expect(asked.length).toBeLessThanOrEqual(checks.size)
    expect(world.simulator.violations).toEqual([])
    expect(await sync(world)).toMatchObject({ status: 'completed' })
    expect(world.asked().length).toBeLessThanOrEqual(2)
  })

  it('names dataset and field paths of an answer whose form has changed, and only those', async () => {
    const world = await settled()
    world.simulator.faults.add({ kind: 'drift', match: 'hrv-service', times: null })
    const checks = await doctor(world)
    const hrv = checks.get('hrv_daily')
    expect(hrv?.state).toBe('problem')
    expect(hrv?.detail).toMatch(/the answer is not as expected: .*[A-Za-z]/)
    const others = [...checks].filter(([name, { state }]) => !name.startsWith('hrv') && state === 'problem')
    expect(others.map(([name]) => name)).toEqual([])
  })

  it('of an answer that is no longer what it was at all says so', async () => {
    const world = await settled()
    world.simulator.faults.add({ kind: 'deep', match: 'weight-service', times: null })
    world.simulator.faults.add({ kind: 'forbidden', match: 'deviceregistration', times: null })
    const checks = await doctor(world)
    expect(checks.get('weight')).toMatchObject({ state: 'warning' })
    expect(checks.get('devices')).toMatchObject({ state: 'warning' })
  })
})

describe('a run whose answers have another form', () => {
  it('keeps them raw, says once which dataset and which field, and goes on with the rest', async () => {
    const world = await createWorld()
    worlds.push(world)
    await world.signIn()
    world.simulator.faults.add({ kind: 'drift', match: 'weight-service', times: null })
    const client = await world.client()
    const { body } = await client.syncStart({ body: { sync_type: 'health', from: '-8d' } })
    const notes: { dataset: string; text: string }[] = []
    for await (const { data } of client.syncEvents({ params: { job_id: body.job_id } }))
      if (data.type === 'note') notes.push(data)
    const own = notes.filter(({ dataset }) => dataset === 'weight')
    expect(own.length).toBeGreaterThan(0)
    expect(own.every(({ text }) => /weight/.test(text))).toBe(true)
    expect(new Set(own.map(({ text }) => text)).size).toBe(own.length)
    const { items } = await client.coverage()
    expect(items.find(({ dataset }) => dataset === 'daily_summary')?.present).toBeGreaterThan(3)
  })
})
