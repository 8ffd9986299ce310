import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { afterEach, describe, expect, it } from 'vitest'
import type { LocalDate } from '../../src/domain/index.ts'
import { createLife, heartRateStepMs, stressStepMs } from '../../src/simulator/life/index.ts'
import { decodeSeries } from '../../src/store/series-codec.ts'
import { createWorld, sync, type World } from '../support/world.ts'

// A year in which the person flies to Bangkok and back (6 hours each way, no clock change there) and both of Europe's
// clock changes happen.
const now = () => Date.UTC(2026, 10, 20, 13, 0)
const journeys = [{ zone: 'Asia/Bangkok', place: 'Bang Krachao', lat: 13.6896, lon: 100.5687 }] as const
const hour = 3_600_000

const worlds: World[] = []
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close()
})

const seriesOf = ({ home }: World, channel: string, day: string) => {
  const db = new DatabaseSync(join(home, 'garminsync.db'), { readOnly: true })
  try {
    const row = db.prepare('select data from series where channel = ? and day = ?').get(channel, day)
    return row === undefined ? null : decodeSeries(row.data as Uint8Array)
  } finally {
    db.close()
  }
}

describe('days that are not 24 hours long', () => {
  it('of 23, 25, 30 and 18 hours are right to the sample, with the offsets of both ends', async () => {
    const life = createLife({ seed: 7, years: 1, now, journeys })
    const odd = life.days().filter((date) => life.day(date).endUtc - life.day(date).startUtc !== 24 * hour)
    const hoursOf = (date: LocalDate) => (life.day(date).endUtc - life.day(date).startUtc) / hour
    expect(odd.map(hoursOf)).toEqual([18, 30, 23, 25])
    expect(odd.filter((date) => !life.day(date).worn)).toEqual([])

    const others = ['respiration', 'spo2', 'steps', 'floors', 'intensity'].map((kind) => `-${kind}_samples`)
    const GARMINSYNC_DATASETS = [...others, '-hrv', '-naps', '-day_events', '-fitness_age'].join(',')
    const world = await createWorld({ years: 1, now, journeys }, { GARMINSYNC_SAMPLES: 'json', GARMINSYNC_DATASETS })
    worlds.push(world)
    await world.signIn()
    const client = await world.client()
    for (const date of odd) {
      const job = await sync(world, { from: date, to: date, sync_type: 'health' })
      expect(job).toMatchObject({ error_message: null, status: 'completed' })
      const truth = life.day(date)
      const samples = life.samples(date)
      expect(samples.heartRate).toHaveLength((hoursOf(date) * hour) / heartRateStepMs)

      const beats = [...samples.heartRate].flatMap((value, index) =>
        value === 0 ? [] : [[truth.startUtc + index * heartRateStepMs, value] as const],
      )
      const heartRate = seriesOf(world, 'heart_rate', date)
      const measured = heartRate?.times.map((time, index) => [time, heartRate.values[index]] as const) ?? []
      expect(measured.filter(([, value]) => value !== null)).toEqual(beats)

      const stress = seriesOf(world, 'stress', date)
      expect(stress?.times).toEqual(Array.from(samples.stress, (_, index) => truth.startUtc + index * stressStepMs))
      expect(stress?.values).toEqual(Array.from(samples.stress, (value) => (value < 0 ? null : value)))

      const day = await client.healthDay({ params: { day: date } })
      const instant = (utcMs: number) => new Date(utcMs).toISOString()
      expect(day.daily_summary, date).toMatchObject({
        steps: truth.wellness?.steps,
        day_start_utc: instant(truth.startUtc),
        day_end_utc: instant(truth.endUtc),
        offset_start_s: truth.startOffsetS,
        offset_end_s: truth.endOffsetS,
      })
      expect(day.heart_rate, date).toMatchObject({
        sample_count: beats.length,
        day_start_utc: instant(truth.startUtc),
        day_end_utc: instant(truth.endUtc),
      })
      expect(day.sleep?.start_utc ?? null, date).toBe(truth.sleep === null ? null : instant(truth.sleep.startUtc))
      expect(day.sleep?.offset_s ?? null, date).toBe(truth.sleep === null ? null : truth.sleep.startOffsetS)
    }
    expect(world.simulator.violations).toEqual([])
  }, 60_000)
})
