import { expect, test } from 'vitest'
import { addDays } from '../domain/index.ts'
import { signIn, withSimulator } from './test-support.ts'

type Dto = Record<string, unknown>
const dn = encodeURIComponent('lena.läufer-77')

test('gear, its totals, its activities and its defaults speak of the same shoes and bikes', () =>
  withSimulator({}, async (simulator) => {
    const { json, get } = await signIn(simulator)
    const owned = await json<Dto[]>('/gear-service/gear/filterGear?userProfilePk=70010001')
    expect(owned.map(({ gearStatusName }) => gearStatusName)).toEqual(['retired', 'active', 'active', 'active'])
    const seen = new Set<unknown>()
    for (const { uuid, gearStatusName } of owned) {
      const rows = await json<Dto[]>(`/activitylist-service/activities/${uuid}/gear?start=0&limit=1000`)
      expect(rows.length).toBeGreaterThan(2)
      for (const row of rows) {
        expect(seen).not.toContain(row.activityId)
        seen.add(row.activityId)
      }
      const totals = await get(`/gear-service/gear/stats/${uuid}`)
      expect(totals.status).toBe(gearStatusName === 'retired' ? 404 : 200)
      if (gearStatusName === 'retired') continue
      const { totalDistance, totalActivities } = (await totals.json()) as Dto
      expect(totalActivities).toBe(rows.length)
      expect(totalDistance).toBeCloseTo(
        rows.reduce((sum, row) => sum + Number(row.distance), 0),
        0,
      )
    }
    const active = owned.filter((one) => one.gearStatusName === 'active').map(({ uuid }) => uuid)
    const defaults = await json<Dto[]>('/gear-service/gear/user/70010001/activityTypes')
    expect(new Set(defaults.map(({ uuid }) => uuid))).toEqual(new Set(active))
    expect((await get('/gear-service/gear/filterGear?userProfilePk=1')).status).toBe(403)
    expect((await get('/gear-service/gear/filterGear')).status).toBe(400)
  }))

test('personal records name activities of the list, and their names come from the types', () =>
  withSimulator({}, async (simulator) => {
    const { json, get } = await signIn(simulator)
    const records = await json<Dto[]>(`/personalrecord-service/personalrecord/prs/${dn}`)
    const types = await json<Dto[]>(`/personalrecord-service/personalrecordtype/prtypes/${dn}`)
    expect(records.length).toBeGreaterThan(2)
    for (const { typeId, activityName, prStartTimeGmt } of records) {
      expect(types.map(({ id }) => id)).toContain(typeId)
      const activity = simulator.life.activities().find(({ startUtc }) => startUtc === prStartTimeGmt)
      expect(activity?.name).toBe(activityName)
    }
    const longest = records.find(({ typeId }) => typeId === 7)
    const runs = simulator.life.activities().filter(({ sport, manual }) => sport.typeKey === 'running' && !manual)
    expect(longest?.value).toBe(Math.max(...runs.map(({ distanceM }) => distanceM ?? 0)))
    expect((await get('/personalrecord-service/personalrecord/prs/stranger')).status).toBe(403)
  }))

test('what was done on schedule is in list, schedule and calendar alike', () =>
  withSimulator({}, async (simulator) => {
    const { json, graphql } = await signIn(simulator)
    const { life } = simulator
    const end = life.today()
    const start = addDays(end, -30)
    const ask = (from: string, to: string) =>
      graphql(`query{workoutScheduleSummariesScalar(startDate:"${from}",endDate:"${to}")}`)
    const rows = (await ask(start, end)).data?.workoutScheduleSummariesScalar as Dto[]
    const done = life.activities().filter(({ workoutId, date }) => workoutId !== null && date >= start)
    expect(done.length).toBeGreaterThan(0)
    expect(rows.filter((row) => row.associatedActivityId !== null).map((row) => row.scheduleDate)).toEqual(
      done.map(({ date }) => date).sort(),
    )
    const ahead = (await ask(addDays(end, 1), addDays(end, 31))).data?.workoutScheduleSummariesScalar as Dto[]
    expect(ahead).toHaveLength(4)
    expect(await ask(start, addDays(end, 31))).toMatchObject({ errors: [{}] })
    for (const row of rows)
      expect(await json(`/workout-service/schedule/${row.scheduledWorkoutId}`)).toMatchObject({
        workoutScheduleId: row.scheduledWorkoutId,
        calendarDate: row.scheduleDate,
      })
    const month = await json<{ calendarItems: Dto[] }>('/calendar-service/year/2026/month/8')
    const planned = month.calendarItems.filter(({ itemType }) => itemType === 'workout').map(({ id }) => id)
    const wanted = [...rows, ...ahead].filter((row) => String(row.scheduleDate).startsWith('2026-09'))
    expect(planned).toEqual(wanted.map((row) => row.scheduledWorkoutId))
  }))

test('the calendar counts months from 0 and holds activities, weigh-ins and races', () =>
  withSimulator({}, async (simulator) => {
    const { json, get } = await signIn(simulator)
    const { calendarItems } = await json<{ calendarItems: Dto[] }>('/calendar-service/year/2026/month/7')
    for (const { date } of calendarItems) expect(date).toMatch(/^2026-08/)
    const of = (type: string) => calendarItems.filter(({ itemType }) => itemType === type)
    const august = ({ date }: { date: string }) => date.startsWith('2026-08')
    expect(of('activity')).toHaveLength(simulator.life.activities().filter(august).length)
    expect(of('weight')).toHaveLength(simulator.life.weighIns().filter(august).length)
    expect(of('event')).toMatchObject([{ date: '2026-08-09', title: 'Seedorf-Triathlon 2026', isRace: true }])
    expect((await get('/calendar-service/year/2026/month/12')).status).toBe(400)
  }))

