import type { LocalDate, Series } from '../../domain/index.ts'
import type { Fields } from './fields.ts'
import { measured, type Sample, toSeries } from './samples.ts'

/** Channel, list of the answer, and the keys of time and value in it (DATA section 5 `sleep`; graphql-shapes.json). */
const lists = [
  ['sleep_movement', 'sleepMovement', 'startGMT', 'activityLevel', 0],
  ['sleep_heart_rate', 'sleepHeartRate', 'startGMT', 'value', 1],
  ['sleep_stress', 'sleepStress', 'startGMT', 'value', 0],
  ['sleep_body_battery', 'sleepBodyBattery', 'startGMT', 'value', 0],
  ['sleep_restless', 'sleepRestlessMoments', 'startGMT', 'value', 0],
  ['sleep_hrv', 'hrvData', 'startGMT', 'value', 1],
  ['sleep_spo2', 'wellnessEpochSPO2DataDTOList', 'epochTimestamp', 'spo2Reading', 1],
  ['sleep_respiration', 'wellnessEpochRespirationDataDTOList', 'startTimeGMT', 'respirationValue', 0],
] as const

/**
 * The samples of a night: movement, heart rate (bpm), stress, body battery, restless moments, HRV (ms), blood oxygen (%)
 * and breaths a minute; those that the watch did not measure are left out.
 */
export function readSleepSeries(body: Fields, day: LocalDate): readonly Series[] {
  return lists.flatMap(([channel, key, timeKey, valueKey, lowest]) => {
    const byTime = new Map<number, Sample>()
    for (const row of body.list(key)) {
      const sample = measured(row.instant(timeKey) ?? undefined, row.real(valueKey), lowest)
      if (sample === null) row.note(`no ${timeKey}`)
      else byTime.set(sample.at, sample)
    }
    const samples = [...byTime.values()].sort((a, b) => a.at - b.at)
    return samples.length === 0 ? [] : [toSeries(channel, day, samples)]
  })
}
