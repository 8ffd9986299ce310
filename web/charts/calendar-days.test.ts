import { expect, test } from 'vitest'
import { parseLocalDate } from '../../src/domain/index.ts'
import { movedBy, ordered, weekdayOf, weekStart, weeksOf, yearDays } from './calendar-days.ts'

const day = parseLocalDate

test('weekdays hold before 1970 and in leap years', () => {
  expect(weekdayOf(day('2026-11-25'))).toBe(3)
  expect(weekdayOf(day('2024-02-29'))).toBe(4)
  expect(weekdayOf(day('1969-12-31'))).toBe(3)
})

test('weeks begin on the day that the person wants', () => {
  expect(weekStart(day('2026-11-25'))).toBe('2026-11-23')
  expect(weekStart(day('2026-11-25'), 0)).toBe('2026-11-22')
  expect(weekStart(day('2026-11-25'), 6)).toBe('2026-11-21')
  expect(weeksOf(day('2026-11-01'), day('2026-11-16'))).toEqual([
    '2026-10-26',
    '2026-11-02',
    '2026-11-09',
    '2026-11-16',
  ])
})

test('a year has a place for each of its days and no other', () => {
  const year = yearDays(2026)
  expect(year.place(day('2026-01-01'))).toEqual({ column: 0, row: 3 })
  expect(year.place(day('2026-01-05'))).toEqual({ column: 1, row: 0 })
  expect(year.columns).toBe(53)
  expect(yearDays(2024, 0).columns).toBe(53)
  expect(year.months[2]).toEqual({ day: '2026-03-01', column: 8 })
})

test('arrows move by day and by week, and stop at the ends of the year', () => {
  const year = yearDays(2026)
  expect(movedBy('ArrowRight', day('2026-03-01'), year)).toBe('2026-03-08')
  expect(movedBy('ArrowUp', day('2026-01-01'), year)).toBe('2026-01-01')
  expect(movedBy('End', day('2026-01-01'), year)).toBe('2026-12-31')
  expect(movedBy('x', day('2026-01-01'), year)).toBeNull()
  expect(ordered(day('2026-03-14'), day('2026-03-03'))).toEqual({ from: '2026-03-03', to: '2026-03-14' })
})
