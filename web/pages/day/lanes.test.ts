import { expect, test } from 'vitest'
import type { TimelineJson } from '../../../src/contract/index.ts'
import { hourTicks } from '../../charts/day-clock.ts'
import { boundsOf, eventRows, laneOf, reasonAt, stageBoxes, valueAt } from './lanes.ts'

const start = Date.parse('2026-10-24T22:00:00Z')
const minute = 60_000

test('a gap breaks the line, a value that stands alone is kept as a dot, and nothing stands for what is far away', () => {
  const lane = laneOf(
    {
      channel: 'heart_rate',
      unit: 'bpm',
      dataset: 'd',
      usual_s: 120,
      bucket_s: null,
      columns: { t_s: [0, 120, 1200, 3600, 3720], value: [60, 61, 70, 65, 66] },
    },
    start,
    false,
  )
  expect(lane.values.filter((value) => value === null)).toHaveLength(2)
  expect(lane.lone.map((index) => lane.values[index])).toEqual([70])
  expect(valueAt(lane, start + 3 * minute)).toBe(61)
  expect(valueAt(lane, start + 10 * minute)).toBeNull()
  expect([lane.min, lane.max]).toEqual([60, 70])
})

test('a day of 25 hours has 25 hours, and the hour that comes twice says so', () => {
  const day = boundsOf({
    from: new Date(start).toISOString(),
    to: '2026-10-25T23:00:00.000Z',
    offsets: [
      { at: new Date(start).toISOString(), offset_s: 7200 },
      { at: '2026-10-25T01:00:00.000Z', offset_s: 3600 },
    ],
  } as TimelineJson)
  const ticks = hourTicks(day, 1)
  expect((day.end - day.start) / 3_600_000).toBe(25)
  expect(ticks.filter(({ again }) => again).map(({ label }) => label)).toEqual(['02:00'])
  expect(ticks).toHaveLength(26)
})

test('stages of a night that began the day before are cut at midnight', () => {
  const nights = [
    {
      date: '2026-10-25',
      start_utc: null,
      end_utc: null,
      total_s: 0,
      columns: { t_s: [-3600, 600, 90_000], len_s: [5400, 600, 60], stage: ['deep', 'odd', 'rem'] },
    },
  ]
  const boxes = stageBoxes({ nights } as unknown as TimelineJson, { start, end: start + 25 * 3_600_000, offsets: [] })
  expect(boxes).toEqual([{ stage: 'deep', row: 3, start, end: start + 1_800_000 }])
})

test('events that would cover each other stand in rows of their own', () => {
  const at = (minutes: number) => ({ from: new Date(start + minutes * minute).toISOString() })
  expect(eventRows([at(0), at(10), at(70)], 60 * minute).map(({ row }) => row)).toEqual([0, 1, 0])
})

test('what is off for all channels is the reason of each', () => {
  const run = {
    channel: null,
    from: new Date(start).toISOString(),
    to: new Date(start + minute).toISOString(),
    reason: 'not-worn' as const,
  }
  expect([reasonAt([run], 'spo2', start), reasonAt([run], 'spo2', start + 2 * minute)]).toEqual(['not-worn', null])
})
