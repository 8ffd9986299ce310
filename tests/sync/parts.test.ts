import { afterEach, describe, expect, it } from 'vitest'
import type { LocalDate } from '../../src/domain/index.ts'
import { createWorld, sync, type World } from '../support/world.ts'

const worlds: World[] = []
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close()
})
const settled = async (body: Parameters<typeof sync>[1] = {}, env: Record<string, string> = {}) => {
  const world = await createWorld({}, env)
  worlds.push(world)
  await world.signIn()
  expect(await sync(world, body)).toMatchObject({ status: 'completed', error_message: null })
  return world
}
/** What came after the id in requests for parts of activities; the summary is the empty one. */
const partsAsked = (paths: readonly string[]) =>
  paths.flatMap((path) => {
    const [, id, part = ''] = /^\/activity-service\/activity\/(\d+)(?:\/(\w+))?$/.exec(path) ?? []
    return id === undefined ? [] : [`${part}:${id}`]
  })

describe('parts of activities', () => {
  it('are asked for by item where only they know: sets of strength, summary and legs of multisport', async () => {
    const world = await settled({ sync_type: 'activities' })
    const { life } = world.simulator
    const all = world.asked()
    const asked = all.filter((path) => /\/activity-service\/|\/search\/activities|\/count$|files\/activity/.test(path))
    const activities = life.activities()
    const strength = activities.filter(({ sport, manual }) => sport.typeKey === 'strength_training' && !manual)
    const multisport = activities.filter(({ legs }) => legs.length > 0)
    const legs = multisport.flatMap((activity) => activity.legs)
    expect(strength.length).toBeGreaterThan(20)
    expect(legs.length).toBeGreaterThan(4)
    expect(partsAsked(asked).sort()).toEqual(
      [...strength.map(({ id }) => `exerciseSets:${id}`), ...[...multisport, ...legs].map(({ id }) => `:${id}`)].sort(),
    )
    const files = activities.filter(({ manual }) => !manual).length
    const rest = asked.length - files - strength.length - multisport.length - legs.length
    // The list and the count; one for each file, strength activity, parent and leg.
    expect(rest).toBe(2)
    process.stdout.write(
      `first year of activities: ${asked.length} requests = ${files} files + ${strength.length} strength + ` +
        `${multisport.length} multisport + ${legs.length} legs + ${rest}\n`,
    )
    const client = await world.client()
    const lifted = strength[0]!
    const shown = await client.activity({ params: { activity_id: lifted.id } })
    expect(shown.sets.map(({ seq, reps, weight_g }) => [seq, reps, weight_g]).slice(0, 3)).toEqual([
      [1, 8, 60_000],
      [2, null, null],
      [3, 8, 60_000],
    ])
    const parent = await client.activity({ params: { activity_id: multisport[0]!.id } })
    expect(parent.legs.map(({ activity_id, type_key }) => [activity_id, type_key])).toEqual(
      multisport[0]!.legs.map(({ id, sport }) => [id, sport.typeKey]),
    )
    expect(parent).toMatchObject({ tz_name: multisport[0]!.zone, feel: multisport[0]!.feel })
    const leg = await client.activity({ params: { activity_id: legs[0]!.id } })
    expect(leg).toMatchObject({ parent_activity_id: multisport[0]!.id, distance_m: legs[0]!.distanceM })
    // Legs are not counted beside their parent.
    const listed = await client.activities({ query: { limit: 200, type: 'transition_v2' } })
    expect(listed.items).toEqual([])
    const gaps = await client.coverage()
    expect(gaps.items.find(({ dataset }) => dataset === 'activity_exercise_sets')).toMatchObject({
      present: strength.length,
      missing: 0,
    })
    expect(gaps.items.find(({ dataset }) => dataset === 'activity_weather')).toBeUndefined()
  }, 60_000)

  it('of an activity that was edited are asked for again, and of no other', async () => {
    const world = await settled({ sync_type: 'activities', from: '-90d' })
    const { life } = world.simulator
    const activities = life.activities()
    const run = activities.find(({ sport, manual }) => sport.typeKey === 'running' && !manual)!
    const lifted = activities.find(({ sport, manual }) => sport.typeKey === 'strength_training' && !manual)!
    life.rename(run.id, 'An edited name')
    life.correctSets(lifted.id, 3)
    life.upload()
    world.asked()
    expect(await sync(world, { sync_type: 'activities' })).toMatchObject({ status: 'completed' })
    expect(partsAsked(world.asked()).sort()).toEqual(
      [`:${run.id}`, `:${lifted.id}`, `exerciseSets:${lifted.id}`].sort(),
    )
    const client = await world.client()
    const edited = await client.activity({ params: { activity_id: run.id } })
    expect(edited).toMatchObject({ name: 'An edited name', tz_name: run.zone, feel: run.feel, rpe: run.effort })
    expect(Date.parse(String(edited.updated_utc))).toBe(Math.floor(life.activity(run.id)!.updatedUtc / 1000) * 1000)
    expect((await client.activity({ params: { activity_id: lifted.id } })).sets[0]).toMatchObject({ reps: 11 })
    // Nothing is asked again when nothing was edited since.
    life.upload()
    expect(await sync(world, { sync_type: 'activities' })).toMatchObject({ status: 'completed' })
    expect(partsAsked(world.asked())).toEqual([])
  }, 60_000)

  it('of old entries by hand, whose file answers 500, are known to be none, and end no run', async () => {
    const world = await createWorld({ oldManualEntries: true })
    worlds.push(world)
    await world.signIn()
    const { life } = world.simulator
    // As many as would end the run, were they failures.
    for (const hour of [3, 5, 7])
      life.addActivity({ type: 'soccer', manual: true, startUtc: life.now() - hour * 3_600_000 })
    expect(await sync(world, { sync_type: 'activities', from: '-3d' })).toMatchObject({
      status: 'completed',
      error_message: null,
    })
    const client = await world.client()
    const files = (await client.coverage()).items.find(({ dataset }) => dataset === 'activity_original')
    expect(files!.failed).toBe(0)
    expect(files!.empty).toBeGreaterThanOrEqual(3)
    world.asked()
    life.upload()
    expect(await sync(world, { sync_type: 'activities' })).toMatchObject({ status: 'completed' })
    expect(world.asked().filter((path) => path.includes('/files/activity/'))).toEqual([])
  }, 60_000)

  it('that cost a request each come when they are named', async () => {
    const env = { GARMINSYNC_DATASETS: 'activity_weather,activity_splits,activity_hr_zones' }
    const world = await settled({ sync_type: 'activities', from: '-30d' }, env)
    const run = world.simulator.life.activities().find(({ sport }) => sport.typeKey === 'running')!
    const client = await world.client()
    const shown = await client.activity({ params: { activity_id: run.id } })
    expect(shown.weather).toMatchObject({ temp_c: expect.any(Number), station: run.place.place })
    expect(shown.connect_laps.length).toBeGreaterThan(0)
    expect(shown.zones.every(({ low_boundary }) => typeof low_boundary === 'number')).toBe(true)
  }, 60_000)
})

