import { defineDataset, type LocalDate } from '../domain/index.ts'
import { type DayOfSamples, sampleForm } from './reading/day-form.ts'
import type { Fields } from './reading/fields.ts'
import { digest, readColumn, toSeries } from './reading/samples.ts'
import { dayBounds } from './reading/times.ts'
import { spo2DayTable } from './tables/index.ts'

const name = 'spo2_samples'
const asked = {
  dataset: name,
  // Only days on which the sensor was on.
  gate: 'spo2_daily',
  keys: ['spO2HourlyAverages', 'spO2SingleValues', 'averageSpO2'],
  read,
}

export const spo2Samples = defineDataset({
  name,
  title: 'Blood oxygen through the day',
  group: 'health',
  settlesAfterDays: 1,
  insteadOf: 'wellness_fit',
  tables: [spo2DayTable],
  version: 1,
  source: 'DATA section 5, L',
  forms: [
    sampleForm({ ...asked, path: (day) => `/wellness-service/wellness/daily/spo2/${day}` }),
    // What the web asks by now.
    sampleForm({
      ...asked,
      name: 'acclimation',
      path: (day) => `/wellness-service/wellness/daily/spo2acclimation/${day}`,
    }),
  ],
})

/** By the hour, and single measurements; all null where the sensor is off. */
function read(body: Fields, day: LocalDate): DayOfSamples {
  const time = ['timestamp', 0] as const
  const column = (key: string, value: readonly [string, number]) =>
    readColumn(body, key, 'spO2ValueDescriptorsDTOList', time, value, 1)
  // Descriptors speak of the single values; the hours are pairs (DATA section 5).
  const hours = readColumn(body, 'spO2HourlyAverages', '', time, ['value', 1], 1)
  const spots = column('spO2SingleValues', ['spo2Reading', 1])
  const all = [...hours, ...spots]
  const { min } = digest(all)
  const row = {
    date: day,
    spo2_avg: body.level('averageSpO2'),
    spo2_min: body.level('lowestSpO2') ?? min,
    spo2_latest: body.level('latestSpO2'),
    spo2_7d_avg: body.real('lastSevenDaysAvgSpO2'),
    spo2_sleep_avg: body.level('avgSleepSpO2'),
    sample_count: digest(all).count,
    ...dayBounds(body),
  }
  return {
    rows: { spo2_day: [row] },
    series: [toSeries('spo2_hour', day, hours), toSeries('spo2', day, spots)],
    hasTotals: row.spo2_avg !== null,
  }
}
