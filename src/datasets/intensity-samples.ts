import { defineDataset, type LocalDate } from '../domain/index.ts'
import { type DayOfSamples, sampleForm } from './reading/day-form.ts'
import type { Fields } from './reading/fields.ts'
import { digest, quarterHourMs, readColumn, sumOf, toSeries } from './reading/samples.ts'
import { dayBounds } from './reading/times.ts'
import { intensityDayTable } from './tables/index.ts'

const name = 'intensity_samples'

export const intensitySamples = defineDataset({
  name,
  title: 'Intensity minutes through the day',
  group: 'health',
  settlesAfterDays: 1,
  insteadOf: 'wellness_fit',
  tables: [intensityDayTable],
  version: 1,
  source: 'DATA section 5, L',
  forms: [
    sampleForm({
      dataset: name,
      gate: 'heart_rate_samples',
      path: (day) => `/wellness-service/wellness/daily/im/${day}`,
      keys: ['imValuesArray'],
      read,
    }),
  ],
})

/**
 * Minutes a quarter of an hour, vigorous ones doubled already (SCHEMA-HINTS section 5.4). Garmin gives the end of a
 * bucket; the series has its start, as steps and floors do.
 */
function read(body: Fields, day: LocalDate): DayOfSamples {
  const minutes = readColumn(body, 'imValuesArray', 'imValueDescriptorsDTOList', ['timestamp', 0], ['value', 1]).map(
    (sample) => ({ ...sample, at: sample.at - quarterHourMs }),
  )
  const { count } = digest(minutes)
  const row = {
    date: day,
    minutes_doubled: sumOf(minutes),
    moderate_min: body.level('moderateMinutes'),
    vigorous_min: body.level('vigorousMinutes'),
    bucket_count: count,
    bucket_s: quarterHourMs / 1000,
    ...dayBounds(body),
  }
  return { rows: { intensity_day: [row] }, series: [toSeries('intensity', day, minutes)], hasTotals: false }
}
