import { describe, expect, test } from 'vitest'
import { defaultSchedule, type Instant, type Schedule } from '../../domain/index.ts'
import { nextRun } from './next-run.ts'

const at = (text: string) => Date.parse(text) as Instant
const berlin: Schedule = { ...defaultSchedule, zone: 'Europe/Berlin' }
const next = (
  schedule: Schedule,
  history: { lastRun: string | null; lastNightly: string; notBefore?: string },
  spread = 0,
) => {
  const { lastRun, lastNightly, notBefore } = history
  const found = nextRun(
    schedule,
    {
      lastRun: lastRun === null ? null : at(lastRun),
      lastNightly: at(lastNightly),
      notBefore: notBefore === undefined ? null : at(notBefore),
    },
    spread,
  )
  return found === null ? null : `${found.kind} ${new Date(found.at).toISOString()}`
}

describe('the next run', () => {
  test('is half an hour after the last one, whoever asked for it', () => {
    expect(next(berlin, { lastRun: '2026-01-10T12:00:00Z', lastNightly: '2026-01-10T02:30:00Z' })).toBe(
      'probe 2026-01-10T12:30:00.000Z',
    )
  })

  test('is the nightly pass at its hour on the clock of the zone, in winter and in summer', () => {
    expect(next(berlin, { lastRun: '2026-01-10T02:20:00Z', lastNightly: '2026-01-09T02:30:00Z' })).toBe(
      'nightly 2026-01-10T02:30:00.000Z',
    )
    expect(next(berlin, { lastRun: '2026-07-10T01:20:00Z', lastNightly: '2026-07-09T01:30:00Z' })).toBe(
      'nightly 2026-07-10T01:30:00.000Z',
    )
  })

  test('comes once on the day that has the hour twice, and on the day that does not have it', () => {
    const early: Schedule = { ...berlin, nightly_at: '02:30', every_min: 1440 }
    const nights: string[] = []
    // Over both changes of 2026: each night's run leads to the next.
    for (const [from, to] of [
      ['2026-03-27T12:00:00Z', '2026-03-31T12:00:00Z'],
      ['2026-10-23T12:00:00Z', '2026-10-27T12:00:00Z'],
    ] as const) {
      let last = from
      for (;;) {
        const found = next(early, { lastRun: to, lastNightly: last })?.slice('nightly '.length) ?? to
        if (found >= to) break
        nights.push(found)
        last = found as typeof last
      }
    }
    expect(nights.map((text) => text.slice(0, 10))).toEqual([
      ...['2026-03-28', '2026-03-29', '2026-03-30', '2026-03-31'],
      ...['2026-10-24', '2026-10-25', '2026-10-26', '2026-10-27'],
    ])
    expect(nights[1]).toBe('2026-03-29T01:00:00.000Z')
  })

  test('is given as it was when its time has passed: a machine that was off makes it up at once', () => {
    expect(next(berlin, { lastRun: '2026-01-05T02:30:00Z', lastNightly: '2026-01-05T02:30:00Z' })).toBe(
      'probe 2026-01-05T03:00:00.000Z',
    )
    expect(next(berlin, { lastRun: '2026-01-10T02:29:00Z', lastNightly: '2026-01-05T02:30:00Z' })).toBe(
      'nightly 2026-01-06T02:30:00.000Z',
    )
  })

  test.each([
    ['22:59', '2026-01-10T21:28:00Z', '2026-01-10T21:58:00.000Z'],
    ['23:00 is quiet', '2026-01-10T21:30:00Z', '2026-01-11T05:00:00.000Z'],
    ['after midnight', '2026-01-10T23:10:00Z', '2026-01-11T05:00:00.000Z'],
    ['06:00 is not', '2026-01-11T04:30:00Z', '2026-01-11T05:00:00.000Z'],
  ])('waits out the quiet hours: %s', (_, lastRun, expected) => {
    const quiet: Schedule = { ...berlin, quiet_from: '23:00', quiet_to: '06:00' }
    expect(next(quiet, { lastRun, lastNightly: '2026-01-11T03:00:00Z' })).toBe(`probe ${expected}`)
  })

  test('is not before Garmin permits it, and never while switched off', () => {
    const history = {
      lastRun: '2026-01-10T12:00:00Z',
      lastNightly: '2026-01-10T02:30:00Z',
      notBefore: '2026-01-10T18:00:00Z',
    }
    expect(next(berlin, history)).toBe('probe 2026-01-10T18:00:00.000Z')
    expect(next({ ...berlin, enabled: false }, history)).toBeNull()
  })

  test('is spread over accounts: up to half an hour at night, a tenth by day', () => {
    const history = { lastRun: '2026-01-10T12:00:00Z', lastNightly: '2026-01-10T02:30:00Z' }
    expect(next(berlin, history, 1)).toBe('probe 2026-01-10T12:33:00.000Z')
    expect(next({ ...berlin, every_min: 1440 }, history, 1)).toBe('nightly 2026-01-11T03:00:00.000Z')
  })
})
