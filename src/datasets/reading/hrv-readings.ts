import type { LocalDate, Series } from '../../domain/index.ts'
import type { Fields } from './fields.ts'
import { type Sample, toSeries } from './samples.ts'

/** The five-minute readings of a night (DATA section 5 `hrv`, recorded), in milliseconds; null when there are none. */
export function readHrvReadings(body: Fields, day: LocalDate): Series | null {
  const byTime = new Map<number, Sample>()
  for (const reading of body.list('hrvReadings')) {
    const at = reading.instant('readingTimeGMT')
    if (at !== null) byTime.set(at, { at, value: reading.level('hrvValue'), code: null })
  }
  const samples = [...byTime.values()].sort((a, b) => a.at - b.at)
  return samples.length === 0 ? null : toSeries('hrv', day, samples)
}