describe('health snapshots', () => {
  it('come in one list; their samples are in the archive of the day, and cost a request only without one', async () => {
    const world = await settled({ sync_type: 'health', from: '-40d' })
    const asked = world.asked().filter((path) => path.includes('/wellnessactivity-service/'))
    const client = await world.client()
    const dates = world.simulator.life.days().slice(-41)
    const days = await Promise.all(dates.map((day) => client.healthDay({ params: { day } })))
    const taken = days.filter(({ health_snapshots }) => health_snapshots !== null)
    expect(taken.length).toBeGreaterThan(0)
    expect(taken[0]!.health_snapshots).toEqual([expect.objectContaining({ hr_avg: expect.any(Number) })])
    expect(asked).toEqual(['/wellnessactivity-service/activity/summary/list'])
  }, 60_000)
})

describe('samples as JSON', () => {
  it('add up to the totals of their day, cost nothing of archives, and events come with the summary', async () => {
    const world = await settled({ sync_type: 'health', from: '-6d' }, { GARMINSYNC_SAMPLES: 'json' })
    const asked = world.asked()
    expect(asked.filter((path) => path.includes('/files/wellness/'))).toEqual([])
    expect(asked.filter((path) => path.includes('bodyBattery/events'))).toEqual([])
    const { life } = world.simulator
    const client = await world.client()
    const worn = life
      .days()
      .slice(-7)
      .filter((date) => life.day(date).worn)
    for (const date of worn) {
      const truth = life.day(date as LocalDate)
      const day = await client.healthDay({ params: { day: date } })
      expect(day.steps?.steps, date).toBe(truth.wellness?.steps)
      expect(day.floors?.floors_up ?? 0, date).toBe(Math.floor(truth.wellness?.floorsUp ?? 0))
      expect(day.respiration?.resp_max, date).toBe(truth.wellness?.respirationMax)
      const minutes = (truth.wellness?.moderateMin ?? 0) + 2 * (truth.wellness?.vigorousMin ?? 0)
      expect(day.intensity?.minutes_doubled ?? 0, date).toBe(minutes)
      expect(day.naps?.length ?? 0, date).toBe(truth.naps.length)
      expect(day.body_events?.length ?? 0, date).toBe(
        (truth.sleep ? 1 : 0) + truth.activities.filter(({ manual, twinOf }) => !manual && !twinOf).length,
      )
    }
    const ofDays = asked.filter((path) => /wellness\/(daily|floors)|hrv-service\/hrv\/\d|sleep\/naps/.test(path))
    const perDay = ofDays.length / worn.length
    // Heart rate, stress, respiration, steps, floors, intensity, movement, HRV and the night; no blood oxygen at home.
    expect(perDay).toBeLessThanOrEqual(9)
    process.stdout.write(`samples as JSON: ${perDay.toFixed(1)} requests a day of ${worn.length}\n`)
  }, 60_000)
})
