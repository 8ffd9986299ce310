import { expect, test } from 'vitest'
import { signIn, withSimulator } from './test-support.ts'

type Dto = Record<string, unknown>
const sum = (values: readonly unknown[]) => values.reduce((total: number, value) => total + Number(value ?? 0), 0)

test('laps and lengths add up to their activity, zones to its time, sets to what the list says of them', () =>
  withSimulator({}, async (simulator) => {
    const { json } = await signIn(simulator)
    const rows = await json<Dto[]>('/activitylist-service/activities/search/activities?start=0&limit=1000')
    const seen = new Set<string>()
    for (const activity of simulator.life.activities().slice(0, 60)) {
      const path = `/activity-service/activity/${activity.id}`
      const { lapDTOs: laps } = await json<{ lapDTOs: (Dto & { lengthDTOs: Dto[] })[] }>(`${path}/splits`)
      if (activity.legs.length === 0) {
        expect(sum(laps.map((lap) => lap.distance))).toBeCloseTo(activity.distanceM ?? 0, 1)
        expect(sum(laps.map((lap) => lap.duration))).toBeCloseTo(activity.timerS, 2)
        expect(sum(laps.map((lap) => lap.calories))).toBe(activity.kcal)
      }
      const lengths = laps.flatMap((lap) => lap.lengthDTOs)
      if (lengths.length > 0) expect(sum(lengths.map((length) => length.distance))).toBe(activity.distanceM)
      const zones = await json<Dto[]>(`${path}/hrTimeInZones`)
      if (zones.length > 0) expect(sum(zones.map((zone) => zone.secsInZone))).toBeCloseTo(activity.timerS, 1)
      const { exerciseSets: sets } = await json<{ exerciseSets: Dto[] | null }>(`${path}/exerciseSets`)
      const row = rows.find((one) => one.activityName === activity.name && one.beginTimestamp === activity.startUtc)
      const listed = (row?.summarizedExerciseSets ?? []) as Dto[]
      expect(sum((sets ?? []).map((set) => set.repetitionCount))).toBe(sum(listed.map((one) => one.reps)))
      if (sets !== null) seen.add('sets')
      if (lengths.length > 0) seen.add('lengths')
      if (zones.length > 0) seen.add('zones')
    }
    expect([...seen].sort()).toEqual(['lengths', 'sets', 'zones'])
  }))

test('the weather is in °F and miles an hour outside, and null indoors', () =>
  withSimulator({}, async (simulator) => {
    const { json } = await signIn(simulator)
    const activities = simulator.life.activities()
    const [run, yoga] = ['running', 'yoga'].map((type) => activities.find(({ sport }) => sport.typeKey === type))
    const outside = await json(`/activity-service/activity/${run?.id}/weather`)
    expect(outside).toMatchObject({ temp: expect.any(Number), windSpeed: expect.any(Number) })
    expect(Number(outside.temp)).toBeGreaterThan(20)
    expect(await json(`/activity-service/activity/${yoga?.id}/weather`)).toMatchObject({ temp: null, issueDate: null })
  }))

test('the tree of types holds the type and the parent of every activity', () =>
  withSimulator({}, async (simulator) => {
    const { json } = await signIn(simulator)
    const tree = await json<Dto[]>('/activity-service/activity/activityTypes')
    const ids = new Set(tree.map(({ typeId }) => typeId))
    for (const { sport } of simulator.life.activities())
      expect([ids.has(sport.typeId), ids.has(sport.parentTypeId)]).toEqual([true, true])
    expect(ids.size).toBe(tree.length)
  }))

test('sets that were corrected change the row of the list and the date of the last edit, and not the file', () =>
  withSimulator({}, async (simulator) => {
    const { json, get } = await signIn(simulator)
    const { life } = simulator
    const lifted = life.activities().find(({ sport, manual }) => sport.typeKey === 'strength_training' && !manual)
    const id = lifted?.id ?? ''
    const read = async () => ({
      sets: await json<{ exerciseSets: Dto[] }>(`/activity-service/activity/${id}/exerciseSets`),
      summary: await json<{ metadataDTO: Dto }>(`/activity-service/activity/${id}`),
      file: Buffer.from(await (await get(`/download-service/files/activity/${id}`)).arrayBuffer()).toString('base64'),
    })
    const before = await read()
    expect(life.correctSets(id, 4)).toBe(true)
    const after = await read()
    expect(after.sets.exerciseSets[0]?.repetitionCount).toBe(12)
    expect(after.summary.metadataDTO.lastUpdateDate).not.toBe(before.summary.metadataDTO.lastUpdateDate)
    expect(after.file).toBe(before.file)
  }))
