import { defineDataset, type LocalDate } from '../domain/index.ts'
import { type DayOfSamples, sampleForm } from './reading/day-form.ts'
import type { Fields } from './reading/fields.ts'
import { digest, readColumn, toSeries } from './reading/samples.ts'
import { dayBounds } from './reading/times.ts'
import { heartRateDayTable } from './tables/index.ts'

const name = 'heart_rate_samples'

export const heartRateSamples = defineDataset({
  name,
  title: 'Heart rate through the day',
  group: 'health',
  settlesAfterDays: 1,
  insteadOf: 'wellness_fit',
  tables: [heartRateDayTable],
  version: 1,
  source: 'DATA section 5, R',
  forms: [
    sampleForm({
      dataset: name,
      gate: 'daily_summary',
      // Recorded working without a name as well, which a new account does not have yet.
      path: (_, account) =>
        `/wellness-service/wellness/dailyHeartRate/${encodeURIComponent(account.displayName ?? '')}`,
      query: (day) => ({ date: day }),
      keys: ['heartRateValues'],
      read,
    }),
  ],
})

function read(body: Fields, day: LocalDate): DayOfSamples {
  // No heart beats 0 times a minute: what is not positive is a gap, its code kept.
  const columns = [['timestamp', 0] as const, ['heartrate', 1] as const] as const
  const samples = readColumn(body, 'heartRateValues', 'heartRateValueDescriptors', ...columns, 1)
  const { count, min, max, avg } = digest(samples)
  const resting = body.int('restingHeartRate')
  const row = {
    date: day,
    hr_min: body.int('minHeartRate') ?? min,
    hr_max: body.int('maxHeartRate') ?? max,
    hr_avg: avg,
    hr_resting: resting,
    hr_resting_7d: body.int('lastSevenDaysAvgRestingHeartRate'),
    sample_count: count,
    gap_count: samples.length - count,
    ...dayBounds(body),
  }
  const hasTotals = resting !== null || body.int('maxHeartRate') !== null
  return { rows: { heart_rate_day: [row] }, series: [toSeries('heart_rate', day, samples)], hasTotals }
}
