import { type Answer, defineDataset, type Json, type Reading, type Target } from '../domain/index.ts'
import { objectOf, toReading, unexpected } from './reading/answer.ts'
import { digest, isReading, isSampleTime, positionsOf, readSamples, type Sample, toSeries } from './reading/samples.ts'
import { checkDay, offsetSeconds } from './reading/times.ts'
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
    {
      name: 'day',
      per: { kind: 'day', gate: 'daily_summary' },
      request: (target, account) =>
        target.kind !== 'day'
          ? null
          : {
              method: 'GET',
              // Recorded working without a name as well, which a new account does not have yet.
              path: `/wellness-service/wellness/dailyHeartRate/${encodeURIComponent(account.displayName ?? '')}`,
              query: { date: target.day },
              expects: 'json',
            },
      read,
    },
  ],
})

function read(answer: Answer, target: Target): Reading {
  const notes = new Set<string>()
  const asked = target.kind === 'day' ? target.day : null
  const body = objectOf(answer, name, notes)
  if (body === null) return toReading([], notes)
  if (body.raw('heartRateValues') === undefined && body.raw('calendarDate') === undefined)
    throw unexpected(name, 'no heartRateValues')
  checkDay(body, name, asked)
  const day = asked ?? body.day('calendarDate')
  if (day === null) return toReading([], notes)
  const positions = positionsOf(body.array('heartRateValueDescriptors'))
  const timeAt = positions.get('timestamp') ?? 0
  const valueAt = positions.get('heartrate') ?? 1
  const samples = readSamples(body, 'heartRateValues', (row) => toSample(row[timeAt], row[valueAt]))
  const { count, min, max, avg } = digest(samples)
  const resting = body.int('restingHeartRate')
  if (count === 0) {
    // Totals without samples: Garmin has put the day into its archive (DATA section 5).
    const archived = resting !== null || body.int('maxHeartRate') !== null
    const reason = archived ? 'archived' : 'no-samples'
    return toReading([{ item: day, day, content: null, rows: {}, reason }], notes)
  }
  const row = {
    date: day,
    hr_min: body.int('minHeartRate') ?? min,
    hr_max: body.int('maxHeartRate') ?? max,
    hr_avg: avg,
    hr_resting: resting,
    hr_resting_7d: body.int('lastSevenDaysAvgRestingHeartRate'),
    sample_count: count,
    gap_count: samples.length - count,
    day_start_utc: body.instant('startTimestampGMT'),
    day_end_utc: body.instant('endTimestampGMT'),
    offset_start_s: offsetSeconds(body, 'startTimestampLocal', 'startTimestampGMT'),
  }
  const series = [toSeries('heart_rate', day, samples)]
  const content = answer.json ?? null
  return toReading([{ item: day, day, content, rows: { heart_rate_day: [row] }, series, richness: count }], notes)
}

/** No heart beats 0 times a minute: what is not positive is a gap, its code kept. */
function toSample(at: Json | undefined, value: Json | undefined): Sample | null {
  if (!isSampleTime(at)) return null
  if (value === null || value === undefined) return { at, value: null, code: null }
  if (!isReading(value)) return null
  return value > 0 ? { at, value, code: null } : { at, value: null, code: value }
}
