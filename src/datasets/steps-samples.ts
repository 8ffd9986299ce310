import { defineDataset, type LocalDate } from '../domain/index.ts'
import { dayListForm } from './reading/day-form.ts'
import type { Fields } from './reading/fields.ts'
import { bucketSeconds, digest, type Sample, sumOf, toSeries } from './reading/samples.ts'
import { stepsDayTable } from './tables/index.ts'

const name = 'steps_samples'

export const stepsSamples = defineDataset({
  name,
  title: 'Steps through the day',
  group: 'health',
  settlesAfterDays: 1,
  insteadOf: 'wellness_fit',
  tables: [stepsDayTable],
  version: 1,
  source: 'DATA section 5, L',
  forms: [
    dayListForm({
      dataset: name,
      gate: 'heart_rate_samples',
      // Recorded without a name by others; a new account does not have one yet.
      path: (_, account) =>
        `/wellness-service/wellness/dailySummaryChart/${encodeURIComponent(account.displayName ?? '')}`,
      query: (day) => ({ date: day }),
      read,
    }),
  ],
})

/** What a quarter of an hour was mostly spent with, as the codes of the series `activity_level`. */
const levels = ['none', 'sleeping', 'sedentary', 'active', 'highlyActive']

function read(buckets: readonly Fields[], day: LocalDate) {
  const steps: Sample[] = []
  const pushes: Sample[] = []
  const spent: Sample[] = []
  const ends: number[] = []
  for (const bucket of [...buckets].sort((a, b) => (a.instant('startGMT') ?? 0) - (b.instant('startGMT') ?? 0))) {
    const at = bucket.instant('startGMT')
    if (at === null || at === steps.at(-1)?.at) {
      bucket.note('a bucket without a start of its own')
      continue
    }
    const level = levels.indexOf(bucket.text('primaryActivityLevel') ?? 'none')
    steps.push({ at, value: bucket.level('steps'), code: null })
    pushes.push({ at, value: bucket.level('pushes'), code: null })
    spent.push({ at, value: level === -1 ? null : level, code: null })
    ends.push(bucket.instant('endGMT') ?? at)
  }
  const { count } = digest(steps)
  const row = {
    date: day,
    steps: sumOf(steps),
    pushes: sumOf(pushes),
    bucket_count: count,
    bucket_s: bucketSeconds(steps, ends),
  }
  return {
    rows: { steps_day: count === 0 ? [] : [row] },
    series: [
      toSeries('steps', day, steps),
      ...(row.pushes ? [toSeries('pushes', day, pushes)] : []),
      toSeries('activity_level', day, spent),
    ],
    richness: count,
  }
}
