import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { afterEach, describe, expect, it } from 'vitest'
import type { LocalDate } from '../../src/domain/index.ts'
import { createWorld, sync, type World } from '../support/world.ts'

const worlds: World[] = []
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close()
})

/** An afternoon in September. */
const afternoon = Date.UTC(2026, 8, 20, 13, 0)
const settled = async (now = afternoon) => {
  const world = await createWorld({ now: () => now })
  worlds.push(world)
  await world.signIn()
  expect(await sync(world, { from: '-60d' })).toMatchObject({ error_message: null, status: 'completed' })
  return world
}
const nightly = async (world: World) => {
  world.simulator.forget()
  expect(await sync(world)).toMatchObject({ error_message: null, status: 'completed' })
}
const wornDays = ({ simulator: { life } }: World) => life.days().filter((date) => life.day(date).worn)
const dayOf = async (world: World, day: LocalDate) => (await world.client()).healthDay({ params: { day } })
const activitiesOf = async (world: World) =>
  (await (await world.client()).activities({ query: { limit: 200, deleted: true } })).items

/** What rows held before they changed, oldest first: table and old values. */
const revisionsOf = ({ home }: World, table: string): Record<string, unknown>[] => {
  const db = new DatabaseSync(join(home, 'garminsync.db'), { readOnly: true })
  try {
    const rows = db.prepare('select old_values from revision where table_name = ? order by revision_id').all(table)
    return rows.map(({ old_values }) => JSON.parse(String(old_values)) as Record<string, unknown>)
  } finally {
    db.close()
  }
}

describe('what changed at Garmin', () => {
  it('is in the store after the next nightly run: edits, deletions, late activities, steps, nights; revisions hold the rest', async () => {
    const world = await settled()
    const { life } = world.simulator
    const [renamed, deleted] = life.activities().filter(({ manual }) => !manual)
    const days = wornDays(world)
    const stepsDay = days.at(-9)!
    const nightDay = days.filter((date) => life.day(date).sleep !== null).at(-6)!
    const before = { steps: life.day(stepsDay).wellness?.steps, sleep: life.day(nightDay).sleep }
    life.advance(1)
    life.rename(renamed!.id, 'Once round the lake')
    life.deleteActivity(deleted!.id)
    const late = life.addActivity({ name: 'Found on the old watch', startUtc: afternoon - 40 * 86_400_000 })
    const twin = life.addActivity({ name: 'The same on another watch', startUtc: afternoon - 40 * 86_400_000 })
    life.changeDay(stepsDay)
    life.changeNight(nightDay)
    await nightly(world)

    const activities = await activitiesOf(world)
    const found = (id: string) => activities.find(({ activity_id }) => activity_id === id)
    expect(found(renamed!.id)).toMatchObject({ name: 'Once round the lake', deleted_at: null })
    expect(found(deleted!.id)?.deleted_at).not.toBeNull()
    for (const { id, name } of [late, twin]) expect(found(id)).toMatchObject({ name, has_original: true })
    expect(revisionsOf(world, 'activity')).toContainEqual(expect.objectContaining({ name: renamed!.name }))

    const steps = life.day(stepsDay).wellness?.steps
    expect(steps).not.toBe(before.steps)
    expect((await dayOf(world, stepsDay)).daily_summary?.steps).toBe(steps)
    expect(revisionsOf(world, 'daily_summary')).toContainEqual(expect.objectContaining({ steps: before.steps }))

    const night = life.day(nightDay).sleep
    expect(night?.startUtc).not.toBe(before.sleep?.startUtc)
    expect((await dayOf(world, nightDay)).sleep).toMatchObject({
      total_s: night?.totalS,
      start_utc: new Date(night?.startUtc ?? 0).toISOString(),
    })
    expect(revisionsOf(world, 'sleep')).toContainEqual(expect.objectContaining({ total_s: before.sleep?.totalS }))
  }, 60_000)

  it('comes with a night that reaches Garmin only after the run of that morning', async () => {
    // Five in the morning: the day has begun, the night has not ended.
    const world = await settled(Date.UTC(2026, 8, 17, 2, 30))
    const { life } = world.simulator
    const today = life.today()
    expect(life.day(today).sleep).toBeNull()
    expect((await dayOf(world, today)).sleep).toBeNull()
    life.advance(1 / 4)
    expect(life.today()).toBe(today)
    expect(life.day(today).sleep).not.toBeNull()
    await nightly(world)
    const day = await dayOf(world, today)
    expect(day.sleep?.total_s).toBe(life.day(today).sleep?.totalS)
    expect(day.daily_summary?.steps).toBe(life.day(today).wellness?.steps)
  }, 60_000)

  it('of a week is there when a watch is synced a week late, archives included', async () => {
    const world = await settled()
    const { life } = world.simulator
    const first = life.today()
    for (const _ of [1, 2, 3, 4, 5, 6, 7]) {
      life.advance(1, { upload: false })
      await nightly(world)
    }
    const week = life.days().filter((date) => date > first)
    expect(week).toHaveLength(7)
    for (const date of week) expect((await dayOf(world, date)).daily_summary).toBeNull()
    life.upload()
    await nightly(world)
    const archives = world.simulator.requests.flatMap(({ path }) => /files\/wellness\/(.+)$/.exec(path)?.[1] ?? [])
    for (const date of [first, ...week]) {
      const truth = life.day(date)
      const day = await dayOf(world, date)
      expect(day.daily_summary?.steps ?? null, date).toBe(truth.wellness?.steps ?? null)
      expect(day.sleep?.total_s ?? null, date).toBe(truth.sleep?.totalS ?? null)
      expect(day.hrv?.last_night_avg ?? null, date).toBe(truth.hrv?.lastNightAvg ?? null)
      if (truth.worn) expect(archives).toContain(date)
    }
    const known = (await activitiesOf(world)).map(({ activity_id }) => activity_id)
    for (const { id } of life.activities().slice(0, 20)) expect(known).toContain(id)
  }, 90_000)
})
