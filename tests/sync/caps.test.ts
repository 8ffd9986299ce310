import { afterEach, describe, expect, it } from 'vitest'
import { daysBetween, type LocalDate } from '../../src/domain/index.ts'
import { usualDatasets } from '../support/economy.ts'
import { createWorld, sync, type World } from '../support/world.ts'

const worlds: World[] = []
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close()
})

const asked = (world: World) =>
  world.simulator.requests.flatMap(({ path, status }) => {
    const [, start, end] = /^\/hrv-service\/hrv\/daily\/(.+)\/(.+)$/.exec(path) ?? []
    if (start === undefined || end === undefined) return []
    return [{ status, days: daysBetween(start as LocalDate, end as LocalDate) + 1 }]
  })

describe('a range that Garmin answers shorter than is known', () => {
  it('is refused once, asked for in windows of the length that answers, and never too long again', async () => {
    const others = usualDatasets().flatMap((name) => (/^(daily_summary|hrv_daily)$/.test(name) ? [] : [`-${name}`]))
    const world = await createWorld({ longestRangeDays: 100 }, { GARMINSYNC_DATASETS: others.join(',') })
    worlds.push(world)
    await world.signIn()
    expect(await sync(world, { from: '-249d', sync_type: 'health' })).toMatchObject({ status: 'completed' })
    expect(asked(world)).toEqual([
      { status: 400, days: 250 },
      { status: 200, days: 100 },
      { status: 200, days: 100 },
      { status: 200, days: 50 },
    ])
    await world.restart()
    world.simulator.forget()
    expect(await sync(world, { from: '-364d', sync_type: 'health' })).toMatchObject({ status: 'completed' })
    expect(asked(world).map(({ status }) => status)).not.toContain(400)
    expect(asked(world).length).toBeGreaterThan(0)
  })
})
