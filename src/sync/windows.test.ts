import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, daysBetween, eachDay, type LocalDate } from '../domain/index.ts'
import { coverDays } from './windows.ts'

const base = '2024-02-27' as LocalDate
const day = (offset: number) => addDays(base, offset)

describe('windows', () => {
  it('asks 28 days as start … start+27, never 29', () => {
    const due = [...eachDay(day(0), day(55))]
    expect(coverDays(due, 28)).toEqual([
      { start: day(28), end: day(55) },
      { start: day(0), end: day(27) },
    ])
  })

  it('covers every due day exactly once, within the cap, newest first, in as few windows as can be', () => {
    const offsets = fc.uniqueArray(fc.integer({ min: 0, max: 900 }), { minLength: 1, maxLength: 120 })
    fc.assert(
      fc.property(offsets, fc.integer({ min: 1, max: 400 }), (days, maxDays) => {
        const windows = coverDays(days.map(day), maxDays)
        for (const one of days.map(day))
          expect(windows.filter(({ start, end }) => start <= one && one <= end)).toHaveLength(1)
        for (const { start, end } of windows) expect(daysBetween(start, end) + 1).toBeLessThanOrEqual(maxDays)
        expect(windows.map(({ end }) => end)).toEqual(
          windows
            .map(({ end }) => end)
            .sort()
            .reverse(),
        )
        // Any two neighbours together would be longer than the cap, or they would be one.
        for (let at = 1; at < windows.length; at++)
          expect(daysBetween(windows[at]!.end, windows[at - 1]!.end)).toBeGreaterThanOrEqual(Math.min(maxDays, 1))
      }),
    )
  })

  it('reaches further back only when it is told to, and never below the floor', () => {
    const due = [...eachDay(day(0), day(9))]
    expect(coverDays(due, 100, null, true)).toEqual([{ start: day(-90), end: day(9) }])
    expect(coverDays(due, 100, day(-3), true)).toEqual([{ start: day(-3), end: day(9) }])
  })
})
