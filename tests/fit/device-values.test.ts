import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createWorld, sync, type World } from '../support/world.ts'

describe('what a watch writes into its files', () => {
  let world: World
  beforeAll(async () => {
    world = await createWorld({ years: 1, mfa: 'none', now: () => Date.parse('2026-02-20T18:00:00Z') })
    await world.signIn()
    await sync(world, { sync_type: 'health', from: '-14d' })
  })
  afterAll(() => world.close())

  test('is shown beside what Garmin says, for each of two weeks, and differs from it only where the person did', async () => {
    const client = await world.client()
    const { life } = world.simulator
    let [days, nights] = [0, 0]
    for (const date of life.days().slice(-14, -1)) {
      const { wellness, sleep, hrv } = life.day(date)
      if (wellness === null) continue
      days++
      const day = await client.healthDay({ params: { day: date } })
      expect(day.device_day, date).toMatchObject({
        steps: wellness.steps,
        kcal_active: Math.round(wellness.kcalActive),
        hr_resting: wellness.hrResting,
        hr_resting_7d: wellness.hrResting7d,
        by_activity: { walking: { steps: wellness.steps } },
      })
      if (sleep !== null) {
        nights++
        expect(day.device_night, date).toMatchObject({ score: sleep.score, awakenings: sleep.awakeCount })
      }
      if (hrv !== null)
        expect(day.device_night, date).toMatchObject({
          hrv_last_night_avg: hrv.lastNightAvg,
          hrv_weekly_avg: hrv.weeklyAvg,
        })
      for (const { measure, device, garmin } of day.differences) expect(device, `${date} ${measure}`).not.toBe(garmin)
      expect(day.differences.map(({ measure }) => measure)).not.toContain('steps')
    }
    expect([days > 5, nights > 5]).toEqual([true, true])
  })

  test('is added up by hour of the day', async () => {
    const client = await world.client()
    const found = await client.healthIntraday({ query: { metric: 'heart_rate', from: '-14d' } })
    expect(found.days).toBeGreaterThan(5)
    const mean = (from: number, to: number) => {
      const hours = found.hours.filter(({ hour }) => hour >= from && hour < to)
      return hours.reduce((sum, { avg }) => sum + (avg ?? 0), 0) / hours.length
    }
    // The person sleeps at night, where they live.
    expect(mean(1, 5)).toBeLessThan(mean(10, 20) - 5)
  })
})
