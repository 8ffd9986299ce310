import { describe, expect, test } from 'vitest'
import type { LocalDate } from '../../domain/index.ts'
import { createLife } from './life.ts'
import type { DayTruth } from './types.ts'

const now = Date.UTC(2026, 8, 20, 13, 0)
const make = (years = 3) => createLife({ seed: 7, years, now: () => now })
const life = make()
const days: readonly DayTruth[] = life.days().map((date) => life.day(date))
const hours = (day: DayTruth) => (day.endUtc - day.startUtc) / 3_600_000

describe('one invented person with three years of consistent life (rest days, no-wear days, a journey over time zones, daylight saving, late sleep, several sports, manual entries without file, ids beyond 2^53)', () => {
  test('three years of life have about four activities a week, several sports, and days of rest', () => {
    const activities = life.activities()
    expect(activities.length / (days.length / 7)).toBeGreaterThan(3)
    expect(activities.length / (days.length / 7)).toBeLessThan(5)
    const types = new Set(activities.map(({ sport }) => sport.typeKey))
    for (const type of [
      'running',
      'trail_running',
      'cycling',
      'lap_swimming',
      'strength_training',
      'yoga',
      'hiking',
      'multi_sport',
    ])
      expect(types).toContain(type)
    expect(activities.some(({ manual }) => manual)).toBe(true)
    expect(new Set(activities.map(({ id }) => id)).size).toBe(activities.length)
    expect(days.filter((day) => day.activities.length === 0).length).toBeGreaterThan(300)
  })

  test('some activities share their start, some ids are beyond 2^53, some names need care', () => {
    const starts = life.activities().map(({ startUtc }) => startUtc)
    expect(new Set(starts).size).toBeLessThan(starts.length)
    expect(life.activities().some(({ id }) => BigInt(id) > 2n ** 53n)).toBe(true)
    const names = life
      .activities()
      .map(({ name }) => name)
      .join(' ')
    expect(names).toMatch(/"/)
    expect(names).toMatch(/[äöüß]/)
    expect(names).toMatch(/\p{Emoji_Presentation}/u)
  })

  test('days follow one another without gaps, and have 23 or 25 hours at the changes of the clock', () => {
    for (const [index, day] of days.entries()) expect(days[index + 1]?.startUtc ?? day.endUtc).toBe(day.endUtc)
    const of = (date: string) => days.find((day) => day.date === date) as DayTruth
    expect(hours(of('2024-03-31'))).toBe(23)
    expect(hours(of('2024-10-27'))).toBe(25)
    expect(hours(of('2025-03-09'))).toBe(23) // abroad, where summer time begins earlier
  })

  test('there is a journey of two weeks to another zone each year', () => {
    expect(days.filter((day) => day.zone === 'America/Denver')).toHaveLength(14)
    expect(days.filter((day) => day.zone === 'Asia/Tokyo')).toHaveLength(28)
    expect(hours(days.find((day) => day.date === '2025-03-04') as DayTruth)).toBe(32)
  })

  test('days without the watch have no wellness, no night, and nothing recorded', () => {
    const bare = days.filter((day) => !day.worn)
    expect(bare.length).toBeGreaterThan(10)
    for (const day of bare) {
      expect([day.wellness, day.sleep, day.hrv]).toEqual([null, null, null])
      expect(day.activities.every(({ manual }) => manual)).toBe(true)
    }
  })

  test('nights end on their own day, begin late now and then, and never overlap what was done', () => {
    const nights = days.flatMap((day) => (day.sleep ? [{ day, night: day.sleep }] : []))
    expect(nights.some(({ day, night }) => night.startUtc > day.startUtc)).toBe(true)
    for (const { day, night } of nights) {
      expect(night.endUtc).toBeGreaterThan(day.startUtc)
      expect(night.endUtc).toBeLessThan(day.endUtc)
      const first = day.activities[0]
      if (first) expect(first.startUtc).toBeGreaterThan(night.endUtc)
    }
    expect(days.some((day) => day.worn && !day.sleep)).toBe(true)
    expect(days.some((day) => day.naps.length > 0)).toBe(true)
  })

  test('the HRV baseline is null in the first three weeks only', () => {
    const early = days.slice(0, 21).flatMap((day) => (day.hrv ? [day.hrv] : []))
    expect(early.every((hrv) => hrv.baseline === null && hrv.status === 'NONE')).toBe(true)
    expect(days.slice(21).every((day) => day.hrv === null || day.hrv.baseline !== null)).toBe(true)
  })

  test('steps and heart rate of a day cover those of its activities', () => {
    for (const day of days) {
      if (!day.wellness) continue
      const recorded = day.activities.filter(({ manual, twinOf }) => !manual && !twinOf)
      expect(day.wellness.steps).toBeGreaterThanOrEqual(recorded.reduce((sum, { steps }) => sum + (steps ?? 0), 0))
      for (const activity of recorded) expect(day.wellness.hrMax).toBeGreaterThanOrEqual(activity.maxHr ?? 0)
      if (day.sleep) expect(day.wellness.hrMin).toBeLessThanOrEqual(day.wellness.hrResting + 2)
      const { stress } = day.wellness
      expect(
        stress.restS + stress.lowS + stress.mediumS + stress.highS + stress.activityS + stress.uncategorizedS,
      ).toBe(stress.totalS)
    }
  })

  test('weigh-ins come about weekly, twice on some days', () => {
    const weighIns = life.weighIns()
    expect(weighIns.length / (days.length / 7)).toBeGreaterThan(0.6)
    expect(new Set(weighIns.map(({ date }) => date)).size).toBeLessThan(weighIns.length)
  })

  test('nothing exists before the life began or after today', () => {
    expect(life.day('2020-01-01' as LocalDate)).toMatchObject({ worn: false, activities: [], weighIns: [] })
    expect(life.day('2030-01-01' as LocalDate)).toMatchObject({ worn: false, activities: [], weighIns: [] })
  })

  test('a shorter life tells the same of the days it has', () => {
    const date = '2026-08-01' as LocalDate
    expect(make(1).day(date)).toEqual(life.day(date))
  })

  test('today is partial until the next upload', () => {
    const own = make(1)
    const today = own.today()
    const before = own.day(today)
    expect(before.elapsedS).toBeLessThan(86_400)
    expect(own.samples(today).heartRate.length).toBe(Math.ceil(before.elapsedS / 120))
    own.advance(1)
    expect(own.day(today).wellness?.steps).toBeGreaterThan(before.wellness?.steps ?? 0)
    expect(own.day(today).elapsedS).toBe(86_400)
  })

  test('a watch left unsynced shows nothing new until it uploads', () => {
    const own = make(1)
    own.advance(3, { upload: false })
    const yesterday = own.days().at(-2) as LocalDate
    expect(own.day(yesterday).wellness).toBeNull()
    const before = own.lastUpload()
    own.upload()
    expect(own.lastUpload()).toBeGreaterThan(before)
    expect(own.day(yesterday).wellness).not.toBeNull()
  })

  test('what is changed afterwards shows in list and day, and nowhere else', () => {
    const own = make(1)
    const [first, second] = own.activities()
    const added = own.addActivity({ type: 'yoga', name: 'Neu "✨"' })
    expect(own.activities()[0]?.id).toBe(added.id)
    expect(own.lastUpload()).toBeGreaterThan(now - 25 * 60_000)
    expect(own.rename(first?.id ?? '', 'Anders')).toBe(true)
    expect(own.activity(first?.id ?? '')?.name).toBe('Anders')
    expect(own.deleteActivity(second?.id ?? '')).toBe(true)
    expect(own.activity(second?.id ?? '')).toBeNull()
    expect(own.deleteActivity('1')).toBe(false)
    const ids = Array.from({ length: 12 }, () => own.addActivity().id)
    expect(new Set(ids).size).toBe(12)

    const weighIn = own.addWeighIn()
    expect(own.weighIns()).toContainEqual(weighIn)
    expect(own.deleteWeighIn(weighIn.samplePk)).toBe(true)
    expect(own.weighIns()).not.toContainEqual(weighIn)

    const date = '2026-08-01' as LocalDate
    const steps = own.day(date).wellness?.steps ?? 0
    own.changeDay(date)
    expect(own.day(date).wellness?.steps).toBe(steps + 500)
  })
})
