import { describe, expect, test } from 'vitest'
import { parseLocalDate } from '../../src/domain/index.ts'
import { createDayFormat } from '../format/day.ts'
import { type DayBounds, hourTicks, offsetAt } from './day-clock.ts'
import { dayTicks } from './day-ticks.ts'

const write = createDayFormat('en-GB')
const labels = (from: string, to: string, most?: number) =>
  dayTicks(parseLocalDate(from), parseLocalDate(to), write, most === undefined ? {} : { most }).map(
    ({ label }) => label,
  )
const hour = 3_600_000

describe('an axis of days', () => {
  test('has Mondays to 45 days', () => {
    expect(labels('2026-10-26', '2026-11-23')).toEqual(['26 Oct', '2 Nov', '9 Nov', '16 Nov', '23 Nov'])
  })
  test('has months to 13 months, and January is the year', () => {
    expect(labels('2025-11-24', '2026-03-23')).toEqual(['Dec', '2026', 'Feb', 'Mar'])
  })
  test('has quarters to 3 years, then years', () => {
    expect(labels('2024-11-24', '2026-02-23')).toEqual(['2025', 'Apr', 'Jul', 'Oct', '2026'])
    expect(labels('2017-01-09', '2020-11-23')).toEqual(['2018', '2019', '2020'])
  })
  test('leaves labels out where there is little room, never the newest', () => {
    const ticks = dayTicks(parseLocalDate('2025-11-24'), parseLocalDate('2026-11-23'), write, { most: 6 })
    expect(ticks.map(({ day }) => day.slice(0, 7))).toEqual([
      '2026-01',
      '2026-03',
      '2026-05',
      '2026-07',
      '2026-09',
      '2026-11',
    ])
  })
})

describe('a day on the clock', () => {
  const plain: DayBounds = {
    start: Date.UTC(2026, 10, 22, 23),
    end: Date.UTC(2026, 10, 23, 23),
    offsets: [{ at: Date.UTC(2026, 10, 22, 23), offset_s: 3600 }],
  }
  test('has 24 hours', () => {
    const ticks = hourTicks(plain)
    expect(ticks.map(({ label }) => label)).toEqual([
      '00:00',
      '02:00',
      '04:00',
      '06:00',
      '08:00',
      '10:00',
      '12:00',
      '14:00',
      '16:00',
      '18:00',
      '20:00',
      '22:00',
      '24:00',
    ])
    expect(ticks.every(({ again }) => !again)).toBe(true)
  })
  test('has 23 hours in spring, and the hour that the clock left out is not there', () => {
    const change = Date.UTC(2026, 2, 29, 1)
    const start = Date.UTC(2026, 2, 28, 23)
    const day = {
      start,
      end: start + 23 * hour,
      offsets: [
        { at: start, offset_s: 3600 },
        { at: change, offset_s: 7200 },
      ],
    }
    const ticks = hourTicks(day, 1)
    expect(ticks).toHaveLength(24)
    expect(ticks.map(({ label }) => label)).not.toContain('02:00')
    expect(ticks.at(-2)?.label).toBe('23:00')
    expect([offsetAt(day, change - 1), offsetAt(day, change)]).toEqual([3600, 7200])
  })
  test('has 25 hours in autumn, and the repeated hour says so', () => {
    const change = Date.UTC(2026, 9, 25, 1)
    const start = Date.UTC(2026, 9, 24, 22)
    const day = {
      start,
      end: start + 25 * hour,
      offsets: [
        { at: start, offset_s: 7200 },
        { at: change, offset_s: 3600 },
      ],
    }
    const ticks = hourTicks(day)
    expect(ticks.filter(({ again }) => again).map(({ label, at }) => [label, at])).toEqual([['02:00', change]])
    expect(ticks.map(({ label }) => label).slice(0, 4)).toEqual(['00:00', '02:00', '02:00', '04:00'])
  })
  test('follows a flight over the date line', () => {
    const start = Date.UTC(2026, 5, 1, 12)
    const landed = start + 8 * hour
    const day = {
      start,
      end: start + 24 * hour,
      offsets: [
        { at: start, offset_s: 43_200 },
        { at: landed, offset_s: -36_000 },
      ],
    }
    expect(hourTicks(day, 4).find(({ at }) => at === landed)?.label).toBeUndefined()
    expect(hourTicks(day, 2).find(({ at }) => at === landed)?.label).toBe('10:00')
  })
})
