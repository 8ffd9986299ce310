import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays, eachDay, type LocalDate } from '../../src/domain/index.ts'
import { createWorld, sync, type World } from '../support/world.ts'

/** What is off until it is named, as far as it is about the account. */
const optIn = [
  'personal_record_types',
  'training_plan_phased',
  'training_plan_adaptive',
  'profile_settings',
  'device_settings',
  'primary_training_device',
  'gear_defaults',
  'personal_information',
  'device_solar',
  'sync_timestamp',
  'badges_available',
  'challenges_badge',
  'challenges_open',
  'challenges_virtual',
  'challenges_available',
  'challenges_adhoc',
  'gear_stats',
]

type Row = Record<string, unknown>

async function rowsOf(world: World, table: string): Promise<Row[]> {
  const client = await world.client()
  const rows: Row[] = []
  for (let cursor: string | null = null; ; ) {
    const query = { limit: 500, ...(cursor === null ? {} : { cursor }) }
    const page = await client.healthTable({ params: { table }, query })
    rows.push(...page.items)
    cursor = page.next_cursor
    if (cursor === null) return rows
  }
}

const services = [
  ...['device-service', 'userprofile-service', 'biometric-service/(heartRateZones|powerZones)', 'web-gateway'],
  ...['personalrecord-service', 'goal-service', 'badge-service', 'badgechallenge-service', 'adhocchallenge-service'],
  ...['gear-service', 'activitylist-service/activities/[0-9a-f]{32}', 'course-service', 'gcs-golfcommunity'],
  ...['calendar-service', 'workout-service', 'trainingplan-service'],
]
const ours = new RegExp(`^/(${services.join('|')})(/|$)`)

