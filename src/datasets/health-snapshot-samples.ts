import { type Answer, defineDataset, type Json, type Reading, type Target } from '../domain/index.ts'
import { objectOf, toReading, unexpected } from './reading/answer.ts'
import { readColumn, type Sample } from './reading/samples.ts'
import { healthSnapshotSamplesTable } from './tables/index.ts'

const name = 'health_snapshot_samples'

/** The samples of a snapshot, one request each; the archive of its day holds them as an activity file. */
export const healthSnapshotSamples = defineDataset({
  name,
  title: 'Samples of health snapshots',
  group: 'health',
  settlesAfterDays: 0,
  insteadOf: 'wellness_fit',
  tables: [healthSnapshotSamplesTable],
  version: 1,
  source: 'DATA section 5, L; names of the columns: P',
  forms: [
    {
      name: 'epochs',
      per: { kind: 'item', of: 'health_snapshot' },
      request: (target) =>
        target.kind === 'item'
          ? {
              method: 'GET',
              path: `/wellnessactivity-service/activity/epoch/${encodeURIComponent(target.id)}`,
              expects: 'json',
            }
          : null,
      read,
    },
  ],
})

const columns = ['heartRate', 'stress', 'spo2', 'respiration'] as const

function read(answer: Answer, target: Target): Reading {
  if (target.kind !== 'item') throw unexpected(name, 'not asked for a snapshot')
  const notes = new Set<string>()
  const body = objectOf(answer, name, notes)
  if (body === null) return toReading([], notes)
  if (body.raw('epochArray') === undefined) throw unexpected(name, 'no epochArray')
  const of = columns.map((key, index) =>
    readColumn(body, 'epochArray', 'epochDescriptorDTOList', ['timestamp', 0], [key, index + 1]),
  )
  const times = [...new Set(of.flatMap((samples) => samples.map(({ at }) => at)))].sort((a, b) => a - b)
  const start = times[0]
  const item = { item: target.id, day: target.day }
  if (start === undefined) return toReading([{ ...item, content: null, rows: {}, reason: 'no-samples' }], notes)
  const [heartRate, stress, spo2, respiration] = of.map((samples) => valuesAt(samples, times))
  const row = {
    uuid: target.id,
    start_utc: start,
    sample_count: times.length,
    times_ms: times.map((at) => at - start),
    heart_rate: heartRate ?? [],
    stress: stress ?? [],
    spo2: spo2 ?? [],
    respiration: respiration ?? [],
  }
  const content: Json = answer.json ?? null
  return toReading([{ ...item, content, rows: { health_snapshot_samples: [row] }, richness: times.length }], notes)
}

function valuesAt(samples: readonly Sample[], times: readonly number[]): (number | null)[] {
  const byTime = new Map(samples.map(({ at, value }) => [at, value]))
  return times.map((at) => byTime.get(at) ?? null)
}
