import { defineDataset, type LocalDate } from '../domain/index.ts'
import { type DayOfSamples, sampleForm } from './reading/day-form.ts'
import type { Fields } from './reading/fields.ts'
import { digest, readColumn, toSeries } from './reading/samples.ts'
import { dayBounds } from './reading/times.ts'
import { respirationDayTable } from './tables/index.ts'

const name = 'respiration_samples'

export const respirationSamples = defineDataset({
  name,
  title: 'Respiration through the day',
  group: 'health',
  settlesAfterDays: 1,
  insteadOf: 'wellness_fit',
  tables: [respirationDayTable],
  version: 1,
  source: 'DATA section 5, L',
  forms: [
    sampleForm({
      dataset: name,
      // A day that the archive has put away costs one request for all of its samples, not one for each kind.
      gate: 'heart_rate_samples',
      path: (day) => `/wellness-service/wellness/daily/respiration/${day}`,
      keys: ['respirationValuesArray', 'respirationAveragesValuesArray'],
      read,
    }),
  ],
})

/** Every two minutes, and by the hour with its highest and lowest; the hour's moment is as Garmin gives it, its end. */
function read(body: Fields, day: LocalDate): DayOfSamples {
  const time = ['timestamp', 0] as const
  const samples = readColumn(body, 'respirationValuesArray', 'respirationValueDescriptorsDTOList', time, [
    'respiration',
    1,
  ])
  const hourly = (key: string, at: number) =>
    readColumn(body, 'respirationAveragesValuesArray', 'respirationAveragesValueDescriptorDTOList', time, [key, at])
  const { count, min, max } = digest(samples)
  const row = {
    date: day,
    resp_min: measuredOr(body.real('lowestRespirationValue'), min),
    resp_max: measuredOr(body.real('highestRespirationValue'), max),
    resp_waking_avg: measuredOr(body.real('avgWakingRespirationValue'), null),
    resp_sleep_avg: measuredOr(body.real('avgSleepRespirationValue'), null),
    sample_count: count,
    gap_count: samples.length - count,
    ...dayBounds(body),
  }
  return {
    rows: { respiration_day: [row] },
    series: [
      toSeries('respiration', day, samples),
      toSeries('respiration_hour_avg', day, hourly('averageRespirationValue', 1)),
      toSeries('respiration_hour_high', day, hourly('highRespirationValue', 2)),
      toSeries('respiration_hour_low', day, hourly('lowRespirationValue', 3)),
    ],
    hasTotals: row.resp_waking_avg !== null || row.resp_max !== null,
  }
}

/** −1 and −2 mean "no measurement" in totals as well. */
function measuredOr(value: number | null, otherwise: number | null): number | null {
  return value === null || value < 0 ? otherwise : value
}