test('lists of goals, badges and challenges are told apart by their state, and virtual challenges count from 1', () =>
  withSimulator({}, async (simulator) => {
    const { json, get, graphql } = await signIn(simulator)
    const goals = (status: string) => json<Dto[]>(`/goal-service/goal/goals?status=${status}&start=0&limit=100`)
    const all = [...(await goals('active')), ...(await goals('future')), ...(await goals('past'))]
    expect(all.map(({ goalName }) => goalName).filter(Boolean)).toHaveLength(3)
    const scalar = (await graphql('query{userGoalsScalar}')).data?.userGoalsScalar as Dto[]
    expect(new Set(scalar.map(({ userGoalPk }) => userGoalPk))).toEqual(
      new Set(all.map(({ userGoalPk }) => userGoalPk)),
    )
    const earned = await json<Dto[]>('/badge-service/badge/earned')
    const open = await json<Dto[]>('/badge-service/badge/available?showExclusiveBadge=true')
    expect(earned.every((badge) => badge.badgeEarnedDate !== null)).toBe(true)
    expect(open.every((badge) => badge.badgeEarnedDate === null)).toBe(true)
    const virtual = '/badgechallenge-service/virtualChallenge/inProgress'
    expect(await json(`${virtual}?start=1&limit=20`)).toHaveLength(1)
    expect((await get(`${virtual}?start=0&limit=20`)).status).toBe(400)
    const challenges = (state: string) =>
      json<Dto[]>(`/badgechallenge-service/badgeChallenge/${state}?start=0&limit=20`)
    const [open_] = await challenges('non-completed')
    expect(await challenges('completed')).toHaveLength(11)
    expect(await challenges('available')).toHaveLength(1)
    simulator.life.advance(30)
    expect((await challenges('completed')).map(({ uuid }) => uuid)).toContain(open_?.uuid)
    expect((await challenges('non-completed')).map(({ uuid }) => uuid)).not.toContain(open_?.uuid)
  }))

test('only who plays golf has rounds, and their holes add up', () =>
  withSimulator({}, async (simulator) => {
    const { json } = await signIn(simulator)
    const path = '/gcs-golfcommunity/api/v2/scorecard/summary?per-page=100&start=0'
    expect(await json(path)).toMatchObject({ scorecardSummaries: [], hasMoreRows: false })
    await withSimulator({ golfs: true }, async (golfer) => {
      const other = await signIn(golfer)
      const { scorecardSummaries: rounds } = await other.json<{ scorecardSummaries: Dto[] }>(path)
      expect(rounds.length).toBeGreaterThan(5)
      const { scorecardDetails } = await other.json<{ scorecardDetails: { scorecard: Dto & { holes: Dto[] } }[] }>(
        `/gcs-golfcommunity/api/v2/scorecard/detail?scorecard-ids=${rounds[0]?.id}&include-longest-shot-distance=true`,
      )
      const card = scorecardDetails[0]?.scorecard
      expect(card?.holes.reduce((sum, { strokes }) => sum + Number(strokes), 0)).toBe(rounds[0]?.strokes)
    })
  }))

test('devices have settings, one of them panels, and one is for training', () =>
  withSimulator({}, async (simulator) => {
    const { json, get } = await signIn(simulator)
    const registered = await json<Dto[]>('/device-service/deviceregistration/devices')
    for (const { deviceId, solarCapable } of registered) {
      const settings = '/device-service/deviceservice/device-info/settings'
      expect(await json(`${settings}/${deviceId}`)).toMatchObject({ deviceId })
      const solar = await get(`/web-gateway/solar/${deviceId}/2026-09-01/2026-09-20?singleDayView=false`)
      expect(solar.status).toBe(solarCapable ? 200 : 404)
    }
    expect(await json('/web-gateway/device-info/primary-training-device')).toMatchObject({
      PrimaryTrainingDevice: { deviceId: registered.find(({ primary }) => primary)?.deviceId },
    })
  }))

test('a plan’s detail is found under its kind alone, and its workouts are those of the library', () =>
  withSimulator({}, async (simulator) => {
    const { json, get, graphql } = await signIn(simulator)
    const { trainingPlanList } = await json<{ trainingPlanList: Dto[] }>('/trainingplan-service/trainingplan/plans')
    const id = trainingPlanList[0]?.trainingPlanId
    const { taskList } = await json<{ taskList: { taskWorkout: Dto }[] }>(
      `/trainingplan-service/trainingplan/phased/${id}`,
    )
    const known = simulator.life.workouts().map((workout) => workout.id)
    expect(taskList).toHaveLength(24)
    for (const { taskWorkout } of taskList) expect(known).toContain(taskWorkout.workoutId)
    expect((await get(`/trainingplan-service/trainingplan/fbt-adaptive/${id}`)).status).toBe(404)
    const events = await graphql(`query{myDayCardEventsScalar(timeZone:"UTC",date:"${simulator.life.today()}")}`)
    expect(events.data?.myDayCardEventsScalar).toMatchObject({
      eventMyDay: [{ eventName: 'Seedorf-Triathlon 2027', date: '2027-08-08' }],
    })
  }))
