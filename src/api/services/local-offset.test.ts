import { describe, expect, test } from 'vitest'
import type { LocalDate } from '../../domain/index.ts'
import { offsetOfDay } from './local-offset.ts'

const hour = 3_600_000
const hoursOf = (zone: string, at: number) =>
  Number(new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', hourCycle: 'h23' }).format(at))
/** Milliseconds from UTC to the zone's wall clock. */
function offsetIn(zone: string, at: number): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at)
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value)
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second')) - at
}
/** The instant of a local midnight. */
function midnightIn(zone: string, day: string): number {
  const guess = Date.parse(`${day}T00:00:00Z`)
  return guess - offsetIn(zone, guess - offsetIn(zone, guess))
}

describe('the local offset through a day', () => {
  test.each([
    ['Europe/Berlin', '2026-03-29', '2026-03-30', 23],
    ['Europe/Berlin', '2026-10-25', '2026-10-26', 25],
    ['Europe/London', '2026-03-29', '2026-03-30', 23],
    ['Europe/London', '2026-10-25', '2026-10-26', 25],
    ['Europe/Helsinki', '2026-03-29', '2026-03-30', 23],
    ['America/New_York', '2026-03-08', '2026-03-09', 23],
    ['America/New_York', '2026-11-01', '2026-11-02', 25],
    ['America/Denver', '2026-11-01', '2026-11-02', 25],
    ['Asia/Kolkata', '2026-03-29', '2026-03-30', 24],
  ])('is that of %s at each hour of %s', (zone, day, next, hours) => {
    const [start, end] = [midnightIn(zone, day), midnightIn(zone, next)]
    expect((end - start) / hour).toBe(hours)
    const offset = offsetOfDay(day as LocalDate, { offsetStartSeconds: offsetIn(zone, start) / 1000, endUtc: end })
    for (let at = start; at < end; at += hour / 2)
      expect(Math.floor((at + (offset?.(at) ?? 0)) / hour) % 24, new Date(at).toISOString()).toBe(hoursOf(zone, at))
  })

  test('is unknown where nobody told, and that of the start where nobody told the end', () => {
    expect(offsetOfDay('2026-03-29' as LocalDate, { offsetStartSeconds: null, endUtc: 5 })).toBeNull()
    expect(offsetOfDay('2026-03-29' as LocalDate, { offsetStartSeconds: 3600, endUtc: null })?.(0)).toBe(hour)
  })

  test('changes at noon on a journey', () => {
    const start = Date.parse('2026-03-09T23:00:00Z')
    const day = '2026-03-10' as LocalDate
    // Eight hours farther east: a day of sixteen hours.
    const offset = offsetOfDay(day, { offsetStartSeconds: 3600, endUtc: start + 16 * hour })
    expect([offset?.(start + 11 * hour), offset?.(start + 12 * hour)]).toEqual([hour, 9 * hour])
  })
})
