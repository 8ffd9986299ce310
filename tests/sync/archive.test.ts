import { afterEach, describe, expect, it } from 'vitest'
import { addDays, type LocalDate } from '../../src/domain/index.ts'
import type { SimulatorOptions } from '../../src/simulator/index.ts'
import { createWorld, sync, type World } from '../support/world.ts'

const worlds: World[] = []
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close()
})

/** A person whose samples Garmin has put away after 150 days, and who wants them as JSON; only heart rate and stress here. */
const open = async (options: SimulatorOptions = {}) => {
  const others = ['respiration', 'spo2', 'steps', 'floors', 'intensity'].map((kind) => `-${kind}_samples`)
  const GARMINSYNC_DATASETS = [...others, '-hrv', '-naps', '-day_events', '-sleep', '-activity_original'].join(',')
  const more = { GARMINSYNC_SAMPLES: 'json', GARMINSYNC_DATASETS }
  const world = await createWorld({ archiveAfterDays: 150, reloadMs: 0, ...options }, more)
  worlds.push(world)
  await world.signIn()
  return world
}
const reloads = (world: World) =>
  world.simulator.requests.filter(({ path }) => path.includes('/epoch/request/')).map(({ path }) => path.slice(-10))
/** Days of the first twenty that were put away, newest first, on which the watch was worn. */
const putAway = ({ simulator: { life } }: World, last: number) => {
  const days = Array.from({ length: last - 150 }, (_, index) => addDays(life.today(), -151 - index))
  return days.filter((day) => life.day(day).worn)
}
const statesOf = async (world: World, days: readonly LocalDate[]) => {
  const client = await world.client()
  const shown = await Promise.all(days.map((day) => client.healthDay({ params: { day } })))
  return shown.map(({ states }) => states.heart_rate)
}

describe('samples that Garmin has put away', () => {
  it('are brought back newest first, some a day, and never asked for twice', async () => {
    const world = await open({ reloadsADay: 8 })
    expect(await sync(world, { from: '-165d', sync_type: 'health' })).toMatchObject({ status: 'completed' })
    const days = putAway(world, 165)
    // The ninth is the one that is denied.
    expect(reloads(world)).toEqual(days.slice(0, 9))
    expect(await statesOf(world, days.slice(0, 8))).toEqual(
      days.slice(0, 8).map(() => ({ state: 'present', settled: true })),
    )
    expect(await statesOf(world, days.slice(8))).toEqual(days.slice(8).map(() => ({ state: 'empty', settled: false })))
    world.simulator.forget()
    // The allowance is a day's: another run of the same day asks for nothing more.
    await sync(world, { full: true, sync_type: 'health' })
    expect(reloads(world)).toEqual([])
    world.simulator.life.advance(1)
    world.simulator.forget()
    await sync(world, { sync_type: 'health' })
    // The day that Garmin has put away since then is here already.
    expect(reloads(world)).toEqual(days.slice(8))
    expect(await statesOf(world, days)).toEqual(days.map(() => ({ state: 'present', settled: true })))
    expect(world.simulator.violations).toEqual([])
  }, 60_000)

  it('stop at thirty a day of their own accord', async () => {
    const world = await open({ reloadsADay: 1000 })
    await sync(world, { from: '-190d', sync_type: 'health' })
    expect(reloads(world)).toEqual(putAway(world, 190).slice(0, 30))
  }, 60_000)

  it('that are not back yet wait for the next run', async () => {
    const world = await open({ reloadMs: 3_600_000 })
    expect(await sync(world, { from: '-153d', sync_type: 'health' })).toMatchObject({ status: 'completed' })
    const days = putAway(world, 153)
    expect(await statesOf(world, days)).toEqual(days.map(() => ({ state: 'empty', settled: false })))
  })

  it('cost nothing when nothing is new', async () => {
    const world = await open({ reloadsADay: 1 })
    await sync(world, { from: '-155d', sync_type: 'health' })
    world.simulator.forget()
    await sync(world, { sync_type: 'health' })
    expect(reloads(world)).toEqual([])
    expect(world.simulator.requests.length).toBeLessThanOrEqual(2)
  })
})
