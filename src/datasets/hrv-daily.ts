import { type Answer, defineDataset, type Reading } from '../domain/index.ts'
import { readNight } from './hrv.ts'
import { objectOf, toReading, unexpected } from './reading/answer.ts'
import { toFieldsList } from './reading/fields.ts'
import { toHrvNight } from './reading/hrv-night.ts'
import { hrvNightTable } from './tables/index.ts'

const name = 'hrv_daily'

export const hrvDaily = defineDataset({
  name,
  title: 'Heart rate variability',
  group: 'health',
  settlesAfterDays: 3,
  trailingDays: 28,
  tables: [hrvNightTable],
  version: 1,
  source: 'DATA section 4, R and L',
  forms: [
    {
      name: 'range',
      per: { kind: 'range', maxDays: 367 },
      request: (target) =>
        target.kind === 'range'
          ? { method: 'GET', path: `/hrv-service/hrv/daily/${target.start}/${target.end}`, expects: 'json' }
          : null,
      read: readRange,
    },
    {
      name: 'day',
      per: { kind: 'day', gate: 'daily_summary' },
      request: (target) =>
        target.kind === 'day' ? { method: 'GET', path: `/hrv-service/hrv/${target.day}`, expects: 'json' } : null,
      read: (answer, target) => readNight(answer, target, name),
    },
  ],
})

function readRange(answer: Answer): Reading {
  const notes = new Set<string>()
  const body = objectOf(answer, name, notes)
  if (body === null) return toReading([], notes)
  if (body.raw('hrvSummaries') === undefined) throw unexpected(name, 'no hrvSummaries')
  const items = body
    .array('hrvSummaries')
    .flatMap((json) => toFieldsList([json], `${name}.hrvSummaries`, notes).flatMap((night) => toHrvNight(night, json)))
  return toReading(items, notes)
}