/** Requests for the account since the last call: not those for activities and health. */
function accountRequests({ simulator }: World): string[] {
  const asked = simulator.requests.flatMap(({ path, body }) => {
    const field = /query\{(workoutScheduleSummariesScalar|myDayCardEventsScalar)/.exec(body ?? '')?.[1]
    if (field !== undefined) return [field]
    return ours.test(path) ? [path.replace(/(\/[0-9a-f]{32}|\/\d{6,}|lena[^/]*)/g, '/*')] : []
  })
  simulator.forget()
  return asked
}

describe('an account with everything switched on', () => {
  let world: World
  beforeAll(async () => {
    world = await createWorld({ golfs: true }, { GARMINSYNC_DATASETS: optIn.join(',') })
    await world.signIn()
    expect(await sync(world, { from: '-120d' })).toMatchObject({ status: 'completed', error_code: null })
  }, 120_000)
  afterAll(() => world.close())

  it('is asked for nothing that Garmin refuses, and nothing stays open', async () => {
    expect(world.simulator.violations).toEqual([])
    expect(world.simulator.requests.filter(({ status }) => status >= 400 && status !== 404)).toEqual([])
    const { items } = await (await world.client()).coverage({ query: {} })
    const wanted = new Set([
      ...optIn,
      'gear',
      'gear_activities',
      'goals',
      'calendar',
      'workout_schedule',
      'golf_scorecards',
    ])
    for (const row of items.filter(({ dataset }) => wanted.has(dataset)))
      expect(row, row.dataset).toMatchObject({ failed: 0, missing: 0 })
    expect(items.map(({ dataset }) => dataset)).toEqual(expect.arrayContaining([...wanted]))
  })

  it('has its settings, zones, devices and records as Garmin has them', async () => {
    expect(await rowsOf(world, 'account')).toMatchObject([
      { birth_date: '1988-04-17', unit_system: 'metric', height: 171, lactate_speed_mps: 3.4722125000000004 },
    ])
    expect(await rowsOf(world, 'heart_rate_zone')).toMatchObject([{ sport: 'DEFAULT', max_hr_bpm: 186, zone1_bpm: 93 }])
    expect(await rowsOf(world, 'power_zone')).toMatchObject([{ sport: 'CYCLING', ftp_w: 214 }])
    const devices = await rowsOf(world, 'device')
    expect(devices.map((row) => [row.name, row.primary_training]).sort()).toEqual([
      ['Edge 840', false],
      ['Forerunner 965', true],
    ])
    const settings = await rowsOf(world, 'device_setting')
    expect(new Set(settings.map((row) => row.device_id))).toEqual(new Set(devices.map((row) => row.device_id)))
    expect(await rowsOf(world, 'account_setting')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ source: 'profile_settings', name: 'time_zone', value: 'Europe/Berlin' }),
        expect.objectContaining({ source: 'personal_information', name: 'user_info.country_code', value: 'DE' }),
      ]),
    )
    const records = await rowsOf(world, 'personal_record')
    const types = await rowsOf(world, 'personal_record_type')
    const known = world.simulator.life.activities().map(({ id }) => id as string)
    for (const { activity_id, type_id } of records) {
      expect(known).toContain(activity_id)
      expect(types.map((row) => row.type_id)).toContain(type_id)
    }
    expect((await rowsOf(world, 'device_solar')).length).toBeGreaterThan(0)
  })

  it('has gear with its totals, and every activity shows what it was done with', async () => {
    const gear = await rowsOf(world, 'gear')
    expect(gear.map((row) => row.status).sort()).toEqual(['active', 'active', 'active', 'retired'])
    const links = await rowsOf(world, 'activity_gear')
    const client = await world.client()
    for (const { gear_uuid, total_activities } of gear)
      expect(links.filter((link) => link.gear_uuid === gear_uuid)).toHaveLength(total_activities as number)
    expect((await rowsOf(world, 'gear_default')).map((row) => row.activity_type_id).sort()).toEqual([1, 2, 3, 6])
    const ride = world.simulator.life
      .activities()
      .find(({ sport, twinOf }) => sport.typeKey === 'cycling' && twinOf === null)
    const shown = await client.activity({ params: { activity_id: ride!.id } })
    expect(shown.gear).toMatchObject([{ make: 'Canyon', type: 'Bike' }])
  })

  it('has goals, badges and challenges by their state, and nobody else’s name in any row', async () => {
    const goals = await rowsOf(world, 'goal')
    expect(new Set(goals.map((row) => row.status))).toEqual(new Set(['active', 'future', 'past']))
    const badges = await rowsOf(world, 'badge')
    expect(badges.map((row) => row.is_earned)).toEqual(expect.arrayContaining([true, false]))
    const challenges = await rowsOf(world, 'challenge')
    const states = challenges.map((row) => row.state)
    expect(new Set(states)).toEqual(new Set(['available', 'completed', 'in-progress', 'open', 'past']))
    expect(JSON.stringify([badges, challenges])).not.toMatch(/Beispiel/)
  })

  it('has rounds of golf whose holes add up, courses, and the next race', async () => {
    const rounds = await rowsOf(world, 'golf_round')
    const holes = await rowsOf(world, 'golf_hole')
    // Older rounds are listed as well; what is before the first day wanted is not asked for hole by hole.
    const wanted = rounds.filter((round) => holes.some((hole) => hole.scorecard_id === round.scorecard_id))
    expect(wanted.length).toBeGreaterThan(2)
    expect(rounds.length).toBeGreaterThan(wanted.length)
    for (const { scorecard_id, strokes } of wanted) {
      const of = holes.filter((hole) => hole.scorecard_id === scorecard_id)
      expect(of.reduce((sum, hole) => sum + Number(hole.strokes), 0)).toBe(strokes)
    }
    expect((await rowsOf(world, 'course')).map((row) => row.name)).toContain('Seerunde & zurück')
    expect(await rowsOf(world, 'event')).toMatchObject([{ name: expect.stringContaining('Seedorf-Triathlon') }])
  })

  it('has the calendar of its months, the schedule of the weeks to come, and the plan', async () => {
    const { life } = world.simulator
    const items = await rowsOf(world, 'calendar_item')
    const first = items.map((row) => String(row.date)).sort()[0] as LocalDate
    const activities = items.filter((row) => row.item_type === 'activity').map((row) => row.item_id)
    expect(activities.sort()).toEqual(
      life
        .activities()
        .filter(({ date }) => date >= first)
        .map(({ id }) => id)
        .sort(),
    )
    const schedule = await rowsOf(world, 'workout_schedule')
    expect(schedule.filter((row) => String(row.date) > life.today())).toHaveLength(4)
    expect(schedule.length).toBeGreaterThan(6)
    const { schedule: planned } = await (await world.client()).workout({ params: { workout_id: '910000001' } })
    expect(planned.length).toBeGreaterThan(2)
    const tasks = await rowsOf(world, 'training_plan_task')
    expect(tasks).toHaveLength(24)
    expect(await rowsOf(world, 'training_plan')).toMatchObject([{ plan_id: '44000001', category: 'PHASED', weeks: 12 }])
  })

  it('moves a challenge from one list to the other without losing its row', async () => {
    const stateOf = async (id: unknown) =>
      (await rowsOf(world, 'challenge')).find((row) => row.challenge_id === id)?.state ?? null
    const before = await rowsOf(world, 'challenge')
    const open = before.find((row) => row.state === 'open')?.challenge_id
    const next = before.find((row) => row.state === 'available')?.challenge_id
    // Into the next month, and far enough for lists that are looked over every seven days.
    const left = 32 - Number(world.simulator.life.today().slice(8))
    world.simulator.life.advance(left < 8 ? left + 10 : left)
    expect(await sync(world, { sync_type: 'profile' })).toMatchObject({ status: 'completed', error_code: null })
    expect([await stateOf(open), await stateOf(next)]).toEqual(['completed', 'open'])
    expect(world.simulator.violations).toEqual([])
  })
})

