import { type Answer, archivedReason, defineDataset, type Reading, type Target } from '../domain/index.ts'
import { objectOf, toReading, unexpected } from './reading/answer.ts'
import { readHrvReadings, toHrvNight } from './reading/hrv-night.ts'
import { checkDay } from './reading/times.ts'

const name = 'hrv'

/** The five-minute readings of a night; its averages come by ranges (`hrv_daily`). */
export const hrv = defineDataset({
  name,
  title: 'Heart rate variability through the night',
  group: 'health',
  settlesAfterDays: 1,
  insteadOf: 'wellness_fit',
  // Averages and baseline are those of hrv_daily.
  tables: [],
  version: 1,
  source: 'DATA section 5, R',
  forms: [
    {
      name: 'day',
      per: { kind: 'day', gate: 'hrv_daily' },
      request: (target) =>
        target.kind === 'day' ? { method: 'GET', path: `/hrv-service/hrv/${target.day}`, expects: 'json' } : null,
      read,
    },
  ],
})

function read(answer: Answer, target: Target): Reading {
  const night = readNight(answer, target, name)
  const items = night.items.map((item) => {
    const [series] = item.series ?? []
    if (item.content === null || series === undefined)
      // Garmin puts readings of old nights into its archive while the averages remain.
      return { ...item, content: null, rows: {}, reason: item.reason ?? archivedReason }
    return { ...item, rows: {}, richness: series.times.length }
  })
  return { ...night, items }
}

/** One night with the readings that it has, under the day of waking. */
export function readNight(answer: Answer, target: Target, dataset: string): Reading {
  const notes = new Set<string>()
  const body = objectOf(answer, dataset, notes)
  if (body === null) return toReading([], notes)
  if (body.raw('hrvSummary') === undefined) throw unexpected(dataset, 'no hrvSummary')
  const night = body.object('hrvSummary')
  checkDay(night, dataset, target.kind === 'day' ? target.day : null)
  const items = toHrvNight(night, answer.json ?? null).map((item) => {
    const series = item.day === null ? null : readHrvReadings(body, item.day)
    return series === null ? item : { ...item, series: [series] }
  })
  return toReading(items, notes)
}
