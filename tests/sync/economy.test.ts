import { afterEach, describe, expect, it } from 'vitest'
import type { SimulatorOptions } from '../../src/simulator/index.ts'
import { asGarminDb, ofTheYear, spent, usualDatasets } from '../support/economy.ts'
import { createWorld, sync, type World } from '../support/world.ts'

// The measures of BENCH, group A, as exact counts. Archives and files are one a day and one an activity, which the
// first sync of sync.test.ts shows; here they are left out where only the rest is counted, and reckoned as 365 and 300.

const worlds: World[] = []
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close()
})

const withoutFiles = ['-wellness_fit', '-activity_original']
const open = async (options: SimulatorOptions = {}, datasets: readonly string[] = []) => {
  const world = await createWorld(options, { GARMINSYNC_DATASETS: datasets.join(',') })
  worlds.push(world)
  await world.signIn()
  return world
}
const backfill = async (world: World, from: string | null) => {
  expect(await sync(world, from === null ? {} : { from })).toMatchObject({ error_message: null, status: 'completed' })
  expect(world.simulator.violations).toEqual([])
  return spent(world.simulator.requests)
}
const onlyGarminDb = () => usualDatasets().flatMap((name) => (asGarminDb.includes(name) ? [] : [`-${name}`]))
/** A day passes, something is done on it, and the nightly run follows; reckoned for one new activity, however many there were. */
const night = async (world: World) => {
  world.simulator.life.advance(1)
  world.simulator.life.addActivity({ type: 'running' })
  world.simulator.forget()
  expect(await sync(world)).toMatchObject({ error_message: null, status: 'completed' })
  const { archives, files, rest } = spent(world.simulator.requests)
  expect(files).toBeGreaterThanOrEqual(1)
  return archives + 1 + rest
}

describe('a back-fill', () => {
  it('A1: of a year with everything takes at most 745 requests, and one for each item', async () => {
    const world = await open({}, withoutFiles)
    const counts = await backfill(world, '-364d')
    // A9: on one connection, kept open.
    expect(world.simulator.connections).toBe(1)
    const { life } = world.simulator
    const strength = life.activities().filter(({ sport }) => sport.typeKey === 'strength_training').length
    const legs = life.activities().reduce((sum, { legs: some }) => sum + some.length, 0)
    const gear = new Set(
      world.simulator.requests.flatMap(({ path }) => /\/activities\/([^/]+)\/gear$/.exec(path)?.[1] ?? []),
    )
    expect(gear.size).toBeGreaterThan(0)
    const beyond = counts.items - (strength + legs + gear.size + life.workouts().length)
    expect(ofTheYear(counts) + Math.max(0, beyond)).toBeLessThanOrEqual(745)
  }, 60_000)

  it('A2: of what GarminDB fetches takes at most 690', async () => {
    const world = await open({}, [...onlyGarminDb(), ...withoutFiles])
    expect(ofTheYear(await backfill(world, '-364d'))).toBeLessThanOrEqual(690)
  }, 60_000)

  it('A3: takes at most 60 more for each further year of a life', async () => {
    const [one, three] = [1, 3].map((years) => open({ years }, withoutFiles))
    const counts = [await backfill(await one!, null), await backfill(await three!, null)]
    expect(counts[1]!.rest - counts[0]!.rest).toBeLessThanOrEqual(2 * 60)
  }, 90_000)
})

describe('later runs', () => {
  it('A4, A5: take at most 2 with nothing new, and at most 21 a night with one new activity', async () => {
    const world = await open()
    await backfill(world, '-40d')
    world.simulator.forget()
    await sync(world)
    expect(world.simulator.requests.length).toBeLessThanOrEqual(2)
    for (const _ of [1, 2, 3]) expect(await night(world)).toBeLessThanOrEqual(21)
  }, 60_000)

  it('A5: take at most 9 a night for what GarminDB fetches', async () => {
    const world = await open({}, onlyGarminDb())
    await backfill(world, '-40d')
    for (const _ of [1, 2, 3]) expect(await night(world)).toBeLessThanOrEqual(9)
  }, 60_000)

  it('A6: take nothing more for what the person never has: no scale, no cuff', async () => {
    const has = await open()
    const never = await open()
    const { life } = never.simulator
    for (const { samplePk } of life.weighIns()) life.deleteWeighIn(samplePk)
    for (const world of [has, never]) await backfill(world, '-40d')
    for (const _ of [1, 2]) expect(await night(never)).toBeLessThanOrEqual(await night(has))
    const asked = never.simulator.requests.filter(({ path }) => /^\/(weight|bloodpressure)-service\//.test(path))
    expect(asked.map(({ path }) => path.split('/')[1]).sort()).toEqual(['bloodpressure-service', 'weight-service'])
  }, 90_000)
})