describe('the requests for the account', () => {
  let world: World
  beforeAll(async () => {
    world = await createWorld()
    await world.signIn()
    expect(await sync(world, { from: '-89d' })).toMatchObject({ status: 'completed', error_code: null })
  }, 120_000)
  afterAll(() => world.close())

  it('are 17 for a first sync, one a month of the calendar, one a piece of gear, a workout', () => {
    const asked = accountRequests(world)
    const of = (pattern: RegExp) => asked.filter((path) => pattern.test(path)).length
    const { life } = world.simulator
    const months = new Set([...eachDay(addDays(life.today(), -89), life.today())].map((day) => day.slice(0, 7))).size
    expect(of(/^\/calendar-service/)).toBe(months)
    expect(of(/\/gear$/)).toBe(4)
    expect(of(/workout-service\/workout\//)).toBe(7)
    expect(asked.length - months - 4 - 7).toBe(17)
  })

  it('are two in a night with a new activity: the library and the schedule', async () => {
    world.simulator.life.advance(1)
    world.simulator.life.addActivity({ name: 'After work' })
    expect(await sync(world)).toMatchObject({ status: 'completed', error_code: null })
    expect(accountRequests(world).sort()).toEqual([
      '/device-service/deviceservice/mylastused',
      '/workout-service/workouts',
      'workoutScheduleSummariesScalar',
    ])
  })

  it('come back once a week, and bring the links of new activities', async () => {
    world.simulator.life.advance(7)
    const run = world.simulator.life.addActivity({ name: 'With shoes' })
    expect(await sync(world)).toMatchObject({ status: 'completed', error_code: null })
    const asked = accountRequests(world)
    expect(asked).toEqual(expect.arrayContaining(['/gear-service/gear/filterGear', '/badge-service/badge/earned']))
    const client = await world.client()
    expect((await client.activity({ params: { activity_id: run.id } })).gear).toMatchObject([{ make: 'Saucony' }])
  })
})

describe('a Garmin that knows none of the requests that nobody has proven', () => {
  let world: World
  beforeAll(async () => {
    world = await createWorld()
    await world.signIn()
  })
  afterAll(() => world.close())

  it('makes no run fail, is told of, and is asked again only when the lists are looked over', async () => {
    const { faults, life } = world.simulator
    faults.add({
      kind: 'no-such-address',
      match: '/(gear|goal|calendar|badge|course|golf|powerZones)',
      times: null,
    })
    expect(await sync(world, { from: '-20d' })).toMatchObject({ status: 'completed', error_code: null })
    const client = await world.client()
    const { items } = await client.coverage({ query: {} })
    for (const dataset of ['gear', 'goals', 'calendar', 'badges_earned', 'courses', 'golf_scorecards', 'power_zones'])
      expect(items.find((row) => row.dataset === dataset)).toMatchObject({ present: 0, failed: 0, missing: 0 })
    accountRequests(world)
    life.advance(1)
    life.addActivity({ name: 'Next day' })
    expect(await sync(world)).toMatchObject({ status: 'completed', error_code: null })
    expect(accountRequests(world).sort()).toEqual([
      '/device-service/deviceservice/mylastused',
      '/workout-service/workouts',
      'workoutScheduleSummariesScalar',
    ])
    // What Garmin begins to answer is fetched a week later.
    faults.clear()
    life.advance(8)
    expect(await sync(world)).toMatchObject({ status: 'completed', error_code: null })
    expect((await rowsOf(world, 'gear')).length).toBeGreaterThan(0)
    expect((await rowsOf(world, 'calendar_item')).length).toBeGreaterThan(0)
    expect((await rowsOf(world, 'activity_gear')).length).toBeGreaterThan(0)
  })
})
